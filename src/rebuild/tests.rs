use super::*;

use std::fs;

use crate::project::Mode;

/// A small site with sections, a taxonomy, pagers, an archive, a data file and a component.
const SITE: &[(&str, &str)] = &[
    (
        "zola.toml",
        "base_url = \"https://a.org\"\ndefault_language = \"vi\"\ngenerate_feeds = true\n\
         taxonomies = [{ name = \"tags\", feed = true }]\n[archive]\nsection = \"articles\"\n\
         [languages.en]\n",
    ),
    ("content/_index.md", "+++\n+++\nTrang đầu\n"),
    ("content/about.md", "+++\ntitle = \"About\"\n+++\nXem [bài](@/articles/a.md#m-1).\n"),
    ("content/about.en.md", "+++\ntitle = \"About\"\n+++\n{{ <note text=\"hello\" /> }}\n"),
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
    ("content/directives/25.md", "+++\nnumber = \"25-NQ/TW\"\ndate = 2013-06-03\n+++\nHồ sơ.\n"),
    ("static/a.css", "a {}"),
    (
        "templates/index.html",
        "{{ section.content | safe }}{% set s = get_section(path=\"articles/_index.md\", lang=\"vi\") %}{% for p in s.pages %}{{ p.title }},{% endfor %}",
    ),
    (
        "templates/section.html",
        "{% for p in paginator.pages %}{{ p.title }} {{ p.summary }}{% endfor %}",
    ),
    (
        "templates/page.html",
        "<h1>{{ page.title }}</h1>{{ page.content | safe }}{% if page.lower %}<a>{{ page.lower.title }}</a>{% endif %}",
    ),
    (
        "templates/taxonomy_list.html",
        "{% for t in terms %}{{ t.name }} {{ t.page_count }},{% endfor %}",
    ),
    (
        "templates/taxonomy_single.html",
        "{{ term.name }}{% for p in term.pages %}{{ p.title }}{% endfor %}{% if directive %}{{ directive.content | safe }}{{ directive.n_mentions }}{% endif %}",
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
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in SITE {
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
    let Some((spool, files)) = &rebuilder.outputs.0 else { return BTreeMap::new() };
    let one = |path: String| {
        let bytes = spool.get(&path, files).ok().flatten().unwrap_or_default();
        (path, bytes)
    };
    spool.paths().into_iter().map(one).collect()
}

#[test]
fn a_text_that_changes_alone_renders_what_shows_it() {
    let mut site = Follower::new();
    let text = site.text("content/articles/c.md") + "Thêm một câu.\n";
    let (difference, said) = site.edit("content/articles/c.md", &text);
    assert_eq!(said, "");
    assert_eq!(difference.changed, ["articles/c/index.html", "atom.xml"]);
    let n_all = site.rebuilder.hashes.len();
    assert!(difference.n_rendered < n_all, "{} of {n_all}", difference.n_rendered);
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
fn a_new_mention_reaches_the_page_of_its_directive() {
    let mut site = Follower::new();
    let text = site.text("content/articles/c.md") + "Theo Nghị quyết số 25-NQ/TW.\n";
    let (difference, _) = site.edit("content/articles/c.md", &text);
    assert!(difference.changed.contains(&"directives/25-nq-tw/index.html".to_string()));
}

#[test]
fn a_records_prose_reaches_its_page_alone() {
    let mut site = Follower::new();
    let text = site.text("content/directives/25.md") + "Thêm.\n";
    let (difference, _) = site.edit("content/directives/25.md", &text);
    assert_eq!(difference.changed, ["directives/25-nq-tw/index.html"]);
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
    let (_, said) = site.edit("content/articles/c.md", "+++\ndate = \"soon\"\n+++\n");
    assert_eq!(said, "`soon` is not a date");
    assert_eq!(outputs(&site.rebuilder), before);
    let (_, said) = site.edit("content/articles/c.md", SITE[7].1);
    assert_eq!(said, "");
    assert_eq!(outputs(&site.rebuilder), before);
}

/// A generator of numbers that a seed fixes: splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }
}

/// Changes one file at random; gives its path.
fn change(site: &Follower, dice: &mut Dice) -> String {
    let names = ["a", "b", "c", "d"];
    let article = format!("content/articles/{}.md", names[dice.roll(4)]);
    let old = match site.text(&article) {
        empty if empty.is_empty() => {
            "+++\ntitle = \"D\"\ndate = 2018-05-05\n+++\nMới.\n".to_string()
        }
        old => old,
    };
    let n = dice.roll(1000);
    let (path, text) = match dice.roll(12) {
        0..=3 => (article, Some(format!("{old}Câu số {n}.\n"))),
        4 => (article, Some(old.replace("title = \"", &format!("title = \"{n}")))),
        5 => (article, Some(format!("{old}Xem Kết luận số {}-KL/TW.\n", n % 5 + 40))),
        6 => (
            article,
            Some(old.replacen("2019", "2017", 1).replacen("tags = [\"x\"", "tags = [\"z\"", 1)),
        ),
        7 if article != "content/articles/a.md" => (article, None),
        7 => (article, Some(old)),
        8 => ("content/directives/25.md".to_string(), Some(format!("{}Thêm {n}.\n", SITE[8].1))),
        9 => ("templates/page.html".to_string(), Some(format!("{}<i>{n}</i>", SITE[12].1))),
        10 => ("static/a.css".to_string(), Some(format!("a {{ order: {n} }}"))),
        _ => ("content/_index.md".to_string(), Some(format!("+++\n+++\nTrang đầu {n}\n"))),
    };
    match text {
        Some(text) => write(site.folder.path(), &path, &text),
        // A file that is not there cannot go; that is an edit too.
        None => drop(fs::remove_file(site.folder.path().join(&path))),
    }
    path
}

#[test]
fn after_any_edits_the_outputs_are_those_of_a_clean_build() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed: u64 = number("MUCLUC_ORACLE_SEED").unwrap_or(20_190_621);
    let n_sequences = number("MUCLUC_ORACLE_SEQUENCES").unwrap_or(12);
    println!("MUCLUC_ORACLE_SEED={seed} MUCLUC_ORACLE_SEQUENCES={n_sequences}");
    for sequence in 0..n_sequences {
        let mut dice = Dice(seed.wrapping_add(sequence));
        let mut site = Follower::new();
        let mut trail = Vec::new();
        for _ in 0..1 + dice.roll(8) {
            let n_edits = 1 + dice.roll(3);
            let batch: Vec<String> = (0..n_edits).map(|_| change(&site, &mut dice)).collect();
            let paths: Vec<&str> = batch.iter().map(String::as_str).collect();
            let (_, said) = site.update(&paths);
            trail.push((batch, said));
        }
        let mut clean = Rebuilder::new(site.folder.path(), options(), Writes::Nowhere);
        let mut diags = Diags::default();
        clean.update(&Batch { paths: Vec::new(), rescan: true }, &mut diags);
        if diags.has_errors() {
            continue;
        }
        let (ours, theirs) = (outputs(&site.rebuilder), outputs(&clean));
        let paths: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        for path in paths {
            assert!(
                ours.get(path) == theirs.get(path),
                "seed {}: `{path}` is stale after {trail:?}",
                seed.wrapping_add(sequence)
            );
        }
    }
}
