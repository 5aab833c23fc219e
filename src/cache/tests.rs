use super::*;

use std::fs;

use crate::project::{Mode, Options, open};

/// A site of two pages in a folder, with its output folder.
struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Site {
        let site = Site { folder: tempfile::tempdir().expect("a temporary folder") };
        site.write("content/a.md", "+++\ntitle = \"A\"\n+++\nOne.\n");
        site.write("content/b.md", "+++\ntitle = \"B\"\n+++\n[x](@/a.md#nowhere)\n");
        site.write("templates/page.html", "{{ page.content | safe }}");
        site.write("templates/index.html", "{{ now() }}");
        site.write(
            "zola.toml",
            "base_url = \"https://a.org\"\n[link_checker]\ninternal_level = \"warn\"\n",
        );
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a path has a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Where its cache lies.
    fn cache(&self) -> PathBuf {
        let options = Options { mode: Mode::Build, ..Options::default() };
        let project = open(self.folder.path(), &options, &mut Diags::default());
        path(&project.expect("the site can be opened"))
    }

    /// Builds it as another run would: what an edition makes of what was kept.
    fn build(&self) -> (Vec<String>, Vec<&'static str>) {
        use crate::load::Loaded;
        use crate::progress::{Halt, Progress};
        use crate::publish::{Spool, publish};

        let mut diags = Diags::default();
        let options = Options { mode: Mode::Build, ..Options::default() };
        let project = open(self.folder.path(), &options, &mut diags).expect("a site");
        let (own, output) = (path(&project), project.output.clone());
        let loaded = Loaded::new(project, Diags::default(), &Progress::Quiet);
        let site = Arc::new(loaded.site(&mut diags).expect("templates that can be used"));
        let spool = Arc::new(Spool::new(&output).expect("a spool"));
        let Cached { priors, named, quiet } = read(&own, &output, &mut diags);
        site.take_names(named);
        let edition = Edition::new(site, spool.clone(), priors, &quiet);
        edition.finish(&Progress::Quiet, &Halt::default(), &mut diags);
        let (outputs, files) = (edition.outputs(), edition.site.project.files.clone());
        let list = self.path(".mucluc/written");
        publish(&spool, &files, &outputs, &list, &Standing::default(), &mut diags)
            .expect("it can be written");
        let mut standing = Standing::new(&output);
        standing.note(edition.hashes());
        write(&own, &edition, &standing);
        let rendered = edition.rendered().map(|(path, _)| path.clone()).collect();
        (rendered, diags.sorted().into_iter().map(|found| found.code).collect())
    }
}

#[test]
fn a_second_run_renders_what_no_receipt_can_hold_and_nothing_else() {
    let site = Site::new();
    assert_eq!(site.build().0.len(), 6);
    assert_eq!(site.build().0, ["index.html"]);
}

#[test]
fn a_warning_is_told_in_every_run() {
    let site = Site::new();
    assert_eq!(site.build().1, ["broken-anchor"]);
    assert_eq!(site.build().1, ["broken-anchor"]);
}

#[test]
fn a_run_renders_what_changed_between_runs() {
    let site = Site::new();
    site.build();
    site.write("content/a.md", "+++\ntitle = \"A\"\n+++\nTwo.\n");
    assert_eq!(site.build().0, ["a/index.html", "index.html"]);
}

#[test]
fn an_output_that_somebody_changed_or_deleted_is_made_again() {
    let site = Site::new();
    site.build();
    site.write("public/a/index.html", "mine");
    fs::remove_file(site.path("public/b/index.html")).expect("it was written");
    assert_eq!(site.build().0, ["a/index.html", "b/index.html", "index.html"]);
    let page = fs::read_to_string(site.path("public/a/index.html")).expect("it was written");
    assert_eq!(page, "<p>One.</p>\n");
}

#[test]
fn a_damaged_cache_is_told_of_and_replaced() {
    let site = Site::new();
    site.build();
    for damage in ["", "no cache at all, but long enough to hold a hash of its own"] {
        fs::write(site.cache(), damage).expect("a file");
        let (rendered, told) = site.build();
        assert_eq!((rendered.len(), told), (6, vec!["cache", "broken-anchor"]));
        assert_eq!(site.build().0, ["index.html"]);
    }
}

#[test]
fn a_cache_of_another_program_is_passed_over() {
    let site = Site::new();
    site.build();
    let bytes = fs::read(site.cache()).expect("it was written");
    let mut kept = parse(&bytes).expect("it is whole");
    kept.program = "another".to_string();
    let content = postcard::to_allocvec(&kept).expect("it can be written");
    let mut other = blake3::hash(&content).as_bytes().to_vec();
    other.extend_from_slice(&content);
    fs::write(site.cache(), other).expect("a file");
    let (rendered, told) = site.build();
    assert_eq!((rendered.len(), told), (6, vec!["broken-anchor"]));
}

#[test]
fn a_cache_may_go_at_any_time() {
    let site = Site::new();
    site.build();
    fs::remove_dir_all(site.path(".mucluc")).expect("it was written");
    assert_eq!(site.build().0.len(), 6);
}
