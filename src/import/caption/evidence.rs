//! Evidence: what proves that a line is a caption, by the line and what stands around it.
//!
//! The table [`EVIDENCE`] has all of it, the surest first. One piece is enough, so the order
//! changes nothing; it says which to trust, and where a new one belongs. The functions stand in
//! the order of the table.
//!
//! Not here: what more lines tell together (`passes`), what a text says (`words`).

use std::sync::LazyLock;

use regex::Regex;

use crate::import::caption::place::{Place, is_empty_frame, is_paragraph, is_picture, is_short};
use crate::import::caption::words;
use crate::import::line::{Class, Line, Shape, ends_a_sentence, is_loud, starts_a_block};
use crate::import::noise::{fold, is_caption_credit};
use crate::import::reason::Reason;

/// A piece of evidence: its name, and whether the line at a place has it.
type Evidence = (&'static str, fn(&Place) -> bool);

/// All pieces of evidence, the surest first.
pub(super) const EVIDENCE: [Evidence; 19] = [
    // What the page says.
    ("marked by the page", is_marked),
    // What the line says of its picture.
    ("a credit or a label", is_credited_or_labelled),
    ("the headline with a number or somebody behind it", starts_with_the_headline),
    ("sides of a picture", names_sides),
    // What stands beside it.
    ("below an empty frame", is_below_an_empty_frame),
    ("below a picture", is_below_a_picture),
    ("above its credit", is_above_its_credit),
    ("the start of the caption above", starts_as_the_caption_above),
    ("words of the paragraph above", repeats_the_paragraph_above),
    ("an agency below a second print of the headline", is_signed_below_a_print),
    ("below a second print of the headline", is_named_below_a_print),
    ("the only cell of a row", is_a_lone_cell),
    // What it shows, where no sentence of the text stands.
    ("a form that only captions have", has_the_form_of_a_caption),
    ("somebody below the headline", shows_somebody_below_the_headline),
    ("a ceremony between paragraphs", shows_a_ceremony),
    ("somebody who does something, without a stop", shows_somebody_without_a_stop),
    // What it shows, although it is a sentence.
    ("a short sentence", is_a_short_sentence),
    ("a sentence that ends with an occasion", ends_with_an_occasion),
    ("a deed in the present", shows_a_deed),
];

/// The name of the surest evidence that the line at a place is a caption, if there is any.
pub(super) fn surest(place: &Place) -> Option<&'static str> {
    EVIDENCE.iter().find(|(_, holds)| holds(place)).map(|&(name, _)| name)
}

/// Whether the saved page has marked the line as a caption.
fn is_marked(place: &Place) -> bool {
    place.line.shape == Shape::Caption
}

/// Whether the line has a credit, or a word that only captions have.
fn is_credited_or_labelled(place: &Place) -> bool {
    words::is_certain(&place.line.text)
}

/// Whether the line is the headline with the number of a picture behind it, or with those who are
/// shown.
fn starts_with_the_headline(place: &Place) -> bool {
    words::title_prefix(&place.line.text, place.title).is_some()
}

/// Whether the line says who is on which side, however many those are.
fn names_sides(place: &Place) -> bool {
    let text = &place.line.text;
    let fits = place.line.length() <= 400 && words::is_one_sentence(text);
    fits && place.is_in_the_text() && words::names_sides(text)
}

/// Whether the line stands under what is left of a picture's frame.
fn is_below_an_empty_frame(place: &Place) -> bool {
    let fits = place.line.linked == 0 && place.line.length() <= 260;
    fits && place.above.is_some_and(is_empty_frame)
}

/// Whether the line is short and stands under a picture or the name of its file.
fn is_below_a_picture(place: &Place) -> bool {
    let line = place.line;
    place.above.is_some_and(is_picture)
        && is_short(line)
        && line.linked == 0
        && line.length() <= 240
        && !(words::reports(&line.text) && ends_a_sentence(&line.text))
        && !line.text.ends_with(':')
}

