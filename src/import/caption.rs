//! Captions: the words under a picture, where the picture itself is gone.
//!
//! A credit (`Ảnh: HM`) proves a caption. Without one its look must do: a single
//! short clause that shows somebody doing something, between paragraphs of prose.

use std::sync::LazyLock;

use regex::Regex;

use crate::import::line::{Class, Line, Shape, ends_a_sentence, is_loud, starts_a_block};
use crate::import::noise::{LEXICON, ends_with_credit, fold, is_caption_credit};
use crate::import::reason::Reason;

/// Classes the captions among the open lines.
pub fn mark(lines: &mut [Line], title: Option<usize>) {
    let title_text = title.map(|index| lines[index].text.clone()).unwrap_or_default();
    let shown: Vec<usize> =
        (0..lines.len()).filter(|&index| lines[index].class != Class::Blank).collect();
    for (rank, &index) in shown.iter().enumerate() {
        if !lines[index].is_open() {
            continue;
        }
        let above = rank.checked_sub(1).map(|rank| shown[rank]);
        let below = shown.get(rank + 1).map(|&below| &lines[below]);
        let line = &lines[index];
        if matches!(line.shape, Shape::Table | Shape::Image { .. }) {
            continue;
        }
        let is_caption = line.shape == Shape::Caption
            || above.is_some_and(|above| starts_alike(line, &lines[above]))
            || is_certain(&line.text)
            || is_lone_cell(lines, &shown, rank)
            || title_prefix(&line.text, &title_text).is_some()
            || follows_a_picture(line, above.map(|above| &lines[above]))
            || above.is_some_and(|above| follows_a_print(lines, index, above))
            || above.is_some_and(|above| is_signed_below_a_print(line, &lines[above]))
            || above.is_some_and(|above| says_again(line, &lines[above]))
            || above.is_some_and(|above| stands_below_headline(line, &lines[above], below))
            || above.is_some_and(|above| shows_a_gift(line, &lines[above], below))
            || below.is_some_and(|below| {
                is_caption_credit(&below.text) && is_short(line) && is_credited(line, below)
            })
            || (line.shape == Shape::Paragraph
                && shows_somebody(line, below)
                && above.is_some_and(|above| is_text(&lines[above])));
        if is_caption {
            lines[index].set(Class::Caption, Reason::Caption);
        }
    }
    drop_first_prints(lines, &shown);
    drop_picture_credits(lines, &shown);
    mark_rows(lines, &shown);
    // From the last up: of several in a row the lowest stands above prose.
    for window in shown.windows(3).rev() {
        let [above, line, below] = [0, 1, 2].map(|at| &lines[window[at]]);
        let open = line.is_open() && line.shape == Shape::Paragraph;
        let above_open = above.is_open() || above.class == Class::Caption;
        if open && above_open && stands_between(line, above, below) {
            lines[window[1]].set(Class::Caption, Reason::Caption);
        }
    }
    join_credits(lines);
}

/// Drops the line right above a caption that it says over again with its credit: the name of the
/// picture.
fn drop_first_prints(lines: &mut [Line], shown: &[usize]) {
    for pair in shown.windows(2) {
        let [above, below] = [0, 1].map(|at| &lines[pair[at]]);
        let own = fold(above.text.trim_end_matches(['.', ' ']));
        let again = 30 <= own.chars().count() && fold(&below.text).starts_with(&own);
        let same = fold(below.text.trim_end_matches(['.', ' '])) == own;
        let said = above.is_open() || above.class == Class::Caption && same;
        if said && below.class == Class::Caption && again && is_short(above) {
            lines[pair[0]].set(Class::Noise, Reason::RepeatedLine);
        }
    }
}

/// Drops a line that is nothing but who took the pictures, right beside who wrote the text: below
/// the text it stands under no picture.
fn drop_picture_credits(lines: &mut [Line], shown: &[usize]) {
    for (rank, &index) in shown.iter().enumerate() {
        let near = |at: Option<usize>| at.and_then(|at| shown.get(at)).map(|&at| &lines[at]);
        let (above, below) = (near(rank.checked_sub(1)), near(Some(rank + 1)));
        let signed = [above, below].iter().flatten().any(|line| line.class == Class::Byline);
        let pictured = above.is_some_and(|line| {
            line.class == Class::Caption || matches!(line.shape, Shape::Image { .. })
        });
        let last = !lines[index..].iter().any(|line| line.is_open() && line.is_prose());
        let credit = lines[index].class == Class::Caption && is_caption_credit(&lines[index].text);
        if credit && signed && last && !pictured {
            lines[index].set(Class::Noise, Reason::PictureCredit);
        }
    }
}

