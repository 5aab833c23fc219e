use super::*;

mod oracle;

use std::fs;

use crate::project::Mode;
use crate::render::functions::find_file;
use crate::render::receipt::{Kind, fingerprint_of};

/// A small site with sections, a taxonomy, pagers, an archive, a data file and a component.
const SITE: &[(&str, &str)] = &[
    (
        "zola.toml",
        "base_url = \"https://a.org\"\ndefault_language = \"vi\"\ngenerate_feeds = true\n\
         compile_sass = true\nbuild_search_index = true\n\
         taxonomies = [{ name = \"tags\", feed = true }]\n[archive]\nsection = \"articles\"\n\
         [languages.en]\n[search]\nindex_format = \"fuse_json\"\n",
    ),
    ("content/_index.md", "+++\n+++\nTrang đầu\n"),
    ("content/about.md", "+++\ntitle = \"About\"\n+++\nXem [bài](@/articles/a.md#m-1).\n"),
    ("content/about.en.md", "+++\ntitle = \"About\"\n+++\n{{ <note text=\"hello\" /> }}\n"),
    ("content/data.md", "+++\ntitle = \"Data\"\ntemplate = \"data.html\"\n+++\n"),
    ("content/articles/_index.md", "+++\nsort_by = \"date\"\npaginate_by = 2\n+++\n"),
    (
        "content/articles/a.md",
        "+++\ntitle = \"A\"\ndate = 2019-01-01\n[taxonomies]\ntags = [\"x\"]\n+++\n\
         Thực hiện Nghị quyết số 25-NQ/TW ngày 3/6/2013 của Bộ Chính trị.\n",
    ),
    (
        "content/articles/b.md",
        "+++\ntitle = \"B\"\ndate = 2020-01-01\n[taxonomies]\ntags = [\"x\", \"y\"]\n+++\n\
         Kết luận 43-KL/TW tiếp tục thực hiện Nghị quyết số 25-NQ/TW.\n",
    ),
    ("content/articles/c.md", "+++\ntitle = \"C\"\ndate = 2021-01-01\n+++\nKhông có gì.\n"),
    (
        "content/articles/e.md",
        "+++\ntitle = \"E\"\ndate = 2022-01-01\n+++\nMột.\n<!-- more -->\nHai.\n",
    ),
    ("content/directives/25.md", "+++\nnumber = \"25-NQ/TW\"\ndate = 2013-06-03\n+++\nHồ sơ.\n"),
    ("static/a.css", "a {}"),
    ("sass/site.scss", "$c: red; b { color: $c }"),
    ("data/list.toml", "title = \"một\"\n"),
    (
        "templates/index.html",
        "{{ section.content | safe }}{% set s = get_section(path=\"articles/_index.md\", \
         lang=\"vi\") %}{% for p in s.pages %}{{ p.title }},{% endfor %}\
         <link href=\"{{ get_url(path='site.css', cachebust=true) }}\">",
    ),
    ("templates/section.html", "{% for p in paginator.pages %}{{ p.title }}, {% endfor %}"),
    (
        "templates/page.html",
        "<h1>{{ page.title }}</h1>{{ page.content | safe }}{% if page.lower %}\
         <a>{{ page.lower.title }}</a>{% endif %}",
    ),
    (
        "templates/data.html",
        "{% set d = load_data(path=\"data/list.toml\") %}{{ d.title }}\
         {% set i = load_data(path=\"data/other.toml\", required=false) %}{% if i %}{{ i.title }}{% endif %}\
         {% set m = get_image_metadata(path=\"static/i.png\", allow_missing=true) %}\
         {% if m %}{{ m.width }}{% set r = resize_image(path=\"static/i.png\", width=2, op=\"fit_width\") %}\
         {{ r.url }}{% endif %}",
    ),
    (
        "templates/taxonomy_list.html",
        "{% for t in terms %}{{ t.name }} {{ t.page_count }},{% endfor %}",
    ),
    (
        "templates/taxonomy_single.html",
        "{{ term.name }}{% for p in term.pages %}{{ p.title }}{% endfor %}{% if directive %}\
         {{ directive.content | safe }}{{ directive.n_mentions }}{% endif %}",
    ),
    ("templates/notes.html", "{% component note(text) %}<b>{{ text }}</b>{% endcomponent note %}"),
];

