//! Needs: what the templates behind one output may ask of the pages that it lists.
//!
//! A list of pages that shows titles must not be made of ten thousand texts, nor be
//! stale when one of them changes. Templates name a template that they take in by a
//! literal, and a field by writing it, so the tags of a template and of all that it
//! takes in tell whether any of them reads the text of a page other than its own.
//! Where a name is computed, or a value is written whole, everything may be read.
//!
//! What is not in a value cannot be in an output, so a wrong answer here can give an
//! error about a missing field, never a stale page.
//!
//! Not here: words of all templates together (`detail`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::render::receipt::fingerprint_of;

/// What a template, with all that it takes in, may ask for.
#[derive(Debug, Default, Copy, Clone, Eq, PartialEq)]
pub struct Needs {
    /// The texts of pages that it lists or fetches, and what is made of texts.
    pub texts: bool,
    /// The pages of sections and terms.
    pub pages: bool,
    /// The neighbours of pages that it lists or fetches.
    pub neighbours: bool,
    /// Fields of the front matter's `extra` in the sitemap.
    pub extra: bool,
    /// A hash of all sources behind it.
    pub print: u64,
}

/// The needs of all templates, by their names.
#[derive(Debug, Default)]
pub struct AllNeeds {
    /// Of each template.
    own: BTreeMap<String, Needs>,
    /// A hash of all sources that define components, which content may use.
    pub components: u64,
}

/// A template's name and source.
pub type Source<'a> = (&'a str, &'a str);

/// What is inside of template tags; text outside of them asks for nothing.
///
/// A tag does not end inside of a string, and a comment is matched whole, to be passed over.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    let text = r#""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`"#;
    let tag = |open: &str, close: &str| format!(r"{open}(?:{text}|.)*?{close}");
    regex(&format!(r"(?s)\{{#.*?#\}}|{}|{}", tag(r"\{\{", r"\}\}"), tag(r"\{%", r"%\}")))
});

/// A tag that takes in other templates.
static TAKES_IN: LazyLock<Regex> = LazyLock::new(|| regex(r"\{%-?\s*(?:extends|include)\s"));

/// A name in quotes.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| regex(r#""([^"]*)"|'([^']*)'|`([^`]*)`"#));

/// A call of a component.
static CALLS: LazyLock<Regex> = LazyLock::new(|| regex(r"</?\s*([A-Za-z_][\w.]*)"));

/// The definition of a component, with its arguments.
static DEFINES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\{%-?\s*component\s+([A-Za-z_][\w.]*)\s*\(([^)]*)"));

/// A name that is given a meaning of its own.
static BINDS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"\b(?:for|set|set_global)\s+(?:\w+\s*,\s*)?(page|section|paginator)\b")
});

/// A field that is made of a page's text, with the path before its dot.
static OF_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r#"(?:([\w.\]]*)\s*\??\.\s*|["'`])(content|summary|toc|word_count|reading_time)\b"#)
});

/// The neighbours of a page, with the path before the dot.
static OF_NEIGHBOURS: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?:([\w.\]]*)\s*\??\.\s*|["'`])(lower|higher)\b"#));

/// The ways in which lists of pages are shown, as [`Needs::listing`] names them.
pub const LISTINGS: [&str; 5] =
    ["names", "cards", "wholes", "cards and neighbours", "wholes and neighbours"];

/// The pages of a section or term, with the path before the dot.
static OF_PAGES: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?:([\w.\]]*)\s*\??\.\s*|["'`])pages\b"#));

/// What reads fields without naming them: a map that is walked or written whole.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    let forms = [
        r"__tera_context",
        r"json_encode",
        r"\|\s*(?:keys|values|pairs)\b",
        r"for\s+\w+\s*,\s*\w+\s+in",
        r"\{\{-?\s*(page|section|paginator|term|terms|pages)\s*(\||-?\}\})",
    ];
    regex(&forms.join("|"))
});

/// An index, or an argument of a filter that names a field.
static KEY: LazyLock<Regex> = LazyLock::new(|| {
    let argument = r"\b(?:get\(\s*(?:[^()]*,\s*)?key|attribute)\s*=\s*";
    let text = r#""[^"]*"|'[^']*'|`[^`]*`"#;
    regex(&format!(r#"[\w\])]\[([^\]]*)|{argument}((?:{text}|[^"'`,)])*)"#))
});

/// A key that stands there as a text or a number, or a slice.
static PLAIN: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"^\s*(?:-?\d*|[^"'`]*:[^"'`]*|"[^"]*"|'[^']*'|`[^`]*`)\s*$"#));

/// A value that is printed as it is, or through filters that leave maps whole.
static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    let field = r"[\w.?\[\]]+\.(?:pages|items|lower|higher)(?:\[-?\d+\])?";
    let value = format!(r"(?:\w+(?:\[-?\d+\])?|{field}|get_\w+\([^()]*\))");
    let filter = r"\|\s*(?:first|last|nth|reverse|sort|unique|safe|str|default)(?:\([^()]*\))?\s*";
    regex(&format!(r"^\{{\{{-?\s*{value}\s*(?:{filter})*-?\}}\}}$"))
});