/// Classes rows of lines without a blank between them, each a short sentence that starts with
/// those whom a picture shows: a gallery in the midst of the text.
fn mark_rows(lines: &mut [Line], shown: &[usize]) {
    let is_shot = |line: &Line| {
        let titled = LEXICON.degrees.iter().any(|rank| {
            line.text.strip_prefix(rank.as_str()).is_some_and(|rest| rest.starts_with(' '))
        });
        (line.is_open() || line.class == Class::Caption)
            && line.shape == Shape::Paragraph
            && (25..=200).contains(&line.length())
            && is_short(line)
            && !reports(&line.text)
            && !line.text.contains(':')
            && (titled || starts_with_subject(&line.text))
    };
    let rows = shown.chunk_by(|&a, &b| lines[b].tight && is_shot(&lines[a]) && is_shot(&lines[b]));
    let rows: Vec<Vec<usize>> = rows.filter(|row| 2 <= row.len()).map(<[usize]>::to_vec).collect();
    for row in rows {
        let (first, last) = (row[0], row[row.len() - 1]);
        let framed = lines[..first].iter().any(|line| line.is_open() && line.is_prose())
            && lines[last + 1..].iter().any(|line| line.is_open() && line.is_prose());
        if framed {
            row.into_iter().for_each(|at| lines[at].set(Class::Caption, Reason::Caption));
        }
    }
}

/// Whether a line is text that a caption can stand below.
fn is_text(line: &Line) -> bool {
    matches!(
        line.class,
        Class::Body | Class::Caption | Class::Title | Class::Stamp | Class::Byline | Class::Noise
    )
}

/// Whether a line is short enough for a caption, and one sentence.
fn is_short(line: &Line) -> bool {
    let text = without_rank(&line.text);
    line.length() <= 260 && !text.contains(". ") && !text.contains("; ")
}

/// Whether the credit on the line below can be of the picture whose words a line is: below a
/// paragraph with a blank line between it is of a picture without words.
fn is_credited(line: &Line, below: &Line) -> bool {
    !line.is_prose() || below.tight || starts_with_subject(&line.text)
}

/// A text without the rank or degree before its first name: `TS. Vũ Trung Kiên`.
fn without_rank(text: &str) -> &str {
    let cut = |rank: &String| text.strip_prefix(rank.as_str())?.strip_prefix(['.', ' ']);
    LEXICON.degrees.iter().find_map(cut).map_or(text, str::trim_start)
}

/// Whether a line is a caption whatever stands around it.
pub fn is_certain(text: &str) -> bool {
    let length = text.chars().count();
    if is_caption_credit(text) {
        return true;
    }
    if length <= 420 && ends_with_credit(text) {
        return length <= 260 || text.contains("nh:") || text.contains("NH:");
    }
    static SCENE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^\(?(?i:toàn cảnh|quang cảnh|quanh cảnh|khung cảnh|một góc |ảnh:|",
            r"ảnh minh h|ảnh tư liệu|ảnh chụp|hình minh h|chú thích ảnh|trong ảnh)",
        ))
        .expect("the pattern compiles")
    });
    let points = text.contains("Trong ảnh:") || text.contains("Trong ảnh là ");
    length <= 220 && SCENE.is_match(text) && !text.contains(". ") || length <= 320 && points
}

/// Whether a line is the only cell of its row, one short clause beside prose or another caption:
/// so a dump has the frame of a picture. Beside rows with more cells it is of a table.
fn is_lone_cell(lines: &[Line], shown: &[usize], rank: usize) -> bool {
    let line = &lines[shown[rank]];
    let near = |at: Option<usize>| at.and_then(|at| shown.get(at)).map(|&at| &lines[at]);
    let is_frame = |line: &&Line| !line.text.contains(char::is_alphanumeric);
    let above = shown[..rank].iter().rev().map(|&at| &lines[at]).find(|line| !is_frame(line));
    let below = near(Some(rank + 1));
    let framed = |line: Option<&Line>| {
        line.is_some_and(|line| line.is_open() && line.is_prose() && !line.cell)
    };
    let row = |line: Option<&Line>| line.is_some_and(|line| line.text.contains(" | "));
    let captioned = above.is_some_and(|above| above.class == Class::Caption);
    line.cell
        && is_short(line)
        && (25..=260).contains(&line.length())
        && !line.text.ends_with([':', ';', ','])
        && !line.text.starts_with("Điều ")
        && !starts_a_block(&line.text)
        && !is_loud(&line.text)
        && !(ends_a_sentence(&line.text) && reports(&line.text))
        && (framed(above) || framed(below) || captioned)
        && !row(above)
        && !row(below)
}