/// A site in a folder, with the rebuilder that follows it.
struct Follower {
    folder: tempfile::TempDir,
    rebuilder: Rebuilder,
}

impl Follower {
    fn new() -> Follower {
        Follower::with(&[])
    }

    /// The small site with further files, or others in their place.
    fn with(further: &[(&str, &str)]) -> Follower {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in SITE.iter().chain(further) {
            write(folder.path(), path, text);
        }
        let rebuilder = Rebuilder::new(folder.path(), options(), Writes::Nowhere);
        let mut follower = Follower { folder, rebuilder };
        let (_, said) = follower.update(&[]);
        assert_eq!(said, "");
        follower
    }

    fn edit(&mut self, path: &str, text: &str) -> (Difference, String) {
        write(self.folder.path(), path, text);
        self.update(&[path])
    }

    fn update(&mut self, paths: &[&str]) -> (Difference, String) {
        let root = self.rebuilder.root.clone();
        let paths = paths.iter().map(|path| root.join(path)).collect();
        let mut diags = Diags::default();
        let difference = self.rebuilder.update(&Batch { paths, rescan: false }, &mut diags);
        let said: Vec<String> = diags.sorted().into_iter().map(|found| found.message).collect();
        (difference, said.join("\n"))
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).unwrap_or_default()
    }

    /// Replaces words of a file; all that is rendered then.
    #[track_caller]
    fn check(&mut self, path: &str, from: &str, to: &str, rendered: &[&str]) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no {from}");
        let (difference, said) = self.edit(path, &text.replacen(from, to, 1));
        assert_eq!(said, "");
        assert_eq!(difference.rendered, rendered, "{:#?}", self.rebuilder.reasons());
    }
}

