//! How the words of a language get into an elasticlunr index.
//!
//! The script that searches knows three steps by name, all made for English, and
//! fails on any other. An index of a language without a plug-in of its own
//! therefore names no step: a searched word is split off and put in small letters
//! there, and the words here are made to meet it.

use elasticlunr::{Language, Pipeline, lang};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest run of Chinese or Japanese letters that can be searched at once.
///
/// Most words of both languages have one or two letters, and each further
/// letter adds as many tokens as the text has letters.
const LONGEST_RUN: usize = 3;

/// Finds the words of a language by its code.
pub fn of(code: &str) -> Box<dyn Language> {
    let primary = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
    let known = match primary.as_str() {
        "nl" => "du",
        "nb" | "nn" => "no",
        other => other,
    };
    lang::from_code(known).unwrap_or_else(|| Box::new(Words { code: primary }))
}

/// Splits a path at blanks, hyphens and slashes.
pub fn path_words(path: &str) -> Vec<String> {
    let words = path.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// A language whose words are indexed as they stand.
struct Words {
    /// Its code, without script and region.
    code: String,
}

impl Language for Words {
    fn name(&self) -> String {
        self.code.clone()
    }

    fn code(&self) -> String {
        self.code.clone()
    }

    fn tokenize(&self, text: &str) -> Vec<String> {
        match self.code.as_str() {
            "vi" => words(text).flat_map(with_and_without_marks).collect(),
            "zh" | "ja" => words(text).flat_map(|word| runs(&word)).collect(),
            _ => words(text).collect(),
        }
    }

    fn make_pipeline(&self) -> Pipeline {
        Pipeline { queue: Vec::new() }
    }
}

/// Splits text where the searching script does, and drops the marks around words.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '-');
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(|word| word.nfc().collect::<String>().to_lowercase())
}

/// A Vietnamese word, and the same as it is typed in haste: `đảng` and `dang`.
fn with_and_without_marks(word: String) -> Vec<String> {
    let bare: String = word.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let bare = bare.replace('đ', "d");
    if bare == word { vec![word] } else { vec![word, bare] }
}

/// All short runs of Chinese and Japanese letters; what stands between them stays whole.
fn runs(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut runs = Vec::new();
    for part in letters.chunk_by(|a, b| is_unspaced(*a) == is_unspaced(*b)) {
        if !is_unspaced(part[0]) {
            runs.extend(words(&part.iter().collect::<String>()));
            continue;
        }
        for start in 0..part.len() {
            let ends = start + 1..=(start + LONGEST_RUN).min(part.len());
            runs.extend(ends.map(|end| part[start..end].iter().collect::<String>()));
        }
    }
    runs
}

/// Whether a letter belongs to a script that writes no blanks between words.
fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