/// Whether the line below is nothing but the credit of the picture. Below a paragraph with a
/// blank line between it is of a picture without words.
fn is_above_its_credit(place: &Place) -> bool {
    let line = place.line;
    let is_its_own =
        |below: &Line| !line.is_prose() || below.tight || words::starts_with_somebody(&line.text);
    let credit = place.below.filter(|below| is_caption_credit(&below.text));
    is_short(line) && credit.is_some_and(is_its_own)
}

/// How many letters two captions must share at their start to be of one picture.
const ALIKE: usize = 36;

/// Whether the line starts as the caption right above it does: pages print the name of a picture,
/// often cut short, above the words below it.
fn starts_as_the_caption_above(place: &Place) -> bool {
    let start = |line: &Line| {
        let bare = fold(&line.text);
        bare.chars().filter(|c| c.is_alphanumeric()).take(ALIKE).collect::<Vec<_>>()
    };
    let Some(above) = place.above.filter(|above| above.class == Class::Caption) else {
        return false;
    };
    let (own, other) = (start(place.line), start(above));
    // A slip of the pen in one of the two does not make them different.
    let differ = own.iter().zip(&other).filter(|(a, b)| a != b).count();
    place.line.length() <= 260 && own.len() == ALIKE && other.len() == ALIKE && differ <= 2
}

/// Whether the line is short and says again what the paragraph right above it has said, word for
/// word: nobody writes so, but the words under a picture are often taken from there.
fn repeats_the_paragraph_above(place: &Place) -> bool {
    let line = place.line;
    let own = fold(line.text.trim_end_matches(['.', ' ']));
    let fits = is_short(line) && 25 <= own.chars().count() && line.linked == 0;
    fits && place.above.is_some_and(|above| is_paragraph(above) && fold(&above.text).contains(&own))
}

/// Whether the line stands right below the headline printed again.
fn is_right_below_a_print(place: &Place) -> bool {
    place.above.is_some_and(|above| above.reason == Reason::RepeatedHeadline)
}

/// Whether the line is short, stands right below the headline printed again and ends with the
/// agency that took the picture, behind its full stop: `… tại phiên họp. TTXVN`.
fn is_signed_below_a_print(place: &Place) -> bool {
    static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Ll}[.”]\s\(?[\p{Lu}Đ]{3,8}\)?$").expect("the pattern compiles")
    });
    let text = &place.line.text;
    let words = text.trim_end_matches(|c: char| c.is_uppercase() || matches!(c, '(' | ')'));
    is_right_below_a_print(place)
        && place.line.length() <= 260
        && !words.trim_end_matches(['.', ' ']).contains(". ")
        && AGENCY.is_match(text)
}

/// Whether the line is short and stands right below the headline printed again between
/// paragraphs: so pages name a picture.
fn is_named_below_a_print(place: &Place) -> bool {
    let line = place.line;
    is_right_below_a_print(place)
        && place.follows_prose()
        && place.precedes_prose()
        && !line.is_prose()
        && is_short(line)
        && !words::reports(&line.text)
        && !line.text.ends_with(':')
        // Shorter is the number of a document, or a subheading.
        && 25 <= line.length()
}

/// Whether the line is the only cell of its row, one short clause beside prose or another caption:
/// so a dump has the frame of a picture. Beside rows with more cells it is of a table.
fn is_a_lone_cell(place: &Place) -> bool {
    let (line, text) = (place.line, &place.line.text);
    let is_clause = (25..=260).contains(&line.length())
        && is_short(line)
        && !text.ends_with([':', ';', ','])
        && !text.starts_with("Điều ")
        && !starts_a_block(text)
        && !is_loud(text)
        && !(ends_a_sentence(text) && words::reports(text));
    if !line.cell || !is_clause {
        return false;
    }
    // Rows of lines and points are the frame itself.
    let has_words = |line: &&Line| line.text.contains(char::is_alphanumeric);
    let shown = place.lines[..place.index].iter().rev().filter(|line| line.class != Class::Blank);
    let above = shown.clone().find(has_words);
    let is_text = |line: &Line| is_paragraph(line) && !line.cell;
    let is_row = |line: &Line| line.text.contains(" | ");
    let is_beside_text = above.is_some_and(is_text) || place.below.is_some_and(is_text);
    let is_captioned = above.is_some_and(|above| above.class == Class::Caption);
    let is_of_a_table = above.is_some_and(is_row) || place.below.is_some_and(is_row);
    (is_beside_text || is_captioned) && !is_of_a_table
}

