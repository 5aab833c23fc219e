//! Loading: a site's folder → all that is known of it before anything is rendered.
//!
//! What is read is kept by its source, with what was wrong with it, so that after an
//! edit only what changed is read again and still everything that is wrong is told.
//!
//! Not here: what changed (`rebuild`), rendering (`edition`).

mod ahead;
mod statics;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::card::ArticleCard;
use crate::card::known::{self, KnownCards};
use crate::catalog::{self, Catalog, DocId, Inputs};
use crate::cite::{Profile, ProfileError};
use crate::config::key_span;
use crate::diag::{Diagnostic, Diags, Span};
use crate::highlight::{self, Highlighter};
use crate::parse::{self, Doc};
use crate::pile::Texts;
use crate::plan::{self, Job, Plan};
use crate::progress::Progress;
use crate::project::{Mode, Project};
use crate::render::filters::Clock;
use crate::render::templates::{self, Templates};
use crate::render::{Parts, Site};
use crate::text::Interner;

/// A thing that was read, with what was wrong with it.
#[derive(Debug, Clone, Default)]
struct Read<T> {
    /// The thing.
    value: T,
    /// What was wrong.
    diags: Diags,
}

impl<T> Read<T> {
    /// Reads a thing.
    fn with(read: impl FnOnce(&mut Diags) -> T) -> Read<T> {
        let mut diags = Diags::default();
        Read { value: read(&mut diags), diags }
    }
}

/// The docs of a site, by file.
type Docs = BTreeMap<String, Read<Option<Arc<Doc>>>>;

/// All that was read of a site.
#[derive(Debug)]
pub struct Loaded {
    /// The opened site.
    pub project: Arc<Project>,
    /// How citations are read, where the archive is on.
    profile: Read<Option<&'static Profile>>,
    /// Names that docs have in common.
    names: Interner,
    /// The texts of docs.
    texts: Texts,
    /// Which content files there are.
    sources: Read<Sources>,
    /// The docs, by file.
    docs: Docs,
    /// Whether the cards of the articles are those that an earlier run kept.
    cards: Read<bool>,
    /// The templates.
    templates: Read<Option<Arc<Templates>>>,
    /// Colours for code, where the site wants them.
    highlighter: Read<Option<Arc<Highlighter>>>,
    /// Outputs that stand beside the pages.
    statics: Read<Vec<(String, Job)>>,
    /// What was wrong with the configuration.
    opened: Diags,
}

impl Loaded {
    /// Reads all of a site; `opened` is what was wrong with its configuration.
    pub fn new(project: Project, opened: Diags, progress: &Progress) -> Loaded {
        progress.stage("reading");
        let project = Arc::new(project);
        let (names, texts) = (Interner::default(), Texts::default());
        let (content, (highlighter, statics, templates)) = rayon::join(
            || Content::read(&project, &names, &texts),
            || {
                let highlighter = Read::with(|diags| highlighter(&project, diags).map(Arc::new));
                let colours = highlighter.value.as_deref();
                let statics = Read::with(|diags| statics::jobs(&project, colours, diags));
                (highlighter, statics, read_templates(&project))
            },
        );
        let Content { sources, profile, docs, cards } = content;
        Loaded {
            project,
            profile,
            names,
            texts,
            sources,
            docs,
            cards,
            templates,
            highlighter,
            statics,
            opened,
        }
    }

    /// Keeps the cards of all articles for the next run, if they are not those of the last.
    pub fn keep_cards(&mut self) {
        if let (false, Some(path)) = (self.cards.value, cards_path(&self.project)) {
            known::write(&path, self.project.reading_print(), articles(&self.docs));
            // What was damaged is whole again.
            self.cards = Read { value: true, diags: Diags::default() };
        }
    }

    /// Reads templates again.
    pub fn reload_templates(&mut self) {
        self.templates = read_templates(&self.project);
    }

    /// Reads what stands beside the pages again.
    pub fn reload_statics(&mut self) {
        let highlighter = self.highlighter.value.as_deref();
        self.statics = Read::with(|diags| statics::jobs(&self.project, highlighter, diags));
    }

    /// Looks again which content files there are, and reads some and the new ones.
    pub fn reload_content(&mut self, changed: Vec<String>) {
        self.sources = Read::with(|diags| scan(&self.project, diags));
        let known: BTreeSet<&String> = self.sources.value.markdown.iter().collect();
        self.docs.retain(|file, _| known.contains(file));
        let new = known.into_iter().filter(|file| !self.docs.contains_key(*file));
        let mut files: Vec<String> = new.cloned().collect();
        files.extend(changed.into_iter().filter(|file| self.docs.contains_key(file)));
        self.reload_docs(files);
    }