/// Whether a short line right below the headline printed again ends with the agency that took the
/// picture, behind its full stop: `… tại phiên họp. TTXVN`.
fn is_signed_below_a_print(line: &Line, above: &Line) -> bool {
    static AGENCY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Ll}[.”]\s\(?[\p{Lu}Đ]{3,8}\)?$").expect("the pattern compiles")
    });
    let words = line.text.trim_end_matches(|c: char| c.is_uppercase() || matches!(c, '(' | ')'));
    above.reason == Reason::RepeatedHeadline
        && line.length() <= 260
        && !words.trim_end_matches(['.', ' ']).contains(". ")
        && AGENCY.is_match(&line.text)
}

/// Whether a line is what the dump of a page leaves of a picture's frame.
pub fn is_frame(line: &Line) -> bool {
    let bare: String = line.text.chars().filter(|c| c.is_alphabetic()).collect();
    line.class == Class::Noise && bare.eq_ignore_ascii_case("leftcenterrightdel")
}

/// Whether a short line says again what the paragraph right above it has said, word for word:
/// nobody writes so, but the words under a picture are often taken from there.
fn says_again(line: &Line, above: &Line) -> bool {
    let own = fold(line.text.trim_end_matches(['.', ' ']));
    let fits = is_short(line) && 25 <= own.chars().count() && line.linked == 0;
    fits && above.is_open() && above.is_prose() && fold(&above.text).contains(&own)
}

/// Whether a short line starts as the caption right above it does: pages print the name of a
/// picture, often cut short, above the words below it.
fn starts_alike(line: &Line, above: &Line) -> bool {
    let start = |line: &Line| {
        let bare = fold(&line.text);
        bare.chars().filter(|c| c.is_alphanumeric()).take(ALIKE).collect::<Vec<_>>()
    };
    let (own, other) = (start(line), start(above));
    // A slip of the pen in one of the two does not make them different.
    let differ = own.iter().zip(&other).filter(|(a, b)| a != b).count();
    above.class == Class::Caption
        && line.length() <= 260
        && own.len() == ALIKE
        && other.len() == ALIKE
        && differ <= 2
}

/// How many letters two captions must share at their start to be of one picture.
const ALIKE: usize = 36;

/// Whether a line between headline and lead starts with those whom a picture shows and ends
/// without a mark, as no summary does.
fn stands_below_headline(line: &Line, above: &Line, below: Option<&Line>) -> bool {
    let folded = fold(&line.text);
    let acts = LEXICON.caption_verbs.iter().any(|verb| folded.contains(fold(verb).as_str()));
    matches!(above.class, Class::Title | Class::Stamp)
        && below.is_some_and(|below| below.is_open() && below.is_prose())
        && line.shape == Shape::Paragraph
        && (15..=200).contains(&line.length())
        && !ends_a_sentence(&line.text)
        && (acts && starts_with_subject(&line.text) || is_scene(&line.text))
}

/// Whether a text says who is shown and ends with the occasion: `Các tập thể được khen thưởng
/// tại hội nghị`.
pub fn is_scene(text: &str) -> bool {
    static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:tại|trong) (?:hội nghị|buổi|lễ|đại hội|tọa đàm|toạ đàm|hội thảo|",
            r"chương trình)[\p{L} ]{0,40}$",
        ))
        .expect("the pattern compiles")
    });
    starts_with_subject(text) && OCCASION.is_match(text)
}

/// Whether a text says who is shown and ends with the hour of it, as no headline does: `Phó Chủ
/// tịch UBND huyện trao quà cho người nghèo vào chiều 11/5`.
pub fn tells_when(text: &str) -> bool {
    static WHEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\s(?:vào )?(?:sáng|trưa|chiều|tối|ngày) (?:ngày )?",
            r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?$",
        ))
        .expect("the pattern compiles")
    });
    let folded = fold(text);
    let acts = LEXICON.caption_verbs.iter().any(|verb| folded.contains(fold(verb).as_str()));
    acts && starts_with_subject(text) && !text.contains(':') && WHEN.is_match(text)
}

