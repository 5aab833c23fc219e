//! Receipts: what each output asked for while it was rendered.
//!
//! Nobody can tell from a template which facts it will want, so we do not try.
//! We let it render and keep the receipt. After an edit, an output is stale
//! exactly when a fact on its receipt has changed ([`Trace`]).
//!
//! A fact is named by what it is and whose it is, never by a place in a list, so that
//! a receipt can be checked against the site of another day. What a fact is worth now
//! is its fingerprint (`Site::fingerprint`).
//!
//! **Invariant:** whatever an output shows of the site comes through a door that calls
//! [`read`]. A value that can be had without a receipt is a stale page waiting to happen.
//!
//! Not here: when to render again (`edition`).

use std::cell::RefCell;

pub use crate::fingerprint::of as fingerprint_of;
use crate::images;

/// What kind of thing a renderer can ask about.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Whether there is a content file.
    Exists,
    /// A page's or section's front matter, with what the site knows of its place.
    Front,
    /// The address of a doc.
    Address,
    /// The templates that a doc's page is made with.
    Layout,
    /// A doc's rendered text.
    Body,
    /// A page with its text.
    Whole,
    /// Which pages stand before and after a page.
    Neighbours,
    /// The pages of a section, in order.
    Order,
    /// The pages of a section, shown in some way.
    Pages,
    /// What an article's page shows of the archive.
    Entry,
    /// A directive's page.
    Directive,
    /// A committee's page.
    Committee,
    /// A year's page.
    Year,
    /// A page that tells namesakes apart.
    Ambiguity,
    /// A list of the archive, by its kind and pager.
    List,
    /// A directive, a committee or a year as a term with its pages.
    Shelf,
    /// All directives, committees or years as a taxonomy.
    Shelves,
    /// What a name means among directives, committees or years.
    Name,
    /// The terms of a taxonomy.
    Terms,
    /// The pages of a term.
    Term,
    /// Which pages a language has, and when they appeared.
    Dates,
    /// The texts that the search index of a language holds.
    Texts,
    /// The addresses of the sitemap.
    Sitemap,
    /// A template with all that it extends and includes.
    Template,
    /// A file of the site.
    File,
    /// Bytes made beside the pages, such as a style sheet.
    Made,
    /// Whether there is an output.
    Output,
}

/// All kinds, in the order of their numbers.
const KINDS: [Kind; 27] = [
    Kind::Exists,
    Kind::Front,
    Kind::Address,
    Kind::Layout,
    Kind::Body,
    Kind::Whole,
    Kind::Neighbours,
    Kind::Order,
    Kind::Pages,
    Kind::Entry,
    Kind::Directive,
    Kind::Committee,
    Kind::Year,
    Kind::Ambiguity,
    Kind::List,
    Kind::Shelf,
    Kind::Shelves,
    Kind::Name,
    Kind::Terms,
    Kind::Term,
    Kind::Dates,
    Kind::Texts,
    Kind::Sitemap,
    Kind::Template,
    Kind::File,
    Kind::Made,
    Kind::Output,
];

impl Kind {
    /// How `--explain` calls it, before the name.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Exists => "the presence of",
            Kind::Front => "the front matter or place of",
            Kind::Address => "the address of",
            Kind::Layout => "the template of",
            Kind::Body => "the text of",
            Kind::Whole => "the page of",
            Kind::Neighbours => "the neighbours of",
            Kind::Order => "the order of pages in",
            Kind::Pages => "a page in",
            Kind::Entry => "the archive's entry of",
            Kind::Directive => "the directive",
            Kind::Committee => "the committee",
            Kind::Year => "the year",
            Kind::Ambiguity => "the number",
            Kind::List => "the archive's list of",
            Kind::Shelf => "the articles of",
            Kind::Shelves => "the archive's",
            Kind::Name => "what is meant by",
            Kind::Terms => "the terms of",
            Kind::Term => "the pages of the term",
            Kind::Dates => "the pages of the language",
            Kind::Texts => "the texts of the language",
            Kind::Sitemap => "the addresses of the site",
            Kind::Template => "the template",
            Kind::File => "the file",
            Kind::Made => "the file made from",
            Kind::Output => "the presence of the output",
        }
    }
}