/// Whether a tag reads fields that it does not name.
fn is_unnamed(tag: &str) -> bool {
    let is_computed = |key: regex::Captures| {
        key.iter().skip(1).flatten().any(|key| !PLAIN.is_match(key.as_str()))
    };
    UNNAMED.is_match(tag) || KEY.captures_iter(tag).any(is_computed) || PRINTED.is_match(tag)
}

/// A name that is bound, with what it is bound to.
static BOUND: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?s)\b(?:set|set_global|for)\s+(?:\w+\s*,\s*)?(\w+)\s*(?:=|\bin\b)(.*)")
});

/// An argument of a component's call.
static ARGUMENT: LazyLock<Regex> = LazyLock::new(|| regex(r"(\w+)\s*=\s*\{([^}]*)\}"));

/// A name with the fields that are read of it, and what follows.
static PATH: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:^|[^\w.])([A-Za-z_]\w*)((?:\s*\??\.\s*\w+)*)\s*(=[^=]|\()?"));

/// A condition inside of an expression, which decides on its value and is no part of it.
static CONDITION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?s)([\w)\]'])\s+if\s.*?(?:\belse\b|\]|$)"));

/// A call that gives pages.
static FETCHES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\bget_(?:page|section|taxonomy|taxonomy_term)\s*\("));

/// Variables that hold pages from the start.
const PAGES: [&str; 6] = ["page", "section", "paginator", "term", "terms", "pages"];

/// Variables that hold a record, whose text is made of no page's.
const RECORDS: [&str; 3] = ["directive", "committee", "year"];

/// Fields of what holds pages that hold pages too.
const CARRIED: [&str; 4] = ["pages", "items", "lower", "higher"];

/// Names that may hold pages, each in its scope: all templates together, or one component.
type Names<'a> = BTreeSet<(&'a str, &'a str)>;

/// The start and the end of a component's definition.
static DEFINITION: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\{%-?\s*(?:component\s+([A-Za-z_][\w.]*)|endcomponent)"));

/// The tags of a source, without its comments.
fn each_tag(source: &str) -> impl Iterator<Item = &str> {
    TAG.find_iter(source).map(|tag| tag.as_str()).filter(|tag| !tag.starts_with("{#"))
}

/// A tag after its scope: the component that it stands in, or nothing.
type Tag<'a> = (&'a str, &'a str);

/// The tags of a source.
fn tags(source: &str) -> Vec<Tag<'_>> {
    let mut scope = "";
    let mut found = Vec::new();
    for tag in each_tag(source) {
        if let Some(definition) = DEFINITION.captures(tag) {
            scope = definition.get(1).map_or("", |name| name.as_str());
        }
        found.push((scope, tag));
    }
    found
}

/// What decides on whether an expression gives pages, or something that holds them.
#[derive(Debug)]
struct Expression {
    /// Whether it calls what gives pages.
    fetches: bool,
    /// Names whose values it gives, or what is carried by them.
    gives: Vec<String>,
}

impl Expression {
    /// Reads an expression.
    fn of(text: &str) -> Expression {
        let bare = QUOTED.replace_all(text, "''");
        let bare = CONDITION.replace_all(&bare, "$1 else ");
        let gives = PATH.captures_iter(&bare).filter(|found| {
            let last = found[2].rsplit('.').next().map(str::trim).unwrap_or_default();
            found.get(3).is_none() && (last.is_empty() || CARRIED.contains(&last))
        });
        let gives = gives.map(|found| found[1].to_string()).collect();
        Expression { fetches: FETCHES.is_match(&bare), gives }
    }

    /// Whether it gives pages where it stands in a scope and `names` may hold some.
    fn holds_pages(&self, scope: &str, names: &Names) -> bool {
        let is_known = |name: &str| {
            names.contains(&(scope, name)) || scope.is_empty() && PAGES.contains(&name)
        };
        self.fetches || self.gives.iter().any(|name| is_known(name))
    }
}

/// A name in its scope that is given the value of an expression.
#[derive(Debug)]
struct Binding<'a> {
    /// The name, after its scope.
    name: (&'a str, &'a str),
    /// The scope of the expression.
    scope: &'a str,
    /// The expression.
    value: Expression,
}