    /// Reads some docs again.
    pub fn reload_docs(&mut self, files: Vec<String>) {
        let site = parse::Site {
            config: &self.project.config,
            profile: self.profile.value,
            names: &self.names,
            texts: &self.texts,
            cards: &KnownCards::default(),
        };
        self.docs.append(&mut parse_all(&self.project, files, site));
    }

    /// The doc of a file, if it could be read, and whether nothing was wrong with it.
    pub fn doc(&self, file: &str) -> Option<(&Arc<Doc>, bool)> {
        let read = self.docs.get(file)?;
        Some((read.value.as_ref()?, read.diags.list.is_empty()))
    }

    /// What was wrong with all that was read.
    pub fn diagnostics(&self) -> Diags {
        let mut all = self.opened.clone();
        all.extend(self.sources.diags.clone());
        all.extend(self.profile.diags.clone());
        all.extend(self.cards.diags.clone());
        for read in self.docs.values().filter(|read| !read.diags.list.is_empty()) {
            all.extend(read.diags.clone());
        }
        all.extend(self.templates.diags.clone());
        all.extend(self.highlighter.diags.clone());
        all.extend(self.statics.diags.clone());
        all
    }

    /// Makes the site of what was read; none where the templates cannot be used.
    pub fn site(&self, diags: &mut Diags) -> Option<Site> {
        let config = &self.project.config;
        let docs: Vec<Arc<Doc>> =
            self.docs.values().filter_map(|read| read.value.clone()).collect();
        let inputs = Inputs {
            config,
            drafts: self.project.options.drafts,
            assets: &self.sources.value.assets,
            profile: self.profile.value,
        };
        let catalog: Catalog = catalog::catalog(docs, inputs, diags);
        // A card holds where a mention stands and not the text around it.
        diags.show_places(|file| self.project.files.text(file, &mut Diags::default()));
        self.look_for_articles(&catalog, diags);
        let templates = self.templates.value.as_ref();
        let shares = plan::Shares::new(config, |kind, page, variable| {
            let names =
                |templates: &Arc<Templates>| templates.taxonomy_names(kind.name(), page, variable);
            templates.is_some_and(names)
        });
        let mut plan: Plan = plan::plan(&catalog, config, shares, diags);
        plan.jobs.extend(self.statics.value.iter().cloned());
        Some(Site::new(Parts {
            project: self.project.clone(),
            profile: self.profile.value,
            catalog,
            plan: Arc::new(plan),
            templates: templates?.clone(),
            highlighter: self.highlighter.value.clone(),
        }))
    }

    /// Tells of an archive whose section holds nothing: most likely its name is misspelt.
    fn look_for_articles(&self, catalog: &Catalog, diags: &mut Diags) {
        let Some(archive) = &self.project.config.archive else { return };
        let section = archive.section.trim_matches('/');
        if catalog.docs.iter().all(|doc| doc.is_empty()) {
            diags.no_content();
            return;
        }
        let is_below = |file: &str| file.strip_prefix(section).is_some_and(|b| b.starts_with('/'));
        for file in &self.sources.value.assets {
            let below = file.strip_prefix("content/").unwrap_or(file);
            if is_below(below) && is_text(below) && !is_beside_a_page(below, catalog) {
                diags.text_among_articles(file);
            }
        }
        if catalog.docs.iter().any(|doc| is_below(&doc.relative)) {
            return;
        }
        let folders = catalog.docs.iter().filter_map(|doc| Some(doc.relative.split_once('/')?.0));
        let folders: BTreeSet<&str> = folders.collect();
        let known: Vec<&str> = folders.into_iter().collect();
        let text = &self.project.config_text;
        let span = Span::of(&self.project.config_file, text, key_span(text, "section"));
        diags.no_articles(span, section, &known);
    }

    /// The site after an edit of some docs that leaves the catalog as it was; `shown` says whether
    /// other pages may show what changed.
    pub fn site_after(&self, old: &Site, changed: &[DocId], shown: bool) -> Site {
        let mut catalog = old.catalog.clone();
        for &DocId(at) in changed {
            let doc = &mut catalog.docs[at as usize];
            if let Some((fresh, _)) = self.doc(&doc.file) {
                *doc = fresh.clone();
            }
        }
        old.after(catalog, changed, shown)
    }
}

/// How files are called in which offices keep texts, and which are no articles as they are.
const TEXTS: [&str; 9] = ["md", "markdown", "txt", "html", "htm", "doc", "docx", "odt", "rtf"];

/// Whether a file is a text by its name.
fn is_text(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    TEXTS.iter().any(|text| ending.eq_ignore_ascii_case(text))
}