/// Whether a text starts with those whom a caption shows.
pub fn starts_with_subject(text: &str) -> bool {
    let ranked = without_rank(text);
    let titled = ranked.len() < text.len() && ranked.starts_with(char::is_uppercase);
    titled
        || LEXICON.caption_subjects.iter().any(|start| {
            text.strip_prefix(start.as_str()).is_some_and(|rest| {
                // `Lãnh đạo, chỉ đạo công tác …` heads a part of the text; `Tổng Bí thư, Chủ
                // tịch nước` goes on with another office.
                let more =
                    rest.strip_prefix(", ").is_none_or(|rest| rest.starts_with(char::is_uppercase));
                !rest.starts_with(char::is_alphanumeric) && more
            })
        })
}

/// Whether a line is a picture, or what is left of one: its name, its file's, an empty frame.
pub fn is_picture(line: &Line) -> bool {
    let left = [Reason::ImageFile, Reason::PictureName, Reason::EmbeddedPicture];
    matches!(line.shape, Shape::Image { .. })
        || left.contains(&line.reason)
        || line.class == Class::Noise && line.text.starts_with("![]()")
}

/// Whether a short line stands under a picture or the name of its file.
fn follows_a_picture(line: &Line, above: Option<&Line>) -> bool {
    if above.is_some_and(is_frame) {
        return line.linked == 0 && line.length() <= 260;
    }
    above.is_some_and(is_picture)
        && is_short(line)
        && line.linked == 0
        && line.length() <= 240
        && !(reports(&line.text) && ends_a_sentence(&line.text))
        && !line.text.ends_with(':')
}

/// Whether a short line stands right below the headline printed again between paragraphs: so
/// pages name a picture.
fn follows_a_print(lines: &[Line], index: usize, above: usize) -> bool {
    let line = &lines[index];
    let prose = |line: &Line| line.is_open() && line.is_prose();
    lines[above].reason == Reason::RepeatedHeadline
        && lines[..above].iter().any(prose)
        && lines[index + 1..].iter().any(prose)
        && !line.is_prose()
        && is_short(line)
        && !reports(&line.text)
        && !line.text.ends_with(':')
        // Shorter is the number of a document, or a subheading.
        && 25 <= line.length()
}

/// Whether a short line that is no sentence stands alone between paragraphs and hands something
/// over: `Huyện ủy, UBND huyện trao tặng Đảng bộ bức trướng “Đoàn kết, sáng tạo”`.
fn shows_a_gift(line: &Line, above: &Line, below: Option<&Line>) -> bool {
    let prose = |line: &Line| line.is_open() && line.is_prose();
    line.shape == Shape::Paragraph
        && !line.tight
        && prose(above)
        && below.is_some_and(prose)
        && (40..=220).contains(&line.length())
        && is_short(line)
        && !ends_with_a_stop(&line.text)
        && !line.text.contains(": ")
        && !reports(&line.text)
        && hands_over(&line.text)
}

/// Whether a text says that somebody hands something over, or stands for a picture.
pub fn hands_over(text: &str) -> bool {
    static GIFT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\p{L}\s(?:trao tặng|tặng hoa|trao hoa|tặng quà|trao quà|trao bằng|trao giấy|",
            r"trao cờ|trao thưởng|trao giải|trao quyết định|trao kỷ niệm chương|trao huy hiệu|chụp ảnh|",
            r"ra mắt|cắt băng|bấm nút|thả bóng|dâng hoa|dâng hương)\b",
        ))
        .expect("the pattern compiles")
    });
    GIFT.is_match(text)
}

/// Whether a text ends as a sentence or a list does; words in quotation marks at its end do not.
fn ends_with_a_stop(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…', ';', ':', ','])
}

/// Whether a line uses a word of reporting, as prose does and captions do not.
fn reports(text: &str) -> bool {
    // Those who `được nhận` or `được khen thưởng` are shown.
    let folded = fold(text).replace("được nhận", "nhận").replace("được khen", "khen");
    let folded = folded.replace("ân cần", "");
    LEXICON.reporting.iter().any(|word| folded.contains(word.as_str()))
}

