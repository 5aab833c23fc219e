//! The program itself, run on folders of a test's own.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A site in a temporary folder, removed when the test is over.
pub struct Site {
    folder: tempfile::TempDir,
}

/// What the program did.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: Option<i32>,
    /// What it said on standard error.
    pub said: String,
    /// How it ended and what it said on standard output, for whoever reads why a test failed.
    end: String,
}

impl Ran {
    /// What a program left that has come to its end.
    pub fn of(output: &Output) -> Ran {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        // A program that was killed has no code; its status names the signal.
        let end = format!("{}\n{}", output.status, String::from_utf8_lossy(&output.stdout));
        Ran { code: output.status.code(), said, end }
    }

    /// Expects that it went well.
    #[track_caller]
    pub fn went_well(&self) {
        assert_eq!(self.code, Some(0), "{}\n{}", self.end, self.said);
    }
}

/// Where the repository is.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder with their bytes, by path with `/` between its parts.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let below = path.strip_prefix(folder).unwrap().to_string_lossy();
                    found.insert(below.replace('\\', "/"), fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

impl Site {
    /// A folder with nothing in it.
    pub fn empty() -> Site {
        Site { folder: tempfile::tempdir().unwrap() }
    }

    /// A site of these files.
    pub fn of(files: &[(&str, &str)]) -> Site {
        let site = Site::empty();
        for (path, text) in files {
            site.write(path, text.as_bytes());
        }
        site
    }

    /// A copy of the sample archive.
    pub fn sample() -> Site {
        let site = Site::of(&[]);
        for folder in ["content", "themes"] {
            for (path, bytes) in files(&repository().join(folder)) {
                site.write(&format!("{folder}/{path}"), &bytes);
            }
        }
        site.write("zola.toml", &fs::read(repository().join("zola.toml")).unwrap());
        site
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file below it.
    pub fn file(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The files of its output folder.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.file("public"))
    }

    /// The program, ready to run on it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mucluc"));
        command.arg("--root").arg(self.path()).args(["--diagnostics", "short"]).args(arguments);
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(&mut self.command(arguments))
    }

    /// Builds, and expects it to go well.
    pub fn build(&self) {
        self.run(&["--quiet", "build"]).went_well();
    }
}

/// The program without a site.
pub fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mucluc"));
    command.args(arguments).stdin(std::process::Stdio::null());
    command
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Ran {
    Ran::of(&command.output().unwrap())
}
