//! Places: a line of the page with what stands around it.
//!
//! Here is also what the neighbours of a line are: a paragraph, a picture, an empty frame.
//!
//! Not here: what follows from it (`evidence`).

use crate::import::caption::words;
use crate::import::line::{Class, Line, Shape};
use crate::import::reason::Reason;

/// A line with what stands around it.
#[derive(Debug, Copy, Clone)]
pub(super) struct Place<'a> {
    /// All lines of the page.
    pub(super) lines: &'a [Line],
    /// Which of them it is.
    pub(super) index: usize,
    /// The line itself.
    pub(super) line: &'a Line,
    /// The next line above that is not blank.
    pub(super) above: Option<&'a Line>,
    /// The next line below that is not blank.
    pub(super) below: Option<&'a Line>,
    /// The headline, or nothing.
    pub(super) title: &'a str,
}

impl<'a> Place<'a> {
    /// The place of a line on a page without a headline.
    pub(super) fn at(lines: &'a [Line], index: usize) -> Self {
        let is_shown = |line: &&Line| line.class != Class::Blank;
        Place {
            lines,
            index,
            line: &lines[index],
            above: lines[..index].iter().rfind(is_shown),
            below: lines[index + 1..].iter().find(is_shown),
            title: "",
        }
    }

    /// Whether a paragraph stands anywhere above the line.
    pub(super) fn follows_prose(&self) -> bool {
        self.lines[..self.index].iter().any(is_paragraph)
    }

    /// Whether a paragraph stands anywhere below the line.
    pub(super) fn precedes_prose(&self) -> bool {
        self.lines[self.index + 1..].iter().any(is_paragraph)
    }

    /// Whether the line is a paragraph by its form, and not the first of the page nor right below
    /// where the text was taken from: what stands there is of the source.
    pub(super) fn is_in_the_text(&self) -> bool {
        let is_below_text = self.above.is_some_and(|above| above.class != Class::Source);
        self.line.shape == Shape::Paragraph && is_below_text
    }
}

/// Whether a line is a paragraph of the text, and prose beyond doubt.
pub(super) fn is_paragraph(line: &Line) -> bool {
    line.is_open() && line.is_prose()
}

/// Whether a line is short enough for a caption, and one sentence.
pub(super) fn is_short(line: &Line) -> bool {
    line.length() <= 260 && words::is_one_sentence(&line.text) && !line.text.contains("; ")
}

/// Whether a line stands right under a picture and is not its page's headline: anything in an
/// empty frame, else what starts with somebody.
pub fn stands_under_a_picture(line: &Line, above: &Line) -> bool {
    is_empty_frame(above) || is_picture(above) && words::starts_with_somebody(&line.text)
}

/// Whether a line is what the dump of a page leaves of a picture's frame: the names of its
/// buttons.
pub(super) fn is_empty_frame(line: &Line) -> bool {
    let bare: String = line.text.chars().filter(|c| c.is_alphabetic()).collect();
    line.class == Class::Noise && bare.eq_ignore_ascii_case("leftcenterrightdel")
}

/// Whether a line is a picture, or what is left of one: its name, its file's, an empty address.
pub(super) fn is_picture(line: &Line) -> bool {
    let left = [Reason::ImageFile, Reason::PictureName, Reason::EmbeddedPicture];
    matches!(line.shape, Shape::Image { .. })
        || left.contains(&line.reason)
        || line.class == Class::Noise && line.text.starts_with("![]()")
}