/// Whether a line that starts with somebody and ends without a mark stands between
/// paragraphs, or below another caption: there no sentence does.
fn stands_between(line: &Line, above: &Line, below: &Line) -> bool {
    let subject = |line: &Line| starts_with_subject(&line.text);
    let unended = |line: &Line| {
        let clause = !without_rank(&line.text).contains(". ") && !line.text.contains(": ");
        let ends = ends_a_sentence(&line.text) || line.text.ends_with(',');
        clause && !ends && (15..=180).contains(&line.length())
    };
    let prose = |line: &Line| line.is_open() && line.is_prose();
    // The line above may be one more of them, which is judged next.
    let more = above.class == Class::Caption || subject(above) && unended(above);
    let framed = (prose(above) || more) && (prose(below) || below.class == Class::Caption);
    framed && subject(line) && unended(line)
}

/// Whether a line shows somebody doing something, as the words under a picture do.
fn shows_somebody(line: &Line, below: Option<&Line>) -> bool {
    static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(?:sinh hoạt (?:cùng|với|tại) (?:các )?chi bộ[^.;:]{0,60}[\s.]*$|",
            r"(?:trong giờ|trong ca|trên công trường|tại xưởng|bên vườn|bên mô hình)",
            r"[^.;:]{0,60}[\s.]*$|(?:tặng quà|trao quà|trao tặng|trao bằng khen|trao giấy khen|",
            r"trao quyết định|trao khen thưởng|trao thưởng|trao cờ|nhận bằng khen|nhận giấy khen|",
            r"trao kỷ niệm chương|trao huy hiệu|dâng hương|chụp ảnh)",
            r"[^.;:]{0,110}[\s.]*$|nhận quà[^.;:]{0,70}[\s.]*$|",
            r"(?:dự|chủ trì)[^.;:]{0,40}(?:tại|ở) điểm cầu[^.;:]{0,40}[\s.]*$|",
            r"(?:phát biểu|kết luận|trao|tặng|chụp ảnh|trình bày|báo cáo|tham luận|",
            r"thăm)[^.;:]{0,80}(?:hội nghị|hội thảo|tọa đàm|toạ đàm|buổi làm việc|",
            r"buổi lễ|buổi họp mặt|họp mặt|gặp mặt|lễ \p{L}[^.]{0,40}|",
            r"đại hội|kỳ họp|phiên họp|cuộc họp|chương trình|",
            r"buổi gặp mặt|diễn đàn|buổi giám sát|buổi kiểm tra|lớp [^.]{0,40}|ngày hội|",
            r"lưu niệm[^.]{0,40})[\s.]*$)",
        ))
        .expect("the pattern compiles")
    });
    // `(bên trái)`, `đứng thứ hai từ trái sang`: only a picture has sides.
    static SIDE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\((?:(?:thứ|người|đứng|ngồi|hàng|áo|ngoài)[\p{L}\d ,]{0,30}|",
            r"bên (?:trái|phải)|(?:ở )?giữa)\)|từ (?:trái|phải) (?:sang|qua)",
        ))
        .expect("the pattern compiles")
    });
    let text = &line.text;
    let sides = SIDE.is_match(&without_weekdays(text));
    if sides && line.length() <= 400 && !without_rank(text).contains(". ") {
        return true;
    }
    // Two who are shown may be parted by a semicolon, where the line is no sentence.
    let two = line.text.contains("; ") && !line.text.contains(". ") && !ends_a_sentence(text);
    let fits = (is_short(line) || two) && line.length() <= 230 && 15 <= line.length();
    if !fits || text.contains(':') || below.is_none() && ends_a_sentence(text) {
        return false;
    }
    if sides {
        return true;
    }
    if reports(text) {
        return false;
    }
    if has_the_form_of_a_shot(line) {
        return true;
    }
    let starts = |list: &[String]| {
        list.iter().any(|start| {
            text.strip_prefix(start.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    let folded = fold(text);
    let acts = LEXICON.caption_verbs.iter().any(|verb| folded.contains(fold(verb).as_str()));
    match ends_a_sentence(text) {
        false => (starts(&LEXICON.caption_subjects) || starts(&LEXICON.caption_starts)) && acts,
        true => {
            let scene = line.length() <= 70 && starts(&LEXICON.caption_starts);
            // A paragraph of one short clause between long ones is no prose.
            let clause = line.length() <= 80
                && !text.contains(',')
                && below.is_some_and(Line::is_prose)
                && starts(&LEXICON.caption_subjects)
                && acts;
            let shown = clause || starts(&LEXICON.caption_subjects) && OCCASION.is_match(text);
            (scene || shown || is_seen(line, below)) && !text.ends_with(['!', '?', '…'])
        }
    }
}

/// Whether a short paragraph above prose is one sentence that shows a deed in the present, and has
/// none of the words that tie the sentences of a text to one another.
fn is_seen(line: &Line, below: Option<&Line>) -> bool {
    let folded = format!(" {} ", fold(&line.text).replace(',', " ,"));
    let has = |words: &[String]| words.iter().any(|words| folded.contains(words.as_str()));
    line.length() <= 200
        && below.is_some_and(Line::is_prose)
        && starts_with_subject(&line.text)
        && has(&LEXICON.caption_deeds)
        && !has(&LEXICON.of_prose)
}

/// A text without the weekdays in brackets behind its days: `ngày 5/6 (thứ Năm)`.
fn without_weekdays(text: &str) -> String {
    static WEEKDAYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)(\d)\s*\((?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)",
            r"(?:\s*(?:,|và|-|–|đến)\s*)?)+\)",
        ))
        .expect("the pattern compiles")
    });
    WEEKDAYS.replace_all(text, "$1").into_owned()
}

