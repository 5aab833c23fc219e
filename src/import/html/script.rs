//! Raised and lowered figures: `10<sup>6</sup>` is not 106.
//!
//! They are written with the letters that Unicode has for them, so that they stay what they are in
//! a text, in a quotation and in what is searched. Words are left as they are: `1<sup>st</sup>`
//! loses nothing.

/// How figures stand to their line.
#[derive(Debug, Copy, Clone, Eq, PartialEq)]
pub enum Script {
    /// Above it, as in m².
    Raised,
    /// Below it, as in CO₂.
    Lowered,
}

/// The script that an element's name stands for.
pub fn of(name: &str) -> Option<Script> {
    match name {
        "sup" => Some(Script::Raised),
        "sub" => Some(Script::Lowered),
        _ => None,
    }
}

/// Raises or lowers a text of figures; none where a letter of it has no such form.
///
/// Brackets around the number of a note (`[1]`) go: nothing raised looks like them.
pub fn shift(text: &str, script: Script) -> Option<String> {
    let inner = text.trim();
    let inner = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(inner);
    let one = match script {
        Script::Raised => raised,
        Script::Lowered => lowered,
    };
    inner.chars().map(one).collect()
}

/// A raised letter.
fn raised(c: char) -> Option<char> {
    Some(match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32('⁰' as u32 + c.to_digit(10)?)?,
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        ',' | ' ' => c,
        _ => return None,
    })
}

/// A lowered letter.
fn lowered(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + c.to_digit(10)?)?,
        '+' => '₊',
        '-' | '−' | '–' => '₋',
        '(' => '₍',
        ')' => '₎',
        _ => return None,
    })
}
