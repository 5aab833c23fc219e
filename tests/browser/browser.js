// What the browser tests share: a browser, a copy of a site, and a preview of it.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import puppeteer from "puppeteer-core";

/** The arguments after the script: the program, and optionally a site's folder. */
export const [program, siteFolder] = process.argv.slice(2);

/** Where browsers are found that nobody named. */
const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts a headless browser; `CHROME` names another one. */
export function openBrowser() {
  const executablePath = process.env.CHROME ?? BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error("no Chromium found: set CHROME to one");
  // A container often runs as root, where Chromium has no sandbox to offer.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return puppeteer.launch({ executablePath, args });
}

/** A port that nobody uses at the moment. */
function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** A copy of a site that is previewed, and may be edited and restarted. */
export class Preview {
  /** Copies the site and starts the program on it. */
  static async start(...flags) {
    const preview = new Preview();
    preview.flags = flags;
    preview.folder = mkdtempSync(join(tmpdir(), "mucluc-browser-"));
    cpSync(siteFolder ?? new URL("site", import.meta.url), preview.folder, { recursive: true });
    preview.port = await freePort();
    preview.home = `http://127.0.0.1:${preview.port}`;
    await preview.run();
    return preview;
  }

  /** Runs the program until it answers. */
  async run() {
    const args = ["--root", this.folder, "serve", "--port", String(this.port), ...this.flags];
    this.process = spawn(resolve(program), args, { stdio: ["ignore", "ignore", "pipe"] });
    this.said = "";
    this.process.stderr.on("data", (text) => (this.said += text));
    for (let left = 200; 0 < left; left--) {
      if (await fetch(this.home).then(() => true, () => false)) return;
      if (this.process.exitCode !== null) break;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`the preview does not answer: ${this.said}`);
  }

  /** Ends the program as Ctrl-C does, and gives its exit code. */
  stop() {
    const ended = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGINT");
    return ended;
  }

  /** Ends the program and removes the copy. */
  async end() {
    if (this.process.exitCode === null) await this.stop();
    rmSync(this.folder, { recursive: true });
  }

  /** Replaces text in a file, saved as careful editors do. */
  edit(file, from, to) {
    const path = join(this.folder, file);
    const old = readFileSync(path, "utf8");
    if (!old.includes(from)) throw new Error(`${file} does not say ${from}`);
    writeFileSync(`${path}.tmp`, old.replace(from, to));
    renameSync(`${path}.tmp`, path);
  }
}