/// Whether a file lies in the folder of a page (`a/index.md`), which may carry what it likes.
fn is_beside_a_page(file: &str, catalog: &Catalog) -> bool {
    let folders = file.match_indices('/').map(|(end, _)| &file[..end]);
    folders.rev().any(|folder| catalog.find(&format!("{folder}/index.md")).is_some())
}

/// What is read of the content of a site.
struct Content {
    /// Which files there are.
    sources: Read<Sources>,
    /// How citations are read.
    profile: Read<Option<&'static Profile>>,
    /// The docs.
    docs: Docs,
    /// Whether the cards of the articles are those that an earlier run kept.
    cards: Read<bool>,
}

impl Content {
    /// Reads all of it.
    fn read(project: &Project, names: &Interner, texts: &Texts) -> Content {
        let (sources, (profile, cards)) = rayon::join(
            || Read::with(|diags| scan(project, diags)),
            || {
                rayon::join(
                    || Read::with(|diags| profile(project, diags)),
                    || Read::with(|diags| known_cards(project, diags)),
                )
            },
        );
        let config = &project.config;
        let site =
            parse::Site { config, profile: profile.value, names, texts, cards: &cards.value };
        let docs = parse_all(project, sources.value.markdown.clone(), site);
        let stand = cards.value.are_of(articles(&docs));
        Content { sources, profile, docs, cards: Read { value: stand, diags: cards.diags } }
    }
}

/// Where the cards of a site are kept; nowhere for a site that has no folder.
fn cards_path(project: &Project) -> Option<PathBuf> {
    project.files.disk_path(".mucluc/cards")
}

/// The cards that an earlier run kept.
fn known_cards(project: &Project, diags: &mut Diags) -> KnownCards {
    let path = cards_path(project).filter(|_| project.config.archive.is_some());
    let known = path.map(|path| KnownCards::read(&path, project.reading_print()));
    known
        .transpose()
        .unwrap_or_else(|_| {
            diags.damaged_cache(".mucluc/cards");
            None
        })
        .unwrap_or_default()
}

/// The cards of all articles, with the hashes of their files' content.
fn articles(docs: &Docs) -> impl Iterator<Item = (&ArticleCard, u64)> {
    let docs = docs.values().filter_map(|read| read.value.as_ref());
    docs.filter_map(|doc| Some((doc.article.as_ref()?, doc.prints.content())))
}

/// Reads all templates.
fn read_templates(project: &Project) -> Read<Option<Arc<Templates>>> {
    Read::with(|diags| templates::load(project, clock(), diags).map(Arc::new))
}

/// The day of a build by its clock, where the build runs.
pub fn today() -> jiff::civil::Date {
    clock()().to_zoned(jiff::tz::TimeZone::system()).date()
}

/// The clock of a build: `SOURCE_DATE_EPOCH` where it is set, as for reproducible builds elsewhere.
fn clock() -> Clock {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    let fixed = fixed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    Arc::new(move || fixed.unwrap_or_else(jiff::Timestamp::now))
}

/// The content files of a site.
#[derive(Debug, Default, Clone)]
struct Sources {
    /// Markdown, by path below the root.
    markdown: Vec<String>,
    /// All others.
    assets: Vec<String>,
}

/// Looks which content files there are, without those that the configuration leaves out.
fn scan(project: &Project, diags: &mut Diags) -> Sources {
    let config = &project.config;
    let ignored = globs(project, "ignored_content", &config.ignored_content, diags);
    let ignored = ignored.unwrap_or_default();
    globs(project, "skip_content_templating", &config.skip_content_templating, diags);
    globs(project, "ignored_files", &config.link_checker.ignored_files, diags);
    let mut sources = Sources::default();
    for file in project.files.walk("content", diags) {
        let name = file.rsplit('/').next().unwrap_or(&file);
        if is_temporary(name) || is_ignored(project, &ignored, &file) {
            continue;
        }
        match name.ends_with(".md") {
            true if name.starts_with('.') => {}
            // What is hidden is no asset: an editor's settings, a list for git.
            false if is_hidden(&file) => {}
            true => sources.markdown.push(file),
            false => sources.assets.push(file),
        }
    }
    sources
}

/// Whether a content file, or a folder that it stands in, has a name that starts with a dot.
fn is_hidden(file: &str) -> bool {
    file.split('/').any(|part| part.starts_with('.'))
}

/// Whether a file is what an editor or a system leaves behind.
pub fn is_temporary(name: &str) -> bool {
    let endings = [".swp", ".swx", ".tmp", ".DS_Store", ".kate-swp", "~", "bck"];
    name.starts_with('#')
        || name.starts_with(".#")
        || name.contains("jb_old___")
        || name.contains("jb_tmp___")
        || name.contains("jb_bak___")
        || endings.iter().any(|ending| name.ends_with(ending))
}