/// What a tag sets, walks, and hands to components.
fn bindings<'a>(&(scope, tag): &Tag<'a>) -> Vec<Binding<'a>> {
    let set = BOUND.captures_iter(tag).map(|bound| {
        let name = bound.get(1).map_or("", |name| name.as_str());
        Binding { name: (scope, name), scope, value: Expression::of(&bound[2]) }
    });
    let mut all: Vec<Binding> = set.collect();
    let calls: Vec<_> = CALLS.captures_iter(tag).filter_map(|call| call.get(1)).collect();
    for (at, call) in calls.iter().enumerate() {
        let end = calls.get(at + 1).map_or(tag.len(), |next| next.start());
        all.extend(ARGUMENT.captures_iter(&tag[call.end()..end]).map(|bound| {
            let name = bound.get(1).map_or("", |name| name.as_str());
            Binding { name: (call.as_str(), name), scope, value: Expression::of(&bound[2]) }
        }));
    }
    all
}

/// The names under which templates may hold a page: followed through what is set, walked and
/// handed to components.
fn names_of_pages<'a>(bindings: &[Binding<'a>]) -> Names<'a> {
    let mut names = Names::new();
    loop {
        let known = names.len();
        for binding in bindings {
            if binding.value.holds_pages(binding.scope, &names) {
                names.insert(binding.name);
            }
        }
        if names.len() == known {
            return names;
        }
    }
}

/// Compiles a pattern that tells what templates say, with the letters and blanks of Tera: its names
/// are of ASCII alone, and what parts them is what ASCII has for white space. The classes of
/// Unicode take many times as long to compile, and a boundary between them longer to find.
pub(super) fn regex(pattern: &str) -> Regex {
    let ascii = [
        (r"\w", "[0-9A-Za-z_]"),
        (r"\d", "[0-9]"),
        (r"\s", r"[\t\n\x0C\r ]"),
        (r"\b", r"(?-u:\b)"),
    ];
    let pattern =
        ascii.iter().fold(pattern.to_string(), |all, (class, ascii)| all.replace(class, ascii));
    Regex::new(&pattern).expect("the patterns here are regular expressions")
}

impl AllNeeds {
    /// Reads the sources of all templates; `find` gives the name under which a template that
    /// is taken in was loaded.
    pub fn of(sources: &[Source], find: &dyn Fn(&str) -> Option<String>) -> AllNeeds {
        let sources: BTreeMap<&str, &str> = sources.iter().copied().collect();
        let tags: BTreeMap<&str, Vec<Tag>> =
            sources.iter().map(|(name, source)| (*name, tags(source))).collect();
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, source) in &sources {
            let defined = DEFINES.captures_iter(source).filter_map(|found| found.get(1));
            owners.extend(defined.map(|component| (component.as_str(), *name)));
        }
        let defining: BTreeSet<&str> = owners.values().copied().collect();
        let components = defining.iter().map(|name| (*name, sources[name]));
        let components = fingerprint_of(components.collect::<Vec<_>>());
        let bindings: Vec<Binding> = tags.values().flatten().flat_map(bindings).collect();
        let names = names_of_pages(&bindings);
        let asks: BTreeMap<&str, Asks> =
            tags.iter().map(|(name, tags)| (*name, Asks::of(tags, &names))).collect();
        let taken: BTreeMap<&str, BTreeSet<&str>> = tags
            .iter()
            .map(|(name, tags)| (*name, taken_in(tags, &sources, &owners, find)))
            .collect();
        let one = |name: &str| {
            let all = closure(name, &taken);
            let print =
                fingerprint_of(all.iter().map(|name| (*name, sources[name])).collect::<Vec<_>>());
            Needs { print, ..Needs::of(all.iter().map(|name| &asks[name])) }
        };
        let own = sources.keys().map(|name| (name.to_string(), one(name))).collect();
        AllNeeds { own, components }
    }

    /// The needs of a template, by the name under which it was loaded.
    pub fn get(&self, name: &str) -> Needs {
        self.own.get(name).copied().unwrap_or_default()
    }
}

/// The templates that tags take in: by name, or by a component of theirs.
fn taken_in<'a>(
    tags: &[Tag],
    sources: &BTreeMap<&'a str, &'a str>,
    owners: &BTreeMap<&'a str, &'a str>,
    find: &dyn Fn(&str) -> Option<String>,
) -> BTreeSet<&'a str> {
    let mut taken = BTreeSet::new();
    for (_, tag) in tags {
        if TAKES_IN.is_match(tag) {
            let quoted = QUOTED.captures_iter(tag).filter_map(|found| {
                found.iter().skip(1).flatten().next().map(|name| name.as_str())
            });
            let found = quoted.filter_map(find);
            taken.extend(found.filter_map(|name| Some(*sources.get_key_value(name.as_str())?.0)));
        }
        let called = CALLS.captures_iter(tag).filter_map(|found| found.get(1));
        taken.extend(called.filter_map(|component| owners.get(component.as_str())));
    }
    taken
}

