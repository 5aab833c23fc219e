//! Of files, folders and addresses: what cannot be read, written or listened on, what is kept
//! between builds, and what stands there without an owner.

use std::io::ErrorKind;
use std::sync::Arc;

use crate::diag::{Diagnostic, Diags, Span};
use crate::text;

impl Diags {
    /// The bytes of an output, kept in a temporary file or in the output folder, cannot be read.
    pub fn output_unreadable(&mut self, output: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unreadable-output", format!("cannot read `{output}`: {error}"))
                .at(Span::file(&std::env::temp_dir().display().to_string()))
                .hint(
                    "start the preview anew; the variable TMPDIR names a folder that can be read",
                ),
        );
    }

    /// The output folder is one that the site is read from.
    pub fn output_among_sources(&mut self, span: Option<Span>, folder: &str) {
        let message = format!("the output folder `{folder}` is one that the site is read from");
        let error = Diagnostic::error("output-among-sources", message);
        let error = match span {
            Some(span) => error.at(span),
            None => error,
        };
        self.push(error.hint("name a folder for the output alone, such as `public`"));
    }

    /// A file's bytes are not UTF-8; `offset` is the first byte that is not.
    pub fn not_utf8(&mut self, file: &str, bytes: &[u8], offset: usize) {
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let good = String::from_utf8_lossy(&bytes[..offset.min(bytes.len())]).into_owned();
        let at = text::position(&good, good.len());
        let text: Arc<str> = String::from_utf8_lossy(bytes).into_owned().into();
        let start = good.len();
        self.push(
            Diagnostic::error(
                "not-utf8",
                format!("the file is not UTF-8: byte {offset} is 0x{byte:02X}"),
            )
            .at(Span { file: file.into(), text: Some(text), range: start..start })
            .hint(format!(
                "save the file as UTF-8; the first wrong byte is at line {}, column {}",
                at.line, at.column
            )),
        );
    }

    /// A file could not be read.
    pub fn unreadable(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unreadable", format!("cannot read the file: {error}"))
                .at(Span::file(file))
                .hint("check that it exists and that you may read it"),
        );
    }

    /// Writing the output failed.
    pub fn unwritable(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::error("unwritable", format!("cannot write the file: {error}"))
                .at(Span::file(file))
                .hint("check the free space and the permissions of its folder"),
        );
    }

    /// The system cannot tell what changes, so the disk is looked through instead.
    ///
    /// `limit` is what Linux can be told to allow more of.
    pub fn cannot_watch(&mut self, error: &str, limit: &str) {
        self.push(
            Diagnostic::warning("cannot-watch", format!("cannot watch the files: {error}"))
                .hint("the disk is compared every half second instead, as with `--poll`")
                .hint(format!("on Linux, `sysctl fs.inotify.{limit}` allows more")),
        );
    }

    /// The port is taken, or the interface is none of this machine's.
    pub fn cannot_listen(
        &mut self,
        interface: std::net::IpAddr,
        port: u16,
        error: &std::io::Error,
    ) {
        let address = std::net::SocketAddr::new(interface, port);
        let hint = match error.kind() {
            ErrorKind::AddrNotAvailable => "name an address of this machine with `--interface`",
            ErrorKind::PermissionDenied => "name a port above 1023, or leave `--port` out",
            _ => "without `--port`, the first free port is taken",
        };
        self.push(
            Diagnostic::error("cannot-listen", format!("cannot listen on `{address}`: {error}"))
                .hint(hint),
        );
    }

    /// No browser could be started.
    pub fn cannot_open_browser(&mut self, address: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::warning("cannot-open-browser", format!("cannot start a browser: {error}"))
                .hint(format!("open {address} yourself")),
        );
    }

    /// A rebuild panicked.
    pub fn rebuild_panicked(&mut self, panic: &str) {
        self.push(
            Diagnostic::error("internal-error", format!("the rebuild broke off: {panic}"))
                .hint("this is a bug of mucluc: please report it with the text above")
                .hint("the site is shown as it was before; the next save tries again"),
        );
    }

    /// The cache cannot be used.
    pub fn damaged_cache(&mut self, file: &str) {
        self.push(
            Diagnostic::warning("cache", "the cache of earlier builds is damaged and was not used")
                .at(Span::file(file))
                .hint("nothing is lost: this build renders everything and writes a new one"),
        );
    }

    /// The list of what earlier builds wrote is damaged.
    pub fn damaged_list(&mut self, file: &str) {
        self.push(
            Diagnostic::warning("cache", "the list of what earlier builds wrote is damaged")
                .at(Span::file(file))
                .hint("pages that are no more stay this once; the build writes a new list"),
        );
    }

    /// What was written into the output folder cannot be noted for the next build.
    pub fn unlisted(&mut self, file: &str, error: &std::io::Error) {
        self.push(
            Diagnostic::warning("cache", format!("cannot note what this build writes: {error}"))
                .at(Span::file(file))
                .hint("the pages are written all the same; make the folder `.mucluc` writable")
                .hint(
                    "until then each build renders everything, and leaves pages that are no more",
                ),
        );
    }

    /// Pages stand in the output folder that this build did not make, and nothing says whether an
    /// earlier one did.
    pub fn pages_of_nobody(&mut self, output: &str, pages: &[String]) {
        let Some(first) = pages.first() else { return };
        let (others, verb) = match pages.len() - 1 {
            0 => (String::new(), "is"),
            1 => (" and one more".to_string(), "are"),
            n => (format!(" and {n} more"), "are"),
        };
        self.push(
            Diagnostic::warning(
                "page-of-nobody",
                format!("`{first}`{others} {verb} in the output folder and no page of this site"),
            )
            .at(Span::file(output))
            .hint(
                "what earlier builds wrote is not known any more, so nothing was removed; \
                 delete the folder and build again to be rid of old pages",
            ),
        );
    }
}
