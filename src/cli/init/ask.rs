//! The questions that `init` asks a person.

use std::fmt;
use std::io::{self, BufRead, Write};

/// What flags answered beforehand.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Given {
    /// Where the site will stand.
    pub base_url: Option<String>,
    /// Whether Sass is compiled.
    pub sass: Option<bool>,
    /// Whether code is highlighted.
    pub highlight: Option<bool>,
    /// Whether a search index is built.
    pub search: Option<bool>,
}

/// All answers.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Answers {
    /// Where the site will stand, without a slash at its end.
    pub base_url: String,
    /// Whether Sass is compiled.
    pub sass: bool,
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether a search index is built.
    pub search: bool,
}

/// Why there are no answers.
#[derive(Debug)]
pub enum Error {
    /// The address is none.
    BadUrl(String),
    /// The terminal cannot be read or written.
    Terminal(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::BadUrl(url) => {
                write!(out, "`{url}` is no base URL; write one such as https://example.org")
            }
            Error::Terminal(error) => write!(out, "cannot ask: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Terminal(error)
    }
}

/// The address of a site that is not placed yet.
const BASE_URL: &str = "https://example.org";

/// Asks what was not given; an empty line, or the end of the input, takes what is proposed.
///
/// # Errors
/// When a given address is none, or the terminal fails.
pub fn answers(
    given: Given,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<Answers, Error> {
    let base_url = match given.base_url {
        Some(url) if is_base_url(&url) => url,
        Some(url) => return Err(Error::BadUrl(url)),
        None => ask_url(input, output)?,
    };
    let base_url = base_url.trim_end_matches('/').to_string();
    let mut choose = |given: Option<bool>, question: &str, proposed: bool| match given {
        Some(answer) => Ok(answer),
        None => ask_choice(question, proposed, input, output),
    };
    Ok(Answers {
        base_url,
        sass: choose(given.sass, "Compile Sass?", true)?,
        highlight: choose(given.highlight, "Highlight code?", false)?,
        search: choose(given.search, "Build a search index?", true)?,
    })
}

/// Whether a site can stand at an address.
fn is_base_url(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let is_clean = |c: char| !c.is_whitespace() && !c.is_control() && c != '"' && c != '\\';
    host.is_some_and(|host| !host.trim_matches('/').is_empty() && host.chars().all(is_clean))
}

/// Asks for the address until one is given.
fn ask_url(input: &mut impl BufRead, output: &mut impl Write) -> Result<String, Error> {
    loop {
        let url = line(&format!("Where will the site stand? ({BASE_URL}) "), input, output)?;
        match url.as_str() {
            "" => return Ok(BASE_URL.to_string()),
            url if is_base_url(url) => return Ok(url.to_string()),
            url => writeln!(output, "{}", Error::BadUrl(url.to_string()))?,
        }
    }
}

/// Asks for yes or no until one is given.
fn ask_choice(
    question: &str,
    proposed: bool,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<bool, Error> {
    let choices = if proposed { "[Y/n]" } else { "[y/N]" };
    loop {
        match line(&format!("{question} {choices} "), input, output)?.to_lowercase().as_str() {
            "" => return Ok(proposed),
            "y" | "yes" => return Ok(true),
            "n" | "no" => return Ok(false),
            _ => writeln!(output, "answer y or n")?,
        }
    }
}

/// Asks for a line; an empty one at the end of the input.
fn line(
    question: &str,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<String, Error> {
    write!(output, "{question}")?;
    output.flush()?;
    let mut answer = String::new();
    input.read_line(&mut answer)?;
    Ok(answer.trim().to_string())
}

#[cfg(test)]
mod tests;
