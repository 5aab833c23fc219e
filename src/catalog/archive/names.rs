//! Names of bodies: when two names mean one body, and what a name says of the body above.
//!
//! A committee's name is built like an address: `Ban Thường vụ Đảng ủy Khối X` is the
//! standing board of `Đảng ủy Khối X`. That much can be read off a name without
//! knowing the body; which organs and which heads there are is data of the profile.
//!
//! Not here: finding names in prose (`cite`).

use crate::cite::{self, Form, Institutions, Profile};

/// What the archive needs to know of an institution and of how its language writes numbers
/// and names. The citation profile implements it.
pub trait Names: Sync {
    /// The canonical key of a number as a person writes it; none if it is not a number.
    fn directive_key(&self, written: &str) -> Option<String>;
    /// How a canonical key is shown: `16-CT/TTg` as `16/CT-TTg`.
    fn display(&self, key: &str) -> String;
    /// The canonical full name of a body as a person writes it.
    fn committee_name(&self, written: &str) -> String;
    /// The body that everybody means by a name or an abbreviation: `Chính phủ` by `CP`.
    fn listed_body(&self, written: &str) -> Option<String>;
    /// A form in which spellings of one name are equal; marks stay.
    fn fold(&self, text: &str) -> String;
    /// What bodies are to one another, and within what a number is used once.
    fn institutions(&self) -> &Institutions;
    /// What speaks against a type of document as a person writes it, beside the code that its
    /// number holds.
    fn doubt_type(&self, written: &str, code: Option<&str>) -> Option<TypeDoubt>;
}

/// What speaks against a type of document.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum TypeDoubt {
    /// There is none of this name; those that there are.
    Unknown(Vec<String>),
    /// Its numbers have another code than this one, which those types have.
    OfAnotherCode(String, Vec<String>),
}

/// The body for which a folded name speaks: its organs and its organisation are one issuer.
pub fn root(folded: &str, own: &Institutions) -> String {
    let mut name = folded;
    while let Some(rest) = own.speakers.iter().find_map(|organ| name.strip_prefix(&**organ)) {
        name = rest;
    }
    for (organisation, committee) in &own.led_by {
        match name.strip_prefix(&**organisation) {
            Some(rest) if rest.is_empty() || rest.starts_with(' ') => {
                return format!("{committee}{rest}");
            }
            _ => {}
        }
    }
    name.to_string()
}

/// Whether every place has a body of this root name.
pub fn is_bare(root: &str, own: &Institutions) -> bool {
    own.everywhere.contains(root)
}

/// The name of the body above, if a folded name shows it: the part that begins with a leading
/// body, or the central body behind one of its organs.
pub fn above<'a>(folded: &'a str, own: &'a Institutions) -> Option<&'a str> {
    let heads = own.leaders.iter().filter_map(|head| folded.rfind(&**head));
    let inner = heads.min().map(|at| &folded[at + 1..]);
    inner.or_else(|| {
        let organ = folded.strip_suffix(&*own.centre).filter(|_| !own.centre.is_empty())?;
        // What an organ's name begins with ends in a blank, which the name itself may not have.
        let begins = |start: &String| organ.starts_with(&**start) || organ == start.trim_end();
        let is_organ = own.central_organs.iter().any(begins);
        own.central.first().filter(|_| is_organ).map(String::as_str)
    })
}

impl Names for Profile {
    fn directive_key(&self, written: &str) -> Option<String> {
        let canonical = cite::canonical_key(written, self)?;
        (canonical.form == Form::Full).then_some(canonical.key)
    }

    fn display(&self, key: &str) -> String {
        cite::display(key, self)
    }

    fn committee_name(&self, written: &str) -> String {
        cite::committee_name(written, self)
    }

    fn listed_body(&self, written: &str) -> Option<String> {
        cite::listed_body(written, self)
    }

    fn fold(&self, text: &str) -> String {
        cite::fold(text)
    }

    fn institutions(&self) -> &Institutions {
        Profile::institutions(self)
    }

    fn doubt_type(&self, written: &str, code: Option<&str>) -> Option<TypeDoubt> {
        let folded = cite::fold(written);
        let types: Vec<(&str, &[String])> = self.document_types().collect();
        let mut own = types.iter().filter(|(name, _)| cite::fold(name) == folded).peekable();
        if own.peek().is_none() {
            let names = types.iter().map(|(name, _)| name.to_string()).collect();
            return Some(TypeDoubt::Unknown(names));
        }
        let code = code?;
        let code_folded = self.fold_code(code);
        let holds = |codes: &[String]| codes.iter().any(|code| *code == code_folded);
        // A type whose numbers have no code is known by its name alone.
        if own.any(|(_, codes)| codes.is_empty() || holds(codes)) {
            return None;
        }
        let others = types.iter().filter(|(_, codes)| holds(codes));
        let others: Vec<String> = others.map(|(name, _)| name.to_string()).collect();
        (!others.is_empty()).then(|| TypeDoubt::OfAnotherCode(code.to_string(), others))
    }
}

#[cfg(test)]
mod tests;