/// Zola matches `ignored_content` against the whole path; a pattern below the root is matched too.
fn is_ignored(project: &Project, ignored: &GlobSet, file: &str) -> bool {
    if ignored.is_empty() {
        return false;
    }
    let matches = |path: &str| ignored.is_match(path) || ignored.is_match(project.root.join(path));
    // A section goes by its folder, and all else, in whatever folder, by itself; as in Zola.
    match file.rsplit_once('/') {
        Some((folder, name)) if name.starts_with("_index.") && name.ends_with(".md") => {
            matches(folder)
        }
        _ => matches(file),
    }
}

/// Compiles the globs of a configuration key.
pub fn globs(
    project: &Project,
    key: &str,
    patterns: &[String],
    diags: &mut Diags,
) -> Option<GlobSet> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        match Glob::new(pattern) {
            Ok(glob) => {
                set.add(glob);
            }
            Err(error) => {
                let text = &project.config_text;
                diags.push(
                    Diagnostic::error(
                        "bad-glob",
                        format!("`{pattern}` is not a glob: {}", error.kind()),
                    )
                    .at(Span::of(
                        &project.config_file,
                        text,
                        key_span(text, key),
                    )),
                );
                return None;
            }
        }
    }
    set.build().ok()
}

/// The citation profile that the archive reads with.
pub fn profile(project: &Project, diags: &mut Diags) -> Option<&'static Profile> {
    let name = &project.config.archive.as_ref()?.profile;
    if let Some(profile) = Profile::builtin(name) {
        return Some(profile);
    }
    let text = &project.config_text;
    if !project.files.is_file(name) {
        diags.push(
            Diagnostic::error("no-profile", format!("there is no citation profile `{name}`"))
                .at(Span::of(&project.config_file, text, key_span(text, "profile")))
                .hint("name a built-in one (`vi`), or a TOML file of this site"),
        );
        return None;
    }
    let source = project.files.text(name, diags)?;
    if let Some(known) = kept_profile(&source) {
        return Some(known);
    }
    match Profile::parse(&source) {
        Ok(profile) => Some(keep_profile(&source, profile)),
        Err(error) => {
            let ProfileError { message, help, span } = error;
            diags.bad_profile(name, &source, span, &message, help.as_deref());
            None
        }
    }
}

/// The profiles of sites by their text. Each stays for as long as the program runs, as the built-in
/// one does; so the same text is compiled once, however often the configuration changes.
static PROFILES: Mutex<Vec<(Arc<str>, &'static Profile)>> = Mutex::new(Vec::new());

/// The profile that a text was compiled to before.
fn kept_profile(text: &str) -> Option<&'static Profile> {
    let known = PROFILES.lock().unwrap_or_else(PoisonError::into_inner);
    known.iter().find(|(known, _)| **known == *text).map(|(_, profile)| *profile)
}

/// Keeps a profile for as long as the program runs.
fn keep_profile(text: &Arc<str>, profile: Profile) -> &'static Profile {
    let profile: &'static Profile = Box::leak(Box::new(profile));
    let mut known = PROFILES.lock().unwrap_or_else(PoisonError::into_inner);
    known.push((text.clone(), profile));
    profile
}

/// Reads docs on all cores.
fn parse_all(project: &Project, files: Vec<String>, site: parse::Site) -> Docs {
    ahead::read(&project.files, files, |file, Read { value, mut diags }| {
        let doc = value.and_then(|text| parse::parse(file, &text, site, &mut diags));
        Read { value: doc.map(Arc::new), diags }
    })
}

/// Prepares the colours of code, where the site wants them and pages are shown to somebody.
fn highlighter(project: &Project, diags: &mut Diags) -> Option<Highlighter> {
    let wanted = project
        .config
        .markdown
        .highlighting
        .as_ref()
        .filter(|_| project.options.mode != Mode::Check)?;
    let made = project.highlight_settings(wanted).and_then(Highlighter::new);
    match made {
        Ok(highlighter) => Some(highlighter),
        // The configuration told of it when it was read.
        Err(highlight::Error::NoTheme | highlight::Error::MixedThemes) => None,
        Err(error) => {
            let text = &project.config_text;
            let table = key_span(text, "[markdown.highlighting]");
            let named = error.name().and_then(|name| {
                let at = text[table.end..].find(&format!("{name}\""))?;
                Some(table.end + at..table.end + at + name.len())
            });
            let span = Span::of(&project.config_file, text, named.unwrap_or(table));
            let message = error.to_string();
            diags.push(Diagnostic::error("highlighting", message).at(span).hint(error.hint()));
            None
        }
    }
}

#[cfg(test)]
mod tests;