/// A template and all that it takes in, by name.
fn closure<'a>(name: &'a str, taken: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    let mut waiting = vec![name];
    while let Some(name) = waiting.pop() {
        if all.insert(name) {
            waiting.extend(&taken[name]);
        }
    }
    all
}

/// What reads a field: the name before its dot, and whether that is free to be the output's own.
///
/// A component sees only what it is given, so that no page in it is its own.
#[derive(Debug)]
struct Reader<'a> {
    /// The name, if the field is read of one and not named as a text.
    of: Option<&'a str>,
    /// Whether it stands in no component.
    is_free: bool,
}

/// What the tags of one source ask for, whatever takes it in.
#[derive(Debug, Default)]
struct Asks<'a> {
    /// Names of the output's own page that have another meaning here.
    bound: BTreeSet<&'a str>,
    /// Whether a tag may read any field of a page.
    any: bool,
    /// What reads texts.
    texts: Vec<Reader<'a>>,
    /// What reads neighbours.
    neighbours: Vec<Reader<'a>>,
    /// What reads lists of pages.
    pages: Vec<Reader<'a>>,
    /// Whether a tag names `extra`.
    extra: bool,
}

impl<'a> Asks<'a> {
    /// Reads tags; `names` may hold pages.
    fn of(tags: &[Tag<'a>], names: &Names) -> Asks<'a> {
        let mut asks = Asks::default();
        for &(scope, tag) in tags {
            let bound = BINDS.captures_iter(tag).filter_map(|found| found.get(1));
            asks.bound.extend(bound.map(|name| name.as_str()));
            for found in DEFINES.captures_iter(tag).filter_map(|found| found.get(2)) {
                let arguments = found.as_str().split(',');
                let arguments = arguments.filter_map(|part| part.split([':', '=']).next());
                let known = ["page", "section", "paginator"];
                let named = arguments.map(str::trim);
                asks.bound.extend(named.filter(|name| known.contains(name)));
            }
            let is_whole =
                || tag.contains("__tera_context") || Expression::of(tag).holds_pages(scope, names);
            asks.any |= is_unnamed(tag) && is_whole();
            asks.extra |= tag.contains("extra");
            let read = |field: &Regex| -> Vec<Reader<'a>> {
                let of = |found: regex::Captures<'a>| found.get(1).map(|name| name.as_str());
                let reader = |found| Reader { of: of(found), is_free: scope.is_empty() };
                field.captures_iter(tag).map(reader).collect()
            };
            asks.texts.extend(read(&OF_TEXT));
            asks.neighbours.extend(read(&OF_NEIGHBOURS));
            asks.pages.extend(read(&OF_PAGES));
        }
        // A record's text is no page's: these are never lists of pages.
        asks.texts.retain(|reader| !reader.of.is_some_and(|name| RECORDS.contains(&name)));
        asks
    }
}

impl Needs {
    /// The needs behind a name that [`Needs::listing`] gave.
    pub fn from_listing(listing: &str) -> Needs {
        Needs {
            pages: listing != "names",
            texts: listing.starts_with("wholes"),
            neighbours: listing.ends_with("neighbours"),
            ..Needs::default()
        }
    }

    /// How lists of pages are shown, as part of a fact's name.
    pub fn listing(self) -> &'static str {
        match (self.pages, self.texts, self.neighbours) {
            (false, ..) => "names",
            (true, false, false) => "cards",
            (true, true, false) => "wholes",
            (true, false, true) => "cards and neighbours",
            (true, true, true) => "wholes and neighbours",
        }
    }

    /// The needs of some sources together.
    fn of<'a>(all: impl Iterator<Item = &'a Asks<'a>> + Clone) -> Needs {
        let is_bound = |name: &str| all.clone().any(|asks| asks.bound.contains(name));
        let reads = |readers: &[Reader], own: &[&str]| {
            let is_own = |name: &str| own.contains(&name) && !is_bound(name);
            readers.iter().any(|reader| !(reader.is_free && reader.of.is_some_and(is_own)))
        };
        let any = all.clone().any(|asks| asks.any);
        Needs {
            texts: any || all.clone().any(|asks| reads(&asks.texts, &["page", "section"])),
            pages: any || all.clone().any(|asks| reads(&asks.pages, &["paginator"])),
            neighbours: any || all.clone().any(|asks| reads(&asks.neighbours, &["page"])),
            extra: any || all.clone().any(|asks| asks.extra),
            print: 0,
        }
    }
}

#[cfg(test)]
mod tests;
