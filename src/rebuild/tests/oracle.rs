//! The oracle: after any edits, what follows them equals a build from nothing, byte for byte.
//!
//! Sequences of edits are data, so that one that fails can be made shorter until
//! nothing can be left out of it. `MUCLUC_ORACLE_SEQUENCES` asks for more of them,
//! `MUCLUC_ORACLE_SEED` for others.

use super::*;

use std::thread;

use crate::build::build;

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

/// What an edit does to a file.
#[derive(Debug, Clone)]
enum Change {
    /// Adds a line.
    Append(String),
    /// Replaces the first of some words, where they are there.
    Replace(&'static str, String),
    /// Writes it whole.
    Write(String),
    /// Draws a picture of this width.
    Draw(u32),
    /// Deletes it, or all below it.
    Delete,
    /// Moves it, or all below it.
    Move(&'static str),
}

/// One edit.
#[derive(Debug, Clone)]
struct Edit(&'static str, Change);

/// What the site of the oracle has besides: templates that show words of other pages in every way,
/// a section in the order of titles, one in another language, and texts that ask for other pages.
const FURTHER: &[(&str, &str)] = &[
    (
        "zola.toml",
        "base_url = \"https://a.org\"\ndefault_language = \"vi\"\ngenerate_feeds = true\n\
         compile_sass = true\nbuild_search_index = true\n\
         taxonomies = [{ name = \"tags\", feed = true, paginate_by = 1 }]\n\
         [archive]\nsection = \"articles\"\ncsv = true\n\
         [languages.en]\nbuild_search_index = true\ngenerate_feeds = true\n\
         [search]\nindex_format = \"fuse_json\"\n\
         include_title = true\ninclude_description = true\n",
    ),
    (
        "templates/page.html",
        "<h1>{{ page.title }}</h1>{{ page.authors | join(sep=\"+\") }}{{ page.extra?.x or 0 }}\
         {{ page.description }}{{ page.content | safe }}\
         {% if page.lower %}<a>{{ page.lower.title }}</a>{% endif %}\
         {% if page.higher %}<a>{{ page.higher.description }}\
         {{ page.higher.extra?.x or 0 }}</a>{% endif %}\
         {% for t in page.translations %}[{{ t.title }}]{% endfor %}\
         {% for b in page.backlinks %}({{ b.title }}){% endfor %}\
         {% if archive %}{% for c in archive.cites %}{{ c.label }}{{ c.count }},{% endfor %}\
         {% if archive.earlier %}{{ archive.earlier.title }}{% endif %}\
         {% if archive.later %}{{ archive.later.title }}{% endif %}{% endif %}",
    ),
    (
        "templates/titles.html",
        "{% for p in section.pages %}{{ p.title }}{{ p.authors | join(sep=\"+\") }}\
         {{ p.extra?.x or 0 }}{% if p.lower %}{{ p.lower.title }}{% endif %},{% endfor %}\
         {% set t = get_taxonomy(kind=\"tags\", lang=\"vi\") %}{% for i in t.items %}\
         {% for p in i.pages %}{{ p.description }}{% endfor %}{% endfor %}\
         {% set q = get_taxonomy(kind=\"directives\") %}{% for i in q.items %}{{ i.name }}\
         {% for p in i.pages %}{{ p.title }}{% endfor %}{% endfor %}",
    ),
    (
        "templates/names.html",
        "{% for n in [\"41-KL/TW\", \"43-KL/TW\"] %}{% set d = get_directive(name=n, required=false) %}\
         {% if d %}{{ d | json_encode }}{% endif %}{% endfor %}\
         {{ get_taxonomy_url(kind=\"directives\", term=\"25-NQ/TW\", required=false) }}\
         {% set c = get_committee(name=\"Bộ Chính trị\", required=false) %}\
         {% if c %}{{ c.n_mentions }}{{ c.first_cited }}{{ c.last_cited }}{% endif %}\
         {% set y = get_year(name=2018, required=false) %}{% if y %}{{ y.n_articles }}{% endif %}",
    ),
    (
        "templates/parts.html",
        "{% set s = get_section(path=\"articles/_index.md\", limit=2, lang=\"vi\") %}\
         {% for p in s.pages %}{{ p.title }},{% endfor %}\
         {% set q = get_taxonomy(kind=\"directives\", include_pages=false) %}\
         {% for i in q.items %}{{ i.name }}{{ i.page_count }}{% endfor %}\
         {% set t = get_taxonomy(kind=\"tags\", lang=\"vi\", include_pages=false) %}\
         {% for i in t.items %}{{ i.name }}{{ i.page_count }}{% endfor %}",
    ),
    (
        "templates/beside.html",
        "{% if archive %}{% if archive.earlier %}{{ archive.earlier.title }}{% endif %}\
         {% for s in archive.similar %}{{ s.title }}{{ s.shared }}{% endfor %}{% endif %}",
    ),
    ("content/names.md", "+++\ntitle = \"Names\"\ntemplate = \"names.html\"\n+++\n"),
    ("content/parts.md", "+++\ntitle = \"Parts\"\ntemplate = \"parts.html\"\n+++\n"),
    (
        "content/articles/f.md",
        "+++\ntitle = \"F\"\ndate = 2020-06-01\ntemplate = \"beside.html\"\n+++\n\
         Theo Kết luận số 43-KL/TW của Bộ Chính trị.\n",
    ),
    (
        "templates/sitemap.xml",
        "{% for e in entries %}{{ e.permalink }}{% if e.extra %}{{ e.extra?.x or 0 }}{% endif %}\n\
         {% endfor %}",
    ),
    (
        "templates/taxonomy_single.html",
        "{{ term.name }}{% if paginator %}{% for p in paginator.pages %}{{ p.title }}{% endfor %}\
         {{ paginator.next or 0 }}{% else %}\
         {% for p in term.pages %}{{ p.title }}{% endfor %}{% endif %}\
         {% if directive %}{{ directive.content | safe }}{{ directive.n_mentions }}\
         {{ directive | json_encode }}{% endif %}{% if committee %}{{ committee | json_encode }}\
         {% endif %}{% if year %}{{ year | json_encode }}{% endif %}",
    ),
    (
        "templates/ask.html",
        "{% component ask(path) %}{% set p = get_page(path=path) %}\
         <b>{{ p.title }}{{ p.extra?.x or 0 }}\
         </b>{% endcomponent ask %}",
    ),
    ("content/titles/_index.md", "+++\nsort_by = \"title\"\ntemplate = \"titles.html\"\n+++\n"),
    ("content/titles/x.md", "+++\ntitle = \"X\"\n[extra]\nx = \"0\"\n+++\n[a](@/articles/a.md)\n"),
    ("content/titles/y.md", "+++\ntitle = \"Y\"\ndraft = false\n+++\n[x](@/titles/x.md)\n"),
    ("content/titles/_index.en.md", "+++\ntemplate = \"titles.html\"\n+++\n"),
    ("content/titles/x.en.md", "+++\ntitle = \"X en\"\n+++\n{{ <ask path=\"titles/x.md\" /> }}\n"),
    (
        "content/asks.md",
        "+++\ntitle = \"Asks\"\n+++\n{{ <ask path=\"articles/a.md\" /> }}\n\
         {% set s = get_section(path=\"titles/_index.md\") %}{{ s.title }}\n",
    ),
    ("content/later.md", "+++\ntitle = \"Later\"\ntemplate = \"later.html\"\n+++\n"),
    (
        "templates/later.html",
        "{% set d = load_data(path=\"data/later/d.json\", required=false) %}\
         {% if d %}{{ d.v }}{% endif %}\
         {% set i = get_image_metadata(path=\"later.png\", allow_missing=true) %}\
         {% if i %}{{ i.width }}{% endif %}{{ get_url(path=\"a.css\", cachebust=true) }}",
    ),
    ("templates/plain.html", "plain {{ page.title }}{% for a in page.assets %}{{ a }}{% endfor %}"),
    ("sass/parts.scss", "@use \"lib/a\";\n@import \"lib/old\";\ni { order: a.$x + $old }"),
    ("sass/lib/_a.scss", "@forward \"b\";"),
    ("sass/lib/_b.scss", "$x: 1;"),
    ("sass/lib/_old.scss", "$old: 2;"),
    ("content/titles/bundle/index.md", "+++\ntitle = \"Bundle\"\ntemplate = \"plain.html\"\n+++\n"),
    ("content/titles/bundle/note.txt", "note"),
];

/// Files with front matter.
const PAGES: [&str; 13] = [
    "content/articles/a.md",
    "content/articles/b.md",
    "content/articles/c.md",
    "content/articles/e.md",
    "content/articles/new.md",
    "content/about.md",
    "content/about.en.md",
    "content/data.md",
    "content/_index.md",
    "content/titles/x.md",
    "content/titles/y.md",
    "content/titles/x.en.md",
    "content/asks.md",
];

/// Draws an edit.
fn draw(dice: &mut Dice) -> Edit {
    let n = dice.roll(1000);
    let page = PAGES[dice.roll(PAGES.len())];
    let front =
        |text: &str| format!("+++\ntitle = \"N{n}\"\ndate = 2018-05-{:02}\n{text}", n % 28 + 1);
    match dice.roll(50) {
        0..=4 => Edit(page, Change::Append(format!("Câu số {n}."))),
        5 | 6 => Edit(page, Change::Replace("title = \"", format!("title = \"{n}"))),
        7 => Edit(page, Change::Append(format!("Xem Kết luận số {}-KL/TW.", n % 5 + 40))),
        8 => Edit(page, Change::Append("Theo Nghị quyết số 25-NQ/TW ngày 25/7/2008.".to_string())),
        9 => Edit(page, Change::Append("Ban Dân vận Trung ương họp.".to_string())),
        10 => Edit(page, Change::Replace("date = 20", format!("date = 20{}1-01-01 #", n % 3))),
        11 => Edit(page, Change::Replace("tags = [\"", format!("tags = [\"t{}\", \"", n % 4))),
        12 => Edit(page, Change::Append("{{ <note text=\"n\" /> }}".to_string())),
        13 => Edit(page, Change::Append("[b](@/articles/b.md)".to_string())),
        14 => Edit("content/articles/new.md", Change::Write(front("+++\nMới.\n"))),
        15 => Edit("content/articles/new.en.md", Change::Write(front("+++\nNew.\n"))),
        16 => Edit(
            "content/notes/x.md",
            Change::Write(front("aliases = [\"/alt/\"]\n+++\n25-NQ/TW\n")),
        ),
        17 => Edit(
            "content/notes/_index.md",
            Change::Write("+++\ntransparent = true\n+++\n".to_string()),
        ),
        18 => Edit(page, Change::Delete),
        19 => Edit("content/articles/c.md", Change::Move("content/articles/new.md")),
        20 => Edit("content/notes", Change::Move("content/articles/notes")),
        21 => Edit("content/directives/25.md", Change::Append(format!("Thêm {n}."))),
        22 => Edit(
            "content/directives/25.md",
            Change::Replace("2013-06-03", "2008-07-25".to_string()),
        ),
        23 => Edit(
            "content/directives/43.md",
            Change::Write("+++\nnumber = \"43-KL/TW\"\ntitle = \"T\"\n+++\n".to_string()),
        ),
        24 => Edit("data/list.toml", Change::Write(format!("title = \"{n}\"\n"))),
        25 => Edit("data/other.toml", Change::Write(format!("title = \"{n}\"\n"))),
        26 => Edit("static/i.png", Change::Draw(n as u32 % 5 + 2)),
        27 => Edit("sass/site.scss", Change::Write(format!("b {{ order: {n} }}"))),
        28 => Edit("static/a.css", Change::Write(format!("a {{ order: {n} }}"))),
        29 => Edit("templates/page.html", Change::Append(format!("<i>{n}</i>"))),
        30 => Edit(
            "templates/section.html",
            Change::Replace("{{ p.title }}", "{{ p.summary }}".to_string()),
        ),
        31 => Edit("templates/notes.html", Change::Replace("<b", "<b ".to_string())),
        32 => Edit(
            "content/articles/_index.md",
            Change::Replace("paginate_by = 2", format!("paginate_by = {}", n % 3 + 1)),
        ),
        33 => Edit(page, Change::Replace("Thực hiện ", format!("Thực hiện lần {n}, "))),
        34 => Edit(page, Change::Replace("title = ", format!("description = \"{n}\"\ntitle = "))),
        35 => Edit(page, Change::Replace("title = ", format!("authors = [\"{n}\"]\ntitle = "))),
        36 => Edit(page, Change::Replace("\n+++\n", format!("\n[extra]\nx = \"{n}\"\n+++\n"))),
        37 => Edit(page, Change::Replace("x = \"", format!("x = \"{n}"))),
        38 | 39 => Edit(page, Change::Replace("title = \"", format!("title = \"{}", words(n)))),
        40 => Edit(page, Change::Replace("Nghị quyết", format!("{} Nghị quyết", words(n)))),
        41 => Edit(
            "content/titles/_index.md",
            Change::Replace("sort_by = \"title\"", "sort_by = \"slug\"".to_string()),
        ),
        42 | 43 => draw_rare(dice, n),
        _ => draw_at_the_edge(dice, page, n),
    }
}

/// Draws an edit of what stands at the edge of a site: keys that move a page or let it go, files
/// that a page asks for before they are there, parts of style sheets, files beside pages.
fn draw_at_the_edge(dice: &mut Dice, page: &'static str, n: usize) -> Edit {
    let key = |line: String| Edit(page, Change::Replace("title = ", format!("{line}\ntitle = ")));
    let on = |file: &'static str, from: &'static str, to: &str| {
        Edit(file, Change::Replace(from, to.to_string()))
    };
    let write = |file: &'static str, text: String| Edit(file, Change::Write(text));
    match dice.roll(22) {
        0 => key(format!("aliases = [\"/alt/{}/\", \"/alt{}.html\"]", n % 3, n % 2)),
        1 => key("draft = true".to_string()),
        2 => on(page, "draft = true\n", ""),
        3 => key(["render = false", "in_search_index = false"][n % 2].to_string()),
        4 => key([format!("slug = \"s{n}\""), format!("path = \"p/{n}\"")][n % 2].clone()),
        5 => key(format!("updated = 2021-02-{:02}", n % 28 + 1)),
        6 => on(page, "date = 2", &format!("date = 20{:02}-06-01T23:00:00-05:00 # 2", n % 30)),
        7 => on("content/titles/_index.md", "sort_by", "page_template = \"plain.html\"\nsort_by"),
        8 => on("content/titles/_index.md", "page_template = \"plain.html\"\n", ""),
        9 => on("content/titles/_index.md", "sort_by", "generate_feeds = true\nsort_by"),
        10 => on("content/notes/_index.md", "transparent = true", "transparent = false"),
        11 => write("data/later/d.json", format!("{{\"v\": {n}}}")),
        12 => Edit("data/later", Change::Move("data/gone")),
        13 => Edit(["static/later.png", "later.png"][n % 2], Change::Draw(n as u32 % 5 + 2)),
        14 => Edit(["static/later.png", "later.png"][n % 2], Change::Delete),
        15 => write("sass/lib/_b.scss", format!("$x: {n};")),
        16 => write("sass/lib/_old.scss", format!("$old: {n};")),
        17 => write("content/titles/bundle/more.txt", n.to_string()),
        18 => Edit("content/titles/bundle/note.txt", Change::Move("content/titles/bundle/n.txt")),
        19 => Edit("content/titles/bundle", Change::Move("content/articles/bundle")),
        20 => Edit("content/titles/_index.md", Change::Move("content/titles/x_index.md")),
        _ => Edit("content/titles/x_index.md", Change::Move("content/titles/_index.md")),
    }
}

/// Words that may mean something where they come to stand.
fn words(n: usize) -> &'static str {
    ["25-NQ/TW ", "Nghị quyết số 43-KL/TW. ", "Theo ", "Bộ Chính trị: "][n % 4]
}

/// Draws one of the edits that change nearly everything.
fn draw_rare(dice: &mut Dice, n: usize) -> Edit {
    match dice.roll(6) {
        0 => Edit("zola.toml", Change::Replace("https://a.org", format!("https://a{n}.org"))),
        1 => Edit(
            "templates/index.html",
            Change::Append("{{ now(timestamp=true) > 5 }}".to_string()),
        ),
        2 => Edit("data/list.toml", Change::Delete),
        3 => Edit("templates/tags/single.html", Change::Write("{{ term.name }}!".to_string())),
        4 => {
            Edit("content/articles/c.md", Change::Write("+++\ndate = \"soon\"\n+++\n".to_string()))
        }
        _ => Edit(
            "content/articles/_index.md",
            Change::Replace("sort_by = \"date\"", "sort_by = \"title\"".to_string()),
        ),
    }
}

/// Makes an edit; gives the files that it touched.
fn apply(root: &Path, Edit(file, change): &Edit) -> Vec<PathBuf> {
    let path = root.join(file);
    let old = fs::read_to_string(&path).unwrap_or_default();
    match change {
        Change::Append(_) | Change::Replace(..) if old.is_empty() => return Vec::new(),
        Change::Append(line) => write(root, file, &format!("{old}{line}\n")),
        Change::Replace(from, to) => write(root, file, &old.replacen(from, to, 1)),
        Change::Write(text) => write(root, file, text),
        Change::Draw(width) => {
            image::RgbImage::new(*width, 2).save(&path).expect("a picture can be written");
        }
        Change::Delete => {
            // A file that is not there cannot go; that is an edit too.
            let _ = fs::remove_file(&path);
        }
        Change::Move(to) => {
            let mut touched = files_below(&path);
            if touched.is_empty() {
                return Vec::new();
            }
            touched.extend(files_below(&root.join(to)));
            let _ = fs::remove_dir_all(root.join(to));
            let _ = fs::rename(&path, root.join(to));
            touched.extend(files_below(&root.join(to)));
            return touched;
        }
    }
    vec![path]
}

/// A file, or all files below a folder.
fn files_below(path: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(path).into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// What a run of edits came to: an output that is stale, if any.
type Verdict = Option<String>;

/// Follows edits in batches, and compares with a rebuilder that starts anew.
fn follow(batches: &[Vec<Edit>]) -> Verdict {
    follow_all(batches, |_| false)
}

/// Follows edits that come before the outputs of those before them are rendered.
fn interrupt(batches: &[Vec<Edit>]) -> Verdict {
    follow_all(batches, |at| at + 1 < batches.len())
}

/// Follows edits in batches, of which some are interrupted, and compares with a rebuilder that
/// starts anew: what is served, what a browser has that loads again what it is told of, and
/// what is in the output folder.
fn follow_all(batches: &[Vec<Edit>], is_interrupted: impl Fn(usize) -> bool) -> Verdict {
    let site = Follower::with(FURTHER);
    let root = site.rebuilder.root.clone();
    let into = |folder: &str| Options { output_dir: Some(root.join(folder)), ..options() };
    let mut ours = Rebuilder::new(&root, into("ours"), Writes::ToDisk);
    ours.update(&Batch { paths: Vec::new(), rescan: true }, &mut Diags::default());
    let mut browser = outputs(&ours);
    for (at, batch) in batches.iter().enumerate() {
        let mut paths: Vec<PathBuf> = batch.iter().flat_map(|edit| apply(&root, edit)).collect();
        paths.sort();
        paths.dedup();
        let batch = Batch { paths, rescan: false };
        load_again(&mut browser, &ours.rebuild(&batch));
        let halt = Arc::<Halt>::default();
        // Somewhere in the middle, or at either end.
        let asker = halt.clone();
        let soon = is_interrupted(at).then(|| thread::spawn(move || asker.ask()));
        if let Finish::Whole(rest) = ours.finish(&batch, &halt) {
            load_again(&mut browser, &rest);
        }
        drop(soon.map(thread::JoinHandle::join));
    }
    let mut clean = Rebuilder::new(&root, into("clean"), Writes::Nowhere);
    let mut diags = Diags::default();
    clean.update(&Batch { paths: Vec::new(), rescan: true }, &mut diags);
    if diags.has_errors() {
        return None;
    }
    let clean = outputs(&clean);
    let served = difference(&outputs(&ours), &clean);
    let loaded = || difference(&browser, &clean).map(|path| format!("{path} in a browser"));
    let written = || difference(&folder(&root.join("ours")), &clean);
    served.or_else(loaded).or_else(|| written().map(|path| format!("{path} on disk")))
}

/// Loads the outputs again that a browser was told of.
fn load_again(browser: &mut BTreeMap<String, Vec<u8>>, outcome: &Outcome) {
    for path in &outcome.deleted {
        browser.remove(path);
    }
    for path in &outcome.changed {
        browser.insert(
            path.clone(),
            outcome.outputs.get(path).ok().flatten().unwrap_or_default().to_vec(),
        );
    }
}

/// The files below a folder, by their paths in it.
fn folder(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |file: &Path| {
        let below = file.strip_prefix(path).unwrap_or(file);
        below.to_string_lossy().into_owned()
    };
    let files = files_below(path).into_iter();
    files.map(|file| (name(&file), fs::read(&file).unwrap_or_default())).collect()
}

/// Builds after each batch, each time as a new run, and compares with a build without a cache.
///
/// Some of the runs watch while the edits come; of those some are killed.
fn restart(batches: &[Vec<Edit>]) -> Verdict {
    let site = Follower::with(FURTHER);
    let root = site.rebuilder.root.clone();
    let into = |folder: &str| Options { output_dir: Some(root.join(folder)), ..options() };
    build(&root, &into("ours"), &Progress::Quiet);
    for (at, batch) in batches.iter().enumerate() {
        let mut watching = (at % 3 > 0).then(|| {
            let mut watching = Rebuilder::new(&root, into("ours"), Writes::ToDisk);
            let everything = Batch { paths: Vec::new(), rescan: true };
            watching.update(&everything, &mut Diags::default());
            watching
        });
        let mut paths: Vec<PathBuf> = batch.iter().flat_map(|edit| apply(&root, edit)).collect();
        paths.sort();
        paths.dedup();
        match &mut watching {
            Some(watching) => {
                watching.update(&Batch { paths, rescan: false }, &mut Diags::default());
                if at % 3 == 1 {
                    watching.close();
                }
            }
            None => drop(build(&root, &into("ours"), &Progress::Quiet)),
        }
    }
    build(&root, &into("ours"), &Progress::Quiet);
    let report = build(&root, &into("clean"), &Progress::Quiet);
    report.published?;
    difference(&folder(&root.join("ours")), &folder(&root.join("clean")))
}

/// The first output in which two sites differ.
fn difference(ours: &BTreeMap<String, Vec<u8>>, clean: &BTreeMap<String, Vec<u8>>) -> Verdict {
    let paths: BTreeSet<&String> = ours.keys().chain(clean.keys()).collect();
    paths.into_iter().find(|path| ours.get(*path) != clean.get(*path)).cloned()
}

/// Leaves out of a failing run whatever it fails without.
fn shrink(mut batches: Vec<Vec<Edit>>, run: fn(&[Vec<Edit>]) -> Verdict) -> Vec<Vec<Edit>> {
    let mut at = 0;
    while at < batches.iter().map(Vec::len).sum::<usize>() {
        let mut shorter = batches.clone();
        let mut left = at;
        for batch in &mut shorter {
            if left < batch.len() {
                batch.remove(left);
                break;
            }
            left -= batch.len();
        }
        shorter.retain(|batch| !batch.is_empty());
        match run(&shorter) {
            Some(_) => batches = shorter,
            None => at += 1,
        }
    }
    batches
}

/// Runs sequences of random edits.
fn check(name: &str, usual: u64, run: fn(&[Vec<Edit>]) -> Verdict) {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed: u64 = number("MUCLUC_ORACLE_SEED").unwrap_or(20_190_621);
    let n_sequences = number("MUCLUC_ORACLE_SEQUENCES").unwrap_or(usual);
    println!("{name}: MUCLUC_ORACLE_SEED={seed} MUCLUC_ORACLE_SEQUENCES={n_sequences}");
    for sequence in 0..n_sequences {
        let seed = seed.wrapping_add(sequence);
        let mut dice = Dice(seed);
        let n_batches = 1 + dice.roll(7);
        let batches: Vec<Vec<Edit>> = (0..n_batches)
            .map(|_| (0..1 + dice.roll(3)).map(|_| draw(&mut dice)).collect())
            .collect();
        if run(&batches).is_some() {
            let shortest = shrink(batches, run);
            let stale = run(&shortest);
            panic!("seed {seed}: {stale:?} is stale after {shortest:#?}");
        }
    }
}

#[test]
fn after_any_edits_the_outputs_are_those_of_a_clean_build() {
    check("follow", 12, follow);
}

#[test]
fn after_edits_that_interrupt_one_another_the_outputs_are_those_of_a_clean_build() {
    check("interrupt", 12, interrupt);
}

#[test]
fn after_any_edits_between_builds_the_files_are_those_of_a_clean_build() {
    check("restart", 6, restart);
}