/// Whether the line could show somebody, wherever it stands in the text: one sentence that reports
/// nothing. The last line of a page that ends with a full stop is rather the last word of its text.
fn could_show_somebody(place: &Place) -> bool {
    let (line, text) = (place.line, &place.line.text);
    let ended = ends_a_sentence(text);
    // Two who are shown may be parted by a semicolon, where the line is no sentence.
    let two = text.contains("; ") && !text.contains(". ") && !ended;
    place.is_in_the_text()
        && (15..=230).contains(&line.length())
        && (is_short(line) || two)
        && !text.contains(':')
        && !(ended && place.below.is_none())
        && !words::reports(text)
}

/// Whether the line has one of the forms that only captions have.
fn has_the_form_of_a_caption(place: &Place) -> bool {
    let fits = place.line.length() <= 170 && could_show_somebody(place);
    fits && words::has_the_form_of_a_caption(&place.line.text)
}

/// Whether the line between headline and lead starts with those whom a picture shows and ends
/// without a mark, as no summary does.
fn shows_somebody_below_the_headline(place: &Place) -> bool {
    let (line, text) = (place.line, &place.line.text);
    let is_head = |above: &Line| matches!(above.class, Class::Title | Class::Stamp);
    place.above.is_some_and(is_head)
        && place.below.is_some_and(is_paragraph)
        && line.shape == Shape::Paragraph
        && (15..=200).contains(&line.length())
        && !ends_a_sentence(text)
        && words::starts_with_somebody(text)
        && (words::says_what_they_do(text) || words::is_scene(text))
}

/// Whether the line is short and no sentence, stands alone between paragraphs and hands something
/// over: `Huyện ủy, UBND huyện trao tặng Đảng bộ bức trướng “Đoàn kết, sáng tạo”`.
fn shows_a_ceremony(place: &Place) -> bool {
    let (line, text) = (place.line, &place.line.text);
    line.shape == Shape::Paragraph
        && !line.tight
        && place.above.is_some_and(is_paragraph)
        && place.below.is_some_and(is_paragraph)
        && (40..=220).contains(&line.length())
        && is_short(line)
        && !words::ends_with_a_stop(text)
        && !text.contains(": ")
        && !words::reports(text)
        && words::hands_over(text)
}

/// Whether the line starts with somebody or a scene, says what is done and ends without a mark.
fn shows_somebody_without_a_stop(place: &Place) -> bool {
    let text = &place.line.text;
    !ends_a_sentence(text)
        && could_show_somebody(place)
        && (words::starts_with_a_subject(text) || words::starts_as_a_scene(text))
        && words::says_what_they_do(text)
}

/// Whether the line is a sentence so short that no paragraph is: it names a scene, or says in one
/// clause above a paragraph what somebody does.
fn is_a_short_sentence(place: &Place) -> bool {
    let (line, text) = (place.line, &place.line.text);
    let scene = line.length() <= 70 && words::starts_as_a_scene(text);
    let clause = line.length() <= 80
        && !text.contains(',')
        && place.below.is_some_and(Line::is_prose)
        && words::starts_with_a_subject(text)
        && words::says_what_they_do(text);
    (scene || clause) && words::is_a_statement(text) && could_show_somebody(place)
}

/// Whether the line is a sentence that starts with somebody and ends with the occasion.
fn ends_with_an_occasion(place: &Place) -> bool {
    let text = &place.line.text;
    words::is_a_statement(text)
        && could_show_somebody(place)
        && words::starts_with_a_subject(text)
        && words::ends_with_an_occasion(text)
}

/// Whether the line above a paragraph is one sentence that shows somebody's deed in the present.
fn shows_a_deed(place: &Place) -> bool {
    let (line, text) = (place.line, &place.line.text);
    line.length() <= 200
        && place.below.is_some_and(Line::is_prose)
        && words::is_a_statement(text)
        && could_show_somebody(place)
        && words::starts_with_somebody(text)
        && words::shows_a_deed(text)
}
