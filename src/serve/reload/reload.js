// Live reload: keeps an open page as the site is now, and shows what is wrong with it.
// The server adds this file to the pages of a preview; it is no part of a built site.
(() => {
  "use strict";
  const me = document.currentScript;
  const { base, output } = me.dataset;
  const canNavigate = "navigate" in me.dataset;
  let version = me.dataset.version;
  let source = null;

  // Where the reader was, kept over a reload. Browsers do that too, but give up
  // when the page is not yet as long as it was.
  const PLACE = "mucluc-place";
  const here = location.pathname + location.search;
  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (kept?.here === here) {
    const restore = () => {
      if (Math.abs(scrollY - kept.y) > 1 || Math.abs(scrollX - kept.x) > 1) {
        scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
      }
    };
    restore();
    addEventListener("load", restore, { once: true });
  }

  // Whether one version of the site is at least as new as another of the same server.
  function reaches(ours, theirs) {
    const [own, other] = [ours, theirs].map((name) => name.split("."));
    return own[0] === other[0] && Number(own[1]) >= Number(other[1]);
  }

  // We reloaded for this version already. If something between us and the server (a service
  // worker, a proxy) gave us the old page again, once is enough: we count as having it.
  if (kept?.here === here && !reaches(version, kept.version)) version = kept.version;

  function reload() {
    stop();
    const place = { here, x: scrollX, y: scrollY, version };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    location.reload();
  }

  // The output behind an address of this site; none for other sites.
  function outputOf(address) {
    const url = new URL(address, location.href);
    if (url.origin !== location.origin || !url.pathname.startsWith(base)) return null;
    try {
      const path = decodeURIComponent(url.pathname.slice(base.length));
      return path === "" || path.endsWith("/") ? path + "index.html" : path;
    } catch {
      return null;
    }
  }

  function addressOf(path) {
    const folder = path.replace(/(^|\/)index\.html$/, "$1");
    return base + folder.split("/").map(encodeURIComponent).join("/");
  }

  // What this page shows, besides itself: styles, scripts, pictures, data.
  function shown() {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    const named = [...document.querySelectorAll("img[src], link[rel~=stylesheet]")].map(
      (element) => element.src || element.href,
    );
    return new Set([...loaded, ...named].map(outputOf));
  }

  // Loads the styles again beside the old ones, and drops those when the new are there.
  function swapStyles() {
    for (const old of document.querySelectorAll("link[rel~=stylesheet]")) {
      if (outputOf(old.href) === null) continue;
      const fresh = old.cloneNode();
      const url = new URL(old.href);
      url.searchParams.set("mucluc", version);
      fresh.href = url.href;
      fresh.addEventListener("load", () => old.remove(), { once: true });
      fresh.addEventListener("error", () => fresh.remove(), { once: true });
      old.after(fresh);
    }
  }

  function receive(news) {
    const isNews = news.version !== version;
    version = news.version;
    showErrors(news.errors);
    if (!isNews) return;
    if (news.changed === null) return reload();
    const changed = new Set(news.changed);
    const mine = [output, outputOf(here), (outputOf(here) ?? "") + "/index.html"];
    if (mine.some((path) => changed.has(path))) return reload();
    if (canNavigate && news.page && changed.has(news.page)) {
      stop();
      return location.assign(addressOf(news.page));
    }
    const concerned = [...shown()].filter((path) => changed.has(path));
    if (concerned.some((path) => !path.endsWith(".css"))) return reload();
    if (concerned.length > 0) swapStyles();
  }

  // The errors lie over the page, in a root of their own that its styles do not reach.
  const HIDDEN = "mucluc-hidden-errors";
  let overlay = null;

  function showErrors(text) {
    if (text === "") sessionStorage.removeItem(HIDDEN);
    if (text === "" || text === sessionStorage.getItem(HIDDEN)) return hideErrors();
    if (overlay === null) {
      overlay = document.createElement("mucluc-errors");
      overlay.attachShadow({ mode: "open" });
      // A sheet made by script is allowed even where a page forbids inline styles.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      overlay.shadowRoot.adoptedStyleSheets = [sheet];
      document.documentElement.append(overlay);
    }
    const alert = document.createElement("section");
    alert.setAttribute("role", "alert");
    alert.setAttribute("aria-label", "Errors in the site");
    const title = document.createElement("h2");
    title.textContent = "The site has errors";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Hide (Esc)";
    button.addEventListener("click", dismiss);
    const lines = document.createElement("pre");
    lines.tabIndex = 0;
    lines.textContent = text.trimEnd();
    const note = document.createElement("p");
    note.textContent =
      "This page is shown as it was before. The message goes away when the errors are mended.";
    alert.append(title, button, lines, note);
    overlay.dataset.errors = text;
    overlay.shadowRoot.replaceChildren(alert);
  }

  function hideErrors() {
    overlay?.remove();
    overlay = null;
  }

  function dismiss() {
    sessionStorage.setItem(HIDDEN, overlay.dataset.errors);
    hideErrors();
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && overlay !== null) dismiss();
  });

  const STYLE = `
    :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none; }
    section { pointer-events: auto; position: absolute; inset: auto 0 0 0; max-height: 80%;
      overflow: auto; box-sizing: border-box; padding: 1rem 1.25rem; background: #1c1414;
      color: #fff; border-top: 4px solid #ff6b5e; font: 16px/1.5 system-ui, sans-serif; }
    h2 { display: inline-block; margin: 0 1rem 0 0; font-size: 1.15rem; }
    button { float: right; padding: .35rem .8rem; border: 1px solid #fff; border-radius: 4px;
      background: transparent; color: #fff; font: inherit; cursor: pointer; }
    button:focus-visible, pre:focus-visible { outline: 3px solid #ffd27a; outline-offset: 2px; }
    pre { clear: both; margin: .75rem 0; overflow-x: auto; white-space: pre;
      font: 14px/1.45 ui-monospace, monospace; }
    p { margin: 0; color: #ddd; }`;

  function listen() {
    // A browser allows six connections to a host, so hidden pages leave theirs to
    // others, and catch up when they are looked at.
    if (source !== null || document.hidden) return;
    source = new EventSource(`${base}__mucluc/events?version=${version}`);
    source.onmessage = (event) => receive(JSON.parse(event.data));
    source.onerror = () => {
      // Some browsers give up when the server is away for a while; we do not.
      if (source?.readyState === EventSource.CLOSED) {
        stop();
        setTimeout(listen, 1000);
      }
    };
  }

  function stop() {
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
})();