/// A thing that a renderer asked about: its kind, and 56 bits of a hash of its name.
///
/// Among a million facts two share a number with a chance of one in 100,000.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash)]
pub struct Fact(u64);

impl Fact {
    /// The fact of this kind about the thing of this name.
    pub fn of(kind: Kind, name: &str) -> Fact {
        Fact::with(kind, name_of(name))
    }

    /// The fact of this kind about a thing whose name's hash is known.
    pub fn with(kind: Kind, name: u64) -> Fact {
        Fact((kind as u64) << 56 | name)
    }

    /// A fact that was kept on disk; none where it is of no kind of ours.
    pub fn from_number(number: u64) -> Option<Fact> {
        ((number >> 56) < KINDS.len() as u64).then_some(Fact(number))
    }

    /// The number to keep it by.
    pub fn number(self) -> u64 {
        self.0
    }

    /// What kind of thing it is about.
    pub fn kind(self) -> Kind {
        KINDS[(self.0 >> 56) as usize]
    }

    /// The hash of the name, which facts of all kinds about one thing share.
    pub fn name(self) -> u64 {
        self.0 & (u64::MAX >> 8)
    }
}

/// The hash of a name, as facts have it.
pub fn name_of(name: &str) -> u64 {
    fingerprint_of(name) >> 8
}

/// A picture that a template asked for: its output, the file and how it is made of it.
pub type Picture = (String, (String, images::Plan));

/// What a render asked for.
#[derive(Debug, Default, Clone)]
pub struct Receipt {
    /// What it read, sorted, each once.
    pub reads: Vec<Fact>,
    /// The pictures that it asked for.
    pub pictures: Vec<Picture>,
    /// Whether it depends on what no receipt can hold: the time, chance, another server.
    pub is_unsteady: bool,
}

/// What an output read, each with its fingerprint at that time.
pub type Trace = Box<[(Fact, u64)]>;

thread_local! {
    /// The receipt being written on this thread, if a render is under way.
    ///
    /// Tera calls our functions without any state of ours in hand, and a
    /// component sees only its own arguments, so the receipt cannot travel
    /// through the template. A render stays on the thread it started on.
    static OPEN: RefCell<Option<Receipt>> = const { RefCell::new(None) };
}

/// Runs `render` and returns its result with all that it asked for.
///
/// Calls nest: an inner `record` does not leak into the outer receipt.
pub fn record<T>(render: impl FnOnce() -> T) -> (T, Receipt) {
    let outer = OPEN.replace(Some(Receipt::default()));
    let output = render();
    let mut receipt = OPEN.replace(outer).unwrap_or_default();
    receipt.reads.sort_unstable();
    receipt.reads.dedup();
    (output, receipt)
}

/// Notes that the current render asked about `fact`.
///
/// Outside of a render this does nothing: the catalog may look things up too.
pub fn read(fact: Fact) {
    OPEN.with_borrow_mut(|open| {
        if let Some(receipt) = open {
            receipt.reads.push(fact);
        }
    });
}

/// Notes that the current render asked for a picture.
pub fn want(picture: Picture) {
    OPEN.with_borrow_mut(|open| {
        if let Some(receipt) = open {
            receipt.pictures.push(picture);
        }
    });
}

/// Notes that the current render depends on what no receipt can hold.
pub fn unsteady() {
    OPEN.with_borrow_mut(|open| {
        if let Some(receipt) = open {
            receipt.is_unsteady = true;
        }
    });
}

/// Notes what a shared thing, made before, brings with it besides its fact.
pub fn pass_on(made: &Receipt) {
    if made.is_unsteady {
        unsteady();
    }
    for picture in &made.pictures {
        want(picture.clone());
    }
}

#[cfg(test)]
mod tests;