/// Whether a line is one of the forms that only captions have: `Ban Chấp hành khóa VIII ra mắt
/// Đại hội`, `Mô hình … của ông Ngô Thanh Hằng …`, `03 chi đoàn ký giao ước`.
fn has_the_form_of_a_shot(line: &Line) -> bool {
    static SHOWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:BCH|BTV|BCĐ|Ban|Cấp ủy|Chi ủy|Đảng ủy|Ủy ban)\s[^.;]{4,120} ra mắt[^.;]{0,40}$|",
            r"^(?:Mô hình|Vườn|Trang trại|Khu vườn|Đàn|Ngôi nhà|Cơ sở)\s[^.;:]{0,60}của (?:ông|bà|",
            r"anh|chị|gia đình|hộ)\s[^.;:]{4,100}\.?$|",
            r"^(?:Hội nghị|Buổi|Phiên)[^.;:]{3,100} tại điểm cầu[^.;:]{2,60}$|",
            r"^(?:Tại đ|Các đ|Đ)iểm cầu\s[^.;:,]{4,80}$|",
            r"^\d{1,3} (?:chi đoàn|chi bộ|đơn vị|đội|tập thể|cá nhân|bên|học sinh|hộ)\s[^.;:]{4,60}$",
        ))
        .expect("the pattern compiles")
    });
    line.length() <= 170 && SHOWN.is_match(&line.text)
}

/// How many bytes of a line are the headline and `ảnh 1`, as galleries name their pictures, or the
/// headline alone before those who are shown.
pub fn title_prefix(text: &str, title: &str) -> Option<usize> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*[-–:.|(]*\s*(?i:ảnh|hình|hình ảnh|photo)\s*(?:số\s*)?\d{1,3}\)?")
            .expect("the pattern compiles")
    });
    let n = title.chars().count();
    if n < 10 || text.chars().count() < n {
        return None;
    }
    let end = text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    if fold(&text[..end]) != fold(title) {
        return None;
    }
    let rest = text[end..].trim_start();
    // `Xã đón chuẩn nông thôn mới Lãnh đạo huyện trao bằng công nhận.`
    let shown = 25 <= n
        && text[end..].starts_with(' ')
        && starts_with_subject(rest)
        && (15..=220).contains(&rest.chars().count())
        && !rest.trim_end_matches('.').contains(". ");
    let number = NUMBER.find(&text[end..]).map(|number| end + number.end());
    number.or(shown.then_some(text.len() - rest.len()))
}

/// Joins a line that is nothing but a credit to the caption above it.
fn join_credits(lines: &mut [Line]) {
    let mut last: Option<usize> = None;
    for index in 0..lines.len() {
        if lines[index].class == Class::Blank {
            continue;
        }
        if lines[index].class == Class::Caption
            && is_caption_credit(&lines[index].text)
            && let Some(above) = last
            && lines[above].class == Class::Caption
        {
            let credit = lines[index].text.clone();
            let markdown = lines[index].markdown.clone();
            let caption = &mut lines[above];
            if let Some(own) = &mut caption.markdown {
                own.push(' ');
                own.push_str(&markdown.unwrap_or_else(|| crate::import::markdown::escape(&credit)));
            }
            caption.text.push(' ');
            caption.text.push_str(&credit);
            lines[index].set(Class::Blank, Reason::Unjudged);
            continue;
        }
        last = Some(index);
    }
}