fn options() -> Options {
    Options { mode: Mode::Serve, ..Options::default() }
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a path has a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// All outputs of a rebuilder.
fn outputs(rebuilder: &Rebuilder) -> BTreeMap<String, Vec<u8>> {
    let Some(edition) = &rebuilder.edition else { return BTreeMap::new() };
    let one = |path: String| {
        let bytes = edition.get(&path).ok().flatten().unwrap_or_default();
        (path, bytes)
    };
    edition.outputs().into_keys().map(one).collect()
}

#[test]
fn a_site_that_is_opened_from_one_of_its_folders_follows_its_files() {
    let mut follower = Follower::new();
    let below = follower.folder.path().join("content/articles");
    follower.rebuilder = Rebuilder::new(&below, options(), Writes::Nowhere);
    follower.update(&[]);
    let rendered = ["articles/c/index.html", "atom.xml", "search_index.vi.json"];
    follower.check("content/articles/c.md", "Không", "Chẳng", &rendered);
}

#[test]
fn a_search_index_is_made_anew_for_the_texts_of_its_language() {
    let mut follower = Follower::new();
    let text = follower.text("content/articles/c.md");
    follower.edit("content/articles/c.md", &text.replace("Không", "Chẳng"));
    let reasons = follower.rebuilder.reasons();
    let why = reasons.iter().find(|(path, _)| path == "search_index.vi.json");
    assert_eq!(why.expect("it is made anew").1, "the texts of the language vi changed");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_known_by_what_it_was_before() {
    let follower = Follower::new();
    let file = follower.folder.path().join("data/new.csv");
    fs::write(&file, "old").expect("a file");
    let site = follower.rebuilder.edition.as_ref().expect("it is built").site.clone();
    assert_eq!(find_file(&site, "data/new.csv").expect("it is there"), "data/new.csv");
    fs::write(&file, "new").expect("a file");
    let print = |text: &[u8]| fingerprint_of(text) | 1;
    let fact = site.named_fact(Kind::File, "data/new.csv");
    assert_eq!(site.fingerprint(fact), print(b"old"));
}

#[test]
fn a_page_that_tells_namesakes_apart_is_linked_to_where_it_moves() {
    let mut follower = Follower::with(&[
        ("templates/index.html", "{{ get_taxonomy_url(kind='directives', term='25-NQ/TW') }}"),
        ("content/directives/25-2008.md", "+++\nnumber = \"25-NQ/TW\"\ndate = 2008-07-25\n+++\n"),
        ("content/directives/43.md", "+++\nnumber = \"43-KL/TW\"\n+++\n"),
    ]);
    let home = |follower: &Follower| outputs(&follower.rebuilder)["index.html"].clone();
    assert_eq!(home(&follower), b"https://a.org/directives/25-nq-tw/");
    let asked = "+++\nnumber = \"43-KL/TW\"\nslug = \"25-nq-tw\"\n+++\n";
    let (_, said) = follower.edit("content/directives/43.md", asked);
    assert!(said.starts_with("the address `25-nq-tw` would be that of the page"), "{said}");
    assert_eq!(home(&follower), b"https://a.org/directives/25-nq-tw-2/");
    let reasons = follower.rebuilder.reasons();
    let (_, why) = reasons.iter().find(|(path, _)| path == "index.html").expect("it is new");
    assert_eq!(why, "what is meant by 25-NQ/TW (directives) changed");
}

#[test]
fn a_text_renders_what_shows_it() {
    Follower::new().check(
        "content/articles/c.md",
        "Không có gì.",
        "Không có gì cả.",
        &["articles/c/index.html", "atom.xml", "search_index.vi.json"],
    );
}

#[test]
fn a_text_behind_the_summary_renders_what_shows_it() {
    Follower::new().check(
        "content/articles/e.md",
        "Hai.",
        "Ba.",
        &["articles/e/index.html", "atom.xml", "search_index.vi.json"],
    );
}

#[test]
fn a_title_renders_its_pager_its_neighbours_and_what_names_it() {
    Follower::new().check(
        "content/articles/c.md",
        "title = \"C\"",
        "title = \"Xê\"",
        &[
            "articles/b/index.html",
            "articles/c/index.html",
            "articles/e/index.html",
            "articles/index.html",
            "atom.xml",
            "en/index.html",
            "index.html",
            "search_index.vi.json",
            "years/2021/index.html",
        ],
    );
}

#[test]
fn the_catalog_stands_where_only_words_change() {
    let mut site = Follower::new();
    let nodes = |site: &Follower| {
        site.rebuilder.edition.as_ref().map(|edition| edition.site.catalog.nodes.clone())
    };
    let mut moves = |path: &str, from: &str, to: &str| {
        let before = nodes(&site);
        let text = site.text(path);
        assert!(text.contains(from), "{path} has no {from}");
        site.edit(path, &text.replacen(from, to, 1));
        before.zip(nodes(&site)).is_some_and(|(before, after)| !Arc::ptr_eq(&before, &after))
    };
    assert!(!moves("content/articles/c.md", "title = \"C\"", "title = \"D\""));
    assert!(!moves("content/articles/a.md", "Thực hiện", "Rồi thực hiện"));
    assert!(!moves("content/articles/a.md", "title = ", "description = \"x\"\ntitle = "));
    assert!(moves("content/articles/a.md", "2019-01-01", "2019-01-02"));
    assert!(moves("content/articles/b.md", "43-KL/TW", "44-KL/TW"));
    let section = "content/articles/_index.md";
    assert!(moves(section, "sort_by = \"date\"", "sort_by = \"title\""));
    assert!(moves("content/articles/c.md", "title = \"D\"", "title = \"E\""));
}

#[test]
fn a_title_of_a_later_pager_leaves_the_first_alone() {
    let mut site = Follower::new();
    let text = site.text("content/articles/a.md").replace("title = \"A\"", "title = \"Á\"");
    let (difference, _) = site.edit("content/articles/a.md", &text);
    assert!(difference.rendered.contains(&"articles/page/2/index.html".to_string()));
    assert!(!difference.rendered.contains(&"articles/index.html".to_string()));
}

#[test]
fn a_static_file_that_goes_is_no_longer_served() {
    let mut site = Follower::new();
    assert!(outputs(&site.rebuilder).contains_key("a.css"));
    fs::remove_file(site.folder.path().join("static/a.css")).expect("it was there");
    let (difference, said) = site.update(&["static/a.css"]);
    assert_eq!((difference.deleted, said), (vec!["a.css".to_string()], String::new()));
    assert!(!outputs(&site.rebuilder).contains_key("a.css"));
}

#[test]
fn a_mention_renders_the_page_of_what_it_names() {
    let mut site = Follower::new();
    let text = site.text("content/articles/c.md") + "Theo Nghị quyết số 25-NQ/TW.\n";
    let (difference, _) = site.edit("content/articles/c.md", &text);
    assert!(difference.changed.contains(&"directives/25-nq-tw/index.html".to_string()));
    assert!(!difference.rendered.contains(&"about/index.html".to_string()));
    assert!(!difference.rendered.contains(&"articles/index.html".to_string()));
}

#[test]
fn a_records_prose_renders_its_page_and_what_is_searched() {
    Follower::new().check(
        "content/directives/25.md",
        "Hồ sơ.",
        "Hồ sơ mới.",
        &["directives/25-nq-tw/index.html", "search_index.vi.json"],
    );
}

#[test]
fn a_search_of_titles_alone_depends_on_no_text() {
    let config = SITE[0].1.to_string() + "include_content = false\n";
    let titles = || Follower::with(&[("zola.toml", &config)]);
    let page = ["articles/c/index.html", "atom.xml"];
    titles().check("content/articles/c.md", "Không có gì.", "Không có gì cả.", &page);
    let page = ["directives/25-nq-tw/index.html"];
    titles().check("content/directives/25.md", "Hồ sơ.", "Hồ sơ mới.", &page);
}

#[test]
fn the_first_pages_of_a_section_depend_on_them_and_on_the_order() {
    let template = "{% set s = get_section(path=\"articles/_index.md\", limit=2) %}\
                    {% for p in s.pages %}{{ p.title }},{% endfor %}";
    let mut site = Follower::with(&[("templates/data.html", template)]);
    let mut renders = |path: &str, from: &str, to: &str| {
        let text = site.text(path);
        assert!(text.contains(from), "{path} has no {from}");
        let (difference, said) = site.edit(path, &text.replacen(from, to, 1));
        assert_eq!(said, "");
        difference.rendered.contains(&"data/index.html".to_string())
    };
    assert!(renders("content/articles/e.md", "title = \"E\"", "title = \"Ê\""));
    assert!(!renders("content/articles/a.md", "title = \"A\"", "title = \"Á\""));
    assert!(renders("content/articles/a.md", "2019-01-01", "2023-01-01"));
    assert!(renders("content/articles/a.md", "title = \"Á\"", "title = \"A\""));
}

#[test]
fn a_data_file_renders_what_loaded_it() {
    Follower::new().check("data/list.toml", "một", "hai", &["data/index.html"]);
}

#[test]
fn a_data_file_that_comes_renders_what_looked_for_it() {
    let mut site = Follower::new();
    let (difference, _) = site.edit("data/other.toml", "title = \"khác\"\n");
    assert_eq!(difference.changed, ["data/index.html"]);
    assert_eq!(difference.rendered, ["data/index.html"]);
}

#[test]
fn a_picture_renders_what_shows_it_and_is_made_anew() {
    let mut site = Follower::new();
    let draw = |site: &Follower, width: u32| {
        let file = site.folder.path().join("static/i.png");
        image::RgbImage::new(width, 2).save(file).expect("a picture can be written");
    };
    draw(&site, 4);
    let (difference, said) = site.update(&["static/i.png"]);
    assert_eq!(said, "");
    let made = |difference: &Difference| {
        let made = difference.changed.iter().find(|path| path.starts_with("processed_images/"));
        made.cloned().expect("a picture is made")
    };
    let first = made(&difference);
    draw(&site, 6);
    let (difference, _) = site.update(&["static/i.png"]);
    assert_eq!(difference.rendered, ["data/index.html", "i.png"]);
    assert_ne!(made(&difference), first);
    assert_eq!(difference.deleted, [first]);
}

#[test]
fn a_style_sheet_renders_itself_and_what_carries_its_hash() {
    Follower::new().check(
        "sass/site.scss",
        "red",
        "blue",
        &["en/index.html", "index.html", "site.css"],
    );
}

#[test]
fn a_static_file_renders_itself() {
    Follower::new().check("static/a.css", "a {}", "a { order: 1 }", &["a.css"]);
}

#[test]
fn a_template_renders_what_uses_it() {
    Follower::new().check(
        "templates/data.html",
        "{{ d.title }}",
        "{{ d.title }}!",
        &["data/index.html"],
    );
}

#[test]
fn a_component_renders_what_uses_it() {
    Follower::new().check("templates/notes.html", "<b>", "<b >", &["en/about/index.html"]);
}

#[test]
fn a_configuration_renders_everything() {
    let mut site = Follower::new();
    let n_all = site.rebuilder.told.len();
    let text = site.text("zola.toml").replace("https://a.org", "https://b.org");
    let (difference, _) = site.edit("zola.toml", &text);
    assert_eq!(difference.rendered.len(), n_all);
}

#[test]
fn an_old_address_of_a_record_leads_to_its_page() {
    let mut site = Follower::new();
    let text = site
        .text("content/directives/25.md")
        .replace("+++\nHồ sơ", "redirects = [\"/old/25/\"]\n+++\nHồ sơ");
    let (difference, said) = site.edit("content/directives/25.md", &text);
    assert_eq!(said, "");
    assert_eq!(difference.changed, ["old/25/index.html"]);
    let page = outputs(&site.rebuilder)["old/25/index.html"].clone();
    assert!(String::from_utf8_lossy(&page).contains("https://a.org/directives/25-nq-tw/"));
}

#[test]
fn an_error_keeps_the_last_good_outputs_and_goes_away() {
    let mut site = Follower::new();
    let before = outputs(&site.rebuilder);
    let good = site.text("content/articles/c.md");
    let (_, said) =
        site.edit("content/articles/c.md", "+++\ntitle = \"C\"\ndate = \"soon\"\n+++\n");
    assert_eq!(said, "`soon` is not a date");
    assert_eq!(outputs(&site.rebuilder), before);
    let (_, said) = site.edit("content/articles/c.md", &good);
    assert_eq!(said, "");
    assert_eq!(outputs(&site.rebuilder), before);
}

#[test]
fn an_output_that_fails_keeps_its_last_good_bytes_and_others_go_on() {
    let mut site = Follower::new();
    let before = outputs(&site.rebuilder);
    write(site.folder.path(), "data/list.toml", "title = ");
    let text = site.text("content/articles/c.md") + "Thêm.\n";
    write(site.folder.path(), "content/articles/c.md", &text);
    let (difference, said) = site.update(&["data/list.toml", "content/articles/c.md"]);
    assert!(said.contains("data/list.toml"), "{said}");
    assert!(difference.changed.contains(&"articles/c/index.html".to_string()));
    let after = outputs(&site.rebuilder);
    assert_eq!(after["data/index.html"], before["data/index.html"]);
    assert_ne!(after["articles/c/index.html"], before["articles/c/index.html"]);
}

#[test]
fn a_warning_is_told_as_long_as_it_holds() {
    let mut site = Follower::new();
    let config = site.text("zola.toml") + "[link_checker]\ninternal_level = \"warn\"\n";
    site.edit("zola.toml", &config);
    let text = site.text("content/about.md") + "Xem [chỗ khác](@/articles/b.md#nowhere).\n";
    let (_, said) = site.edit("content/about.md", &text);
    assert_eq!(said, "there is no place `#nowhere` in content/articles/b.md");
    let (_, again) = site.edit("static/a.css", "a { order: 2 }");
    assert_eq!(said, again);
}

#[test]
fn what_was_wrong_is_not_told_after_it_was_mended() {
    let mut site = Follower::new();
    let good = site.text("content/articles/c.md");
    site.edit("content/articles/c.md", "+++\ndate = \"soon\"\n+++\n");
    write(site.folder.path(), "content/articles/c.md", &good);
    let root = site.rebuilder.root.clone();
    let paths = vec![root.join("content/articles/c.md")];
    let begun = site.rebuilder.rebuild(&Batch { paths, rescan: false });
    assert_eq!(begun.diagnostics, []);
}

#[test]
fn a_warning_in_a_text_moves_with_it() {
    let mut site = Follower::new();
    let text = "+++\ntitle = \"C\"\nrender = false\n+++\n# a {#a}\n# b {#a}\n";
    let line = |site: &mut Follower, text: &str| {
        write(site.folder.path(), "content/articles/c.md", text);
        let paths = vec![site.rebuilder.root.join("content/articles/c.md")];
        let mut diags = Diags::default();
        site.rebuilder.update(&Batch { paths, rescan: false }, &mut diags);
        let found = diags.list.first().and_then(|found| found.span.as_ref()?.position());
        found.map(|at| at.line)
    };
    assert_eq!(line(&mut site, text), Some(6));
    let moved = text.replacen("title = ", "description = \"x\"\ntitle = ", 1);
    assert_eq!(line(&mut site, &moved), Some(7));
}

#[test]
fn what_is_halted_before_it_begins_renders_nothing() {
    let mut site = Follower::new();
    site.rebuilder.rebuild(&Batch { paths: Vec::new(), rescan: true });
    let edition = site.rebuilder.edition.clone().expect("there is an edition");
    let halt = Halt::default();
    halt.ask();
    assert!(!edition.finish(&Progress::Quiet, &halt, &mut Diags::default()));
    assert_eq!(edition.all_done().count(), 0);
}

#[test]
fn pages_that_take_long_keep_no_edit_waiting() {
    let mut site = Follower::new();
    let renderers = site.rebuilder.renderers.clone().expect("there are threads enough");
    let (go_on, wait) = std::sync::mpsc::channel::<()>();
    let wait = Mutex::new(wait);
    renderers.spawn_broadcast(move |_| drop(wait.lock().map(|wait| wait.recv())));
    let text = site.text("content/articles/c.md").replace("2021-01-01", "2021-01-02");
    write(site.folder.path(), "content/articles/c.md", &text);
    let paths = vec![site.rebuilder.root.join("content/articles/c.md")];
    let batch = Batch { paths, rescan: false };
    assert_eq!(site.rebuilder.rebuild(&batch).diagnostics, []);
    drop(go_on);
    assert!(matches!(site.rebuilder.finish(&batch, &Arc::default()), Finish::Whole(_)));
}

/// A site that is written into its output folder, by a rebuilder as `watch` has one.
fn written() -> Follower {
    let mut follower = Follower::new();
    let root = follower.folder.path().to_path_buf();
    let options = Options { mode: Mode::Build, ..Options::default() };
    follower.rebuilder = Rebuilder::new(&root, options, Writes::ToDisk);
    let everything = Batch { paths: Vec::new(), rescan: true };
    follower.rebuilder.update(&everything, &mut Diags::default());
    follower
}

#[test]
fn what_another_program_took_from_the_output_folder_comes_back_with_the_next_edit() {
    let mut follower = written();
    let page = follower.folder.path().join("public/about/index.html");
    let sheet = follower.folder.path().join("public/site.css");
    let before = (fs::read(&page).expect("it is written"), fs::read(&sheet).expect("it is too"));
    fs::remove_file(&page).expect("it was there");
    fs::write(&sheet, "other bytes").expect("it can be written");
    follower.edit("content/articles/c.md", "+++\ntitle = \"C\"\ndate = 2021-01-01\n+++\nMới.\n");
    assert_eq!((fs::read(&page).ok(), fs::read(&sheet).ok()), (Some(before.0), Some(before.1)));
}

#[test]
fn what_stands_from_an_earlier_run_and_is_taken_away_is_made_again() {
    let mut follower = written();
    follower.rebuilder.close();
    let root = follower.folder.path().to_path_buf();
    let options = Options { mode: Mode::Build, ..Options::default() };
    follower.rebuilder = Rebuilder::new(&root, options, Writes::ToDisk);
    let everything = Batch { paths: Vec::new(), rescan: true };
    let second = follower.rebuilder.update(&everything, &mut Diags::default());
    assert_eq!(second.rendered, [""; 0], "{:?}", follower.rebuilder.reasons());
    let page = root.join("public/about/index.html");
    let before = fs::read(&page).expect("it stands");
    fs::remove_file(&page).expect("it was there");
    follower.edit("content/articles/c.md", "+++\ntitle = \"C\"\ndate = 2021-01-01\n+++\nMới.\n");
    assert_eq!(fs::read(&page).ok(), Some(before));
}

#[test]
fn a_run_that_is_killed_leaves_no_output_that_the_next_takes_for_another() {
    let mut follower = written();
    follower.edit("content/articles/c.md", "+++\ntitle = \"C\"\ndate = 2021-01-01\n+++\nMới.\n");
    let root = follower.folder.path().to_path_buf();
    let options = Options { mode: Mode::Build, ..Options::default() };
    // The first run never closed; the second knows no more than what stood when it began.
    let mut second = Rebuilder::new(&root, options, Writes::ToDisk);
    let everything = Batch { paths: Vec::new(), rescan: true };
    let difference = second.update(&everything, &mut Diags::default());
    assert_eq!(difference.rendered, ["articles/c/index.html", "atom.xml", "search_index.vi.json"]);
}

#[test]
fn a_preview_that_nobody_caches_needs_no_hashes_in_addresses() {
    let mut follower = Follower::new();
    let unkept = Options { never_cached: true, ..options() };
    follower.rebuilder = Rebuilder::new(follower.folder.path(), unkept, Writes::Nowhere);
    follower.update(&[]);
    let home = |follower: &Follower| outputs(&follower.rebuilder)["index.html"].clone();
    assert!(home(&follower).ends_with(b"<link href=\"https://a.org/site.css\">"));
    follower.check("sass/site.scss", "red", "blue", &["site.css"]);
    // A sheet that is gone is told of all the same.
    fs::remove_file(follower.folder.path().join("sass/site.scss")).expect("it was there");
    let (_, said) = follower.update(&["sass/site.scss"]);
    assert!(said.contains("site.css"), "{said}");
    follower.edit("sass/site.scss", "b { color: red }");
    assert!(home(&follower).ends_with(b"<link href=\"https://a.org/site.css\">"));
}

#[test]
fn where_nothing_can_be_noted_a_page_that_is_no_more_goes_all_the_same() {
    let mut follower = Follower::new();
    let root = follower.folder.path().to_path_buf();
    // No folder can be made where a file stands.
    let _ = fs::remove_dir_all(root.join(".mucluc"));
    fs::write(root.join(".mucluc"), "").expect("it can be written");
    let options = Options { mode: Mode::Build, ..Options::default() };
    follower.rebuilder = Rebuilder::new(&root, options, Writes::ToDisk);
    let everything = Batch { paths: Vec::new(), rescan: true };
    let mut diags = Diags::default();
    follower.rebuilder.update(&everything, &mut diags);
    assert!(!diags.has_errors(), "{:?}", diags.list);
    assert!(root.join("public/articles/c/index.html").is_file());
    fs::remove_file(root.join("content/articles/c.md")).expect("it was there");
    follower.update(&["content/articles/c.md"]);
    assert!(!root.join("public/articles/c").exists());
}

/// A preview whose first rendering an edit interrupts; gives what is told of until all is
/// rendered. Some outputs were asked for before.
fn interrupted_at_first(seen: &[&str], edit: impl FnOnce(&Path) -> &'static str) -> Outcome {
    let follower = Follower::new();
    let root = follower.rebuilder.root.clone();
    let mut preview = Rebuilder::new(&root, options(), Writes::Nowhere);
    let first = preview.rebuild(&Batch { paths: Vec::new(), rescan: true });
    for path in seen {
        assert!(first.outputs.get(path).expect("it can be read").is_some(), "{path}");
    }
    let batch = Batch { paths: vec![root.join(edit(&root))], rescan: false };
    let mut told = preview.rebuild(&batch);
    let Finish::Whole(rest) = preview.finish(&batch, &Arc::default()) else {
        panic!("nothing halts it")
    };
    told.changed.extend(rest.changed);
    Outcome { deleted: rest.deleted, ..told }
}

/// Gives an article another title.
fn retitle(root: &Path) -> &'static str {
    let file = "content/articles/c.md";
    let text = fs::read_to_string(root.join(file)).expect("it is there");
    write(root, file, &text.replacen("title = \"", "title = \"Mới ", 1));
    file
}

#[test]
fn an_edit_during_the_first_rendering_is_news_of_what_was_seen_otherwise_alone() {
    let seen = ["about/index.html", "articles/index.html", "sitemap.xml"];
    let told = interrupted_at_first(&seen, retitle);
    assert_eq!(told.changed, ["articles/c/index.html", "articles/index.html"]);
    let told = interrupted_at_first(&[], retitle);
    assert_eq!(told.changed, ["articles/c/index.html"]);
}

#[test]
fn pages_that_come_and_go_during_the_first_rendering_are_news_to_whoever_waits() {
    let told = interrupted_at_first(&["about/index.html"], |root| {
        write(root, "content/later.md", "+++\naliases = [\"/old/\"]\n+++\n");
        "content/later.md"
    });
    assert_eq!(told.changed, ["later/index.html", "old/index.html"]);
    let told = interrupted_at_first(&["about/index.html"], |root| {
        fs::remove_file(root.join("content/about.md")).expect("it was there");
        "content/about.md"
    });
    assert!(told.deleted.contains(&"about/index.html".to_string()), "{:?}", told.deleted);
}

#[test]
fn the_pages_of_a_site_that_was_broken_at_first_are_news() {
    let follower = Follower::new();
    let root = follower.rebuilder.root.clone();
    let config = fs::read_to_string(root.join("zola.toml")).expect("it is there");
    write(&root, "zola.toml", "broken");
    let mut preview = Rebuilder::new(&root, options(), Writes::Nowhere);
    preview.rebuild(&Batch { paths: Vec::new(), rescan: true });
    write(&root, "zola.toml", &config);
    let mended = Batch { paths: vec![root.join("zola.toml")], rescan: false };
    preview.rebuild(&mended);
    let batch = Batch { paths: vec![root.join(retitle(&root))], rescan: false };
    preview.rebuild(&batch);
    let Finish::Whole(told) = preview.finish(&batch, &Arc::default()) else {
        panic!("nothing halts it")
    };
    assert!(told.changed.contains(&"about/index.html".to_string()), "{:?}", told.changed);
}
