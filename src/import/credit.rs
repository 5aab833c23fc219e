//! Credits: who wrote an article, where it was taken from, which place it speaks from.
//!
//! Each function reads one line or one text by itself; where on the page a credit
//! may stand is for `recognise` to say.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::import::line::is_outline_heading;
use crate::import::noise::{LEXICON, fold};

/// What a line of credit says.
#[derive(Debug, Default, Clone, Eq, PartialEq)]
pub struct Credit {
    /// Persons or offices that wrote it.
    pub authors: Vec<String>,
    /// Where it was taken from.
    pub source: Option<String>,
    /// Whether the line says so in words (`Tác giả:`), not by its place alone.
    pub stated: bool,
    /// Whether it names who put the text on the page, not who wrote it.
    pub posted: bool,
}

/// Compiles a built-in pattern.
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the built-in patterns compile")
}

/// The part of a pattern that fits any of some words.
fn any_of(words: &[String]) -> String {
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}

/// Reads a line as a credit; none if it is anything else.
pub fn read(text: &str) -> Option<Credit> {
    static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            concat!(
                r"(?i)^[\s(\[*]*(?:{})\s*(?:[:：]|\s[-–]\s)\s*(.+?)[)\]]?[\s.;]*$|",
                r"^(?:(?:được )?(?:viết|đăng|gửi) bởi|(?:compiled |reported |translated )?by)",
                r"\s+([^:]+?)[\s.;]*$",
            ),
            any_of(&LEXICON.author_labels)
        ))
    });
    static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
        let labels = any_of(&LEXICON.source_labels);
        pattern(&format!(r"(?i)^[\s(\[*]*(?:{labels})\s*[:：]\s*(?:theo\s+)?(.+?)[)\]]?[\s;]*$"))
    });
    static THEO: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[\s(\[*]*[Tt]heo[:]?\s+(.+?)[)\]]?[\s.;]*$"));
    // `Nguồn Tiền Phong: https://…`, `VPĐT -` on a line of its own.
    static LINKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^[Nn]guồn:?\s+([\p{Lu}Đ][^:/]{1,40}?)\s*:?\s*https?://\S+$|",
            r"^([\p{Lu}Đ]{3,7})\s*[-–—]$",
        ))
    });
    let text = &plain(text);
    if let Some(found) = LINKED.captures(text) {
        let name = found.iter().skip(1).flatten().next()?;
        return Some(stated_source(clean(name.as_str())));
    }
    let long = 110 < text.chars().count();
    if long || names_nobody(text) || leads_on(text) || is_outline_heading(text) {
        return None;
    }
    if let Some(source) = printed_in(text) {
        return Some(stated_source(source));
    }
    if let Some(found) = SOURCE.captures(text) {
        // Forms that nobody filled in say `Đang cập nhật`.
        let source = Some(clean(&found[1])).filter(|name| !fold(name).contains("cập nhật"));
        return Some(Credit { source, stated: true, ..Credit::default() });
    }
    if let Some(found) = AUTHOR.captures(text) {
        let posted = pattern_of_posting().is_match(text);
        let names = found.get(1).or_else(|| found.get(2))?;
        return named(names.as_str(), true).map(|credit| Credit { posted, ..credit });
    }
    if let Some(authors) = before_pictures(text) {
        return Some(Credit { authors, stated: true, ..Credit::default() });
    }
    // `… tại hội nghị - Ảnh: TTXVN` stands below a picture.
    if crate::import::noise::ends_with_credit(text) && text.to_lowercase().contains("ảnh") {
        return None;
    }
    if let Some(found) = THEO.captures(text) {
        return named(&found[1], false).map(|credit| Credit { stated: true, ..credit });
    }
    let inside = text
        .strip_prefix('(')
        .and_then(|rest| rest.trim_end_matches('.').strip_suffix(')'))
        .unwrap_or(text);
    named(inside, false)
}

/// A line of credit without the marks of footnotes behind its names, and with a blank on both
/// sides of each dash: `TS. Lê Vân(*)`, `ThS. Lê Vân- Trưởng khoa Luật`.
fn plain(text: &str) -> String {
    static NOTE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?P<name>\p{L})\s?(?:\(\*{1,4}\)|\*{1,4})(?P<end>\s*(?:[,;–-]|$))")
    });
    static DASH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?P<name>\p{Ll})(?P<dash>[-–])\s+(?P<office>\p{Lu})"));
    let text = NOTE.replace_all(text.trim(), "$name$end");
    DASH.replace_all(&text, "$name $dash $office").trim().to_string()
}

/// Whether a line is a name with a degree and, behind a dash, where its bearer works: `ThS. Lê
/// Vân - Trưởng khoa Luật`.
pub fn is_scholar_with_office(text: &str) -> bool {
    let text = plain(text);
    let parts = text.split_once(" - ").or_else(|| text.split_once(" – "));
    parts.is_some_and(|(name, office)| {
        let bare = without_degrees(name);
        bare.len() < name.len()
            && bare.contains(' ')
            && is_person(bare, true)
            && is_named_seat(office)
            // In an interview it is followed by what its bearer says.
            && !office.contains(':')
            && !crate::import::line::ends_a_sentence(office)
    }) && read(&text).is_some_and(|credit| credit.authors.len() == 1)
}

/// The credit that the words behind a label for authors make.
pub fn written_by(names: &str) -> Option<Credit> {
    named(names, true)
}

/// The credit that the words behind a label for sources make.
pub fn taken_from(name: &str) -> Option<Credit> {
    Some(clean(name)).filter(|name| !name.is_empty()).map(stated_source)
}

/// Those who wrote, named before who took the pictures: `Trần Lâm - Lê Hà - Ảnh: Văn Thủy`.
fn before_pictures(text: &str) -> Option<Vec<String>> {
    static PICTURES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^[\s(]*([^:.]{4,60}?)\s*[-–—;,(|]\s*(?:[Ảả]nh|ẢNH)\s*:\s*[^:]{2,40}?[)\s.]*$")
    });
    authors(&PICTURES.captures(text)?[1], true)
}

/// A credit that says where the text is from and nothing else.
fn stated_source(name: String) -> Credit {
    Credit { source: Some(name), stated: true, ..Credit::default() }
}

/// The number of a paper that a text was printed in: `Bài đăng trên Tạp chí Lý luận chính trị số
/// 569 (7-2025)`.
fn printed_in(text: &str) -> Option<String> {
    static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^[\s(\[*]*bài(?: viết)?(?: đã)?(?: được)? (?:đăng|in) (?:trên|trong|tại) ",
            r"((?:tạp chí|báo|tập san|bản tin) [^.:;]{2,50}?,? số \d{1,4}[^.:;]{0,24}?)[\]\s;.]*$",
        ))
    });
    PRINTED.captures(text).map(|found| clean(&found[1]))
}

/// Whether a line leads to where more can be read: `Xem thêm tại http://…`.
fn leads_on(text: &str) -> bool {
    static MORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^[\s(\[*>-]*(?:xem (?:thêm|tại|chi tiết)|chi tiết (?:xem|tại)|đọc thêm|truy cập)\b",
        )
    });
    MORE.is_match(text)
}

/// Whether a line of credit names only the machine's user or nothing: `Tác giả: Admin`.
pub fn names_nobody(text: &str) -> bool {
    static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)^[\s(\[*]*(?:(?:tác giả|người viết|người đăng|nguồn)(?: tin| bài(?: viết)?)?|biên tập|",
            r"đăng bởi|viết bởi|by|author|source)\s*[:：]?\s*(?:admin\w*|quản trị(?: viên)?|super user|",
            r"webmaster|editor|user|đang cập nhật|chưa rõ|không rõ|sưu tầm)?[)\]]?[\s.;]*$",
        ))
    });
    NOBODY.is_match(text)
}

/// Whether a line names who put the text on the page, whatever the name is: `Đăng bởi: A`.
pub fn says_who_posted(text: &str) -> bool {
    let is_short = text.split_whitespace().count() <= 6 && text.contains(':');
    names_nobody(text) || is_short && pattern_of_posting().is_match(text)
}

/// What stands before the names of those who put a text on the page.
fn pattern_of_posting() -> &'static Regex {
    static POSTING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(r"(?i)^[\s(\[*]*(?:{})\b", any_of(&LEXICON.posting_labels)))
    });
    &POSTING
}

/// Reads the words of a credit: names, then perhaps the publisher.
fn named(words: &str, stated: bool) -> Option<Credit> {
    static THEO: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(.+?)\s*[(,;/–-]\s*(?:[Tt]heo|[Nn]guồn:?)\s+([^()]+)\)?$"));
    let words = strip_stamp(words);
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    if let Some(found) = THEO.captures(words) {
        let credit = named(&found[1], stated)?;
        return Some(Credit { source: Some(clean(&found[2])), ..credit });
    }
    // `Nguyễn Văn A/Báo Nhân Dân`: names first, the publisher last.
    if let Some((names, publisher)) = words.rsplit_once(['/', '('])
        && is_source(publisher.trim_end_matches(')'))
        && !is_source(names)
        && let Some(authors) = authors(names.trim(), stated)
    {
        let source = Some(clean(publisher.trim_end_matches(')')));
        return Some(Credit { authors, source, stated, ..Credit::default() });
    }
    // `Nguyễn Hữu Lộc (Công an xã Quảng Lưu)`: a name and where its bearer works.
    if let Some((name, office)) = words.trim_end_matches(['.', ' ']).split_once(" (")
        && let Some(office) = office.strip_suffix(')')
        && (is_office(office) || is_seat(office))
        && is_person(without_degrees(name), stated)
        && name.contains(' ')
    {
        return Some(Credit { authors: vec![clean(name)], stated, ..Credit::default() });
    }
    // `Phạm Hoa - Đài Truyền thanh huyện`
    if let Some((names, publisher)) = words.split_once(" - ").or_else(|| words.split_once(" – "))
        && is_source(publisher)
        && !is_source(names)
        && let Some(authors) = authors(names.trim(), stated)
    {
        let source = Some(clean(publisher));
        return Some(Credit { authors, source, stated, ..Credit::default() });
    }
    if is_source(words) {
        return Some(Credit { source: Some(clean(words)), stated, ..Credit::default() });
    }
    authors(words, stated).map(|authors| Credit { authors, stated, ..Credit::default() })
}

/// Takes `(tổng hợp)`, dates and hours off the end of a credit.
fn strip_stamp(words: &str) -> String {
    static REST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)\s*[(\[](?:bt|b/t|b\.t\.?|biên tập|s\.t|gt|đưa tin)[)\]]\s*$|",
            r"(?:\s*[(\[]|\s+)(?:tổng hợp|t/h|th|biên soạn|sưu tầm|st|lược ghi|ghi|",
            r"thực hiện|biên dịch|tường thuật)[)\]]?\s*$|[\s|",
            r",–-]*(?:ngày\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{0,24}$",
        ))
    });
    // Two rounds: `A (t/h) - 3/6/2020`.
    let once = REST.replace(words, "").into_owned();
    REST.replace(&once, "").into_owned()
}

/// Cleans a name: no outer marks, one blank between words.
fn clean(name: &str) -> String {
    let trimmed = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '*' | '-' | '–' | '|' | '(' | '[')
    });
    let trimmed = match trimmed.contains('(') {
        true => trimmed,
        false => trimmed.trim_end_matches([')', ']']),
    };
    trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words name a publisher.
pub fn is_source(words: &str) -> bool {
    let short = words.split_whitespace().count() <= 12;
    let publisher = LEXICON.sources.iter().any(|mark| match mark.ends_with(' ') {
        true => [mark.clone(), mark.to_lowercase()].iter().any(|mark| {
            // `Báo công dâng Bác` is no paper: their names start with a capital.
            let name =
                words.strip_prefix(mark.as_str()).map(|name| name.trim_start_matches(['"', '“']));
            name.is_some_and(|name| {
                name.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                    || ["điện tử", "phát thanh", "truyền hình", "truyền thanh"]
                        .iter()
                        .any(|w| name.starts_with(w))
            })
        }),
        false => words.contains(mark.as_str()),
    });
    short && publisher && !words.ends_with("./.")
}

/// Reads words as the names of persons or offices; none if any of them is no name.
fn authors(words: &str, stated: bool) -> Option<Vec<String>> {
    static BETWEEN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\s+(?:và|&|-|–|—|\+)\s+|\s*[,;/&_]\s*|\s*–\s*"));
    // `Hội nghị khen thưởng 10 tập thể.` is a sentence of the text, not an office.
    let sentence = words.trim_end().ends_with('.') && 5 <= words.split_whitespace().count();
    if sentence && !stated {
        return None;
    }
    if is_office(&clean(words)) {
        return Some(vec![clean(words)]);
    }
    let names: Vec<String> =
        BETWEEN.split(words).map(clean).filter(|name| !name.is_empty()).collect();
    if let Some(author) = with_office(&names, stated) {
        return Some(vec![author]);
    }
    // `Lê Văn Phúc - Hội CCB huyện` is one author, who works there.
    if let [name, office] = names.as_slice()
        && (is_office(office) || is_named_seat(office))
        && !is_office(name)
        && name.contains(' ')
        && is_person(without_degrees(name), stated)
    {
        return Some(vec![name.clone()]);
    }
    // Whoever has a degree is a person, whatever the name looks like.
    let ok = |name: &String| {
        let bare = without_degrees(name);
        is_person(bare, stated || bare.len() < name.len()) || is_office(name)
    };
    (!names.is_empty() && names.len() <= 5 && names.iter().all(ok)).then_some(names)
}

/// Whether a text starts with a name and the rank behind it, as no caption does: `Lê Văn Tám Trung
/// tướng, Tư lệnh Quân khu 4`.
pub fn has_rank_behind_name(text: &str) -> bool {
    let (name, offices) = text.split_once(", ").unwrap_or((text, ""));
    before_rank(name).len() < name.len() && !offices.is_empty()
}

/// A name without the rank that a page has set right behind it: `Lê Văn Tám Trung tướng`.
fn before_rank(name: &str) -> &str {
    let ends = LEXICON.degrees.iter().filter_map(|rank| name.strip_suffix(rank.as_str()));
    let ends = ends.filter(|rest| rest.ends_with(' ') && rest.trim_end().contains(' '));
    ends.map(str::trim_end).min_by_key(|rest| rest.len()).unwrap_or(name)
}

/// Whether words start as the place of work of an author does: `Trường THCS Hòa Bình`.
fn is_seat(words: &str) -> bool {
    let starts = |title: &String| {
        words.strip_prefix(title.as_str()).is_some_and(|rest| rest.starts_with(' '))
    };
    LEXICON.positions.iter().any(starts)
}

/// Whether words are an office and say where it is: `Trưởng phòng Nội vụ huyện Nam Đàn`. Without
/// a name behind it, `Khoa học và đời sống` is none.
pub fn is_named_seat(words: &str) -> bool {
    let names = |title: &String| {
        let rest = words.strip_prefix(title.as_str()).and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
    };
    LEXICON.positions.iter().any(names)
}

/// Whether words say what a person is, office by office: `Tỉnh ủy viên, Đại tá, Chỉ huy trưởng
/// Bộ Chỉ huy …`.
pub fn is_named_seats(words: &str) -> bool {
    let (first, rest) = words.split_once(", ").unwrap_or((words, ""));
    let member = first.ends_with("ủy viên") && first.split(' ').count() <= 4;
    let ranked = |part: &str| LEXICON.degrees.iter().any(|rank| rank == part);
    is_named_seat(first)
        || (member || ranked(first))
            && rest.split(", ").any(|part| ranked(part) || is_named_seat(part))
}

/// The only author of a list that is a rank, a name and an office: `Trung tá, ThS. Đỗ Văn
/// Tuấn, Chính ủy Lữ đoàn`; the name as it is written.
fn with_office(parts: &[String], stated: bool) -> Option<String> {
    let is_rank = |part: &String| LEXICON.degrees.contains(part);
    let from = parts.iter().position(|part| !is_rank(part))?;
    let (name, offices) = parts[from..].split_first()?;
    let name = before_rank(name);
    let bare = without_degrees(name);
    let person = is_person(bare, stated) && bare.contains(' ');
    let more = 0 < from || !offices.is_empty();
    let shown = |part: &String| LEXICON.deeds.iter().any(|deed| part.contains(deed.as_str()));
    let seats = offices.iter().all(|part| is_seat(part) && !shown(part));
    (person && more && seats).then(|| {
        let ranks = parts[..from].iter().map(|rank| format!("{rank}, ")).collect::<String>();
        format!("{ranks}{name}")
    })
}

/// A name without the degrees and ranks before it.
pub fn without_degrees(name: &str) -> &str {
    let mut rest = name;
    loop {
        let cut = LEXICON.degrees.iter().find_map(|degree| {
            rest.strip_prefix(degree.as_str()).filter(|rest| rest.starts_with(['.', ' ', ',']))
        });
        match cut {
            Some(cut) => rest = cut.trim_start_matches(['.', ' ', ',']),
            None => return rest,
        }
    }
}

/// Whether words look like a Vietnamese personal or pen name, or initials.
fn is_person(name: &str, stated: bool) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| {
        let mut characters = word.chars();
        characters.next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
    };
    let length = name.chars().count();
    let initials = words.len() == 1 && (name.contains('.') || 2 <= length);
    if !words.iter().all(capital) || is_place(name) {
        return false;
    }
    let known = FAMILIES.contains(&fold(words[0]));
    let shouted = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let plausible = match words.len() {
        1 => initials && (stated || length <= 8),
        2..=4 => !shouted || known || (words.len() == 2 || stated) && length <= 24,
        5 => known || stated,
        _ => false,
    };
    // `Luật QUỐC HỘI` is a section: a name is in capitals throughout, or not at all.
    let loud = |word: &&&str| 2 < word.chars().filter(|c| c.is_uppercase()).count();
    let mixed = !shouted && words.iter().any(|word| loud(&word)) && 1 < words.len();
    plausible && !mixed && !NO_NAMES.contains(&fold(name))
}

/// Family names, folded.
static FAMILIES: LazyLock<HashSet<String>> = LazyLock::new(|| all_folded(&LEXICON.families));

/// What is written like a name and is none, folded.
static NO_NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| all_folded(&LEXICON.no_names));

/// Offices that write, folded.
static OFFICES: LazyLock<HashSet<String>> = LazyLock::new(|| all_folded(&LEXICON.offices));

/// Words, each folded.
fn all_folded(words: &[String]) -> HashSet<String> {
    words.iter().map(|word| fold(word)).collect()
}

/// Whether words name a province or city.
fn is_place(name: &str) -> bool {
    LEXICON.places.iter().any(|place| place == name)
}

/// Whether words name an office that writes: `Ban Biên tập`, `Văn phòng Huyện ủy`.
fn is_office(name: &str) -> bool {
    let folded = fold(name);
    // `Tổ chức các` goes on in the next line of a title, and is no group; nor is a meeting.
    name.split(' ').count() <= 10
        && !["tổ chức ", "hội nghị", "hội thảo", "hội thi"].iter().any(|w| folded.starts_with(w))
        && OFFICES.iter().any(|office| {
            folded.starts_with(office.as_str())
                && !folded[office.len()..]
                    .starts_with(|c: char| c.is_alphabetic() && !office.ends_with(' '))
        })
        && !crate::import::line::ends_a_sentence(name.trim_end_matches('.'))
        && !LEXICON.reporting.iter().any(|word| folded.contains(word.as_str()))
        && !LEXICON.acts.iter().any(|word| folded.contains(word.as_str()))
}

/// The publisher that the lead names in brackets before its text: `(ĐCSVN) -`.
pub fn lead_source(lead: &str) -> Option<String> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:[\p{Lu}][\p{L} ,]{2,30}\s)?\(([\p{Lu}Đ][\p{L}\d.+/ ]{1,24})\)\s*[-–—:,.]?\s|",
            r"^([\p{Lu}Đ][\p{Lu}Đ.]{1,9})\s*[-–—]\s|^([\p{Lu}Đ][\p{L}\d.]{4,20})\s[-–—]\s",
        ))
    });
    let found = MARK.captures(lead)?;
    let name = found.iter().skip(1).flatten().next()?.as_str();
    // Papers sign with a few capitals, which no list can hold.
    let code = name.chars().all(char::is_uppercase) && (2..=7).contains(&name.chars().count());
    // Only a paper's mark stands in brackets before everything else: `(Mặt trận) -`.
    let first = lead.starts_with('(')
        && found[0].trim_end().ends_with(['-', '–', '—'])
        && name.split(' ').count() <= 3;
    ((code || first || is_source(name)) && !is_place(name)).then(|| name.to_string())
}

/// Whether words say what an author is and not who: `Phóng viên` below a name.
pub fn is_role(words: &str) -> bool {
    LEXICON.roles.iter().any(|role| fold(role) == fold(words.trim_end_matches(['.', ' '])))
}

/// The place that a text speaks from: its dateline, `tại …` in the lead, the place before a
/// colon in the headline, or the only city that it names as its own.
pub fn place(title: &str, paragraphs: &[&str]) -> Option<(String, &'static str)> {
    let lead = &paragraphs[..paragraphs.len().min(3)];
    if let Some(place) = paragraphs.first().and_then(|first| dateline(first)) {
        return Some((place, "from the dateline"));
    }
    if let Some(place) = lead.iter().find_map(|text| located(text)) {
        return Some((place, "from `tại …` in the lead"));
    }
    if let Some(place) = lead.iter().find_map(|text| named_after(text, &TOWN)) {
        return Some((place, "from `tại thành phố …` in the lead"));
    }
    if let Some(place) = longest_place(title).filter(|place| title[place.len()..].starts_with(':'))
    {
        return Some((canonical(place), "from the headline"));
    }
    let named: BTreeSet<String> = lead.iter().flat_map(|text| belonging(text)).collect();
    if let (1, Some(place)) = (named.len(), named.first()) {
        return Some((place.clone(), "the only province or city in the lead"));
    }
    if let Some(place) = lead.iter().find_map(|text| named_after(text, &DISTRICT)) {
        return Some((place, "from `tại huyện …` in the lead"));
    }
    let places: BTreeSet<String> =
        std::iter::once(title).chain(paragraphs.iter().copied()).flat_map(belonging).collect();
    match places.len() {
        1 => places.into_iter().next().map(|place| (place, "the only province or city it names")),
        _ => None,
    }
}

/// The place with which a lead starts: `Hà Nội, ngày 3/6`, `Hà Nội (TTXVN) -`.
fn dateline(lead: &str) -> Option<String> {
    let lead = lead.trim_start_matches(['(', '[', ' ']);
    let place = longest_place(lead)?;
    let rest = lead[place.len()..].trim_start();
    let shouted = rest.starts_with(['-', '–', '—', ')', ']', '(']) || rest.starts_with(", ngày");
    shouted.then(|| canonical(place))
}

/// The province or city that a text starts with.
fn longest_place(text: &str) -> Option<&'static str> {
    let after = |place: &str| !text[place.len()..].starts_with(char::is_alphanumeric);
    LEXICON
        .places
        .iter()
        .filter(|place| text.starts_with(place.as_str()) && after(place))
        .max_by_key(|place| place.len())
        .map(String::as_str)
}

/// The province or city after `tại`, with or without what kind of place it is.
fn located(text: &str) -> Option<String> {
    static AT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[\s,(])[Tt]ại\s+(?:(?:[Tt]hủ đô|tỉnh|[Tt]hành phố)\s+)?"));
    AT.find_iter(text).find_map(|found| longest_place(&text[found.end()..]).map(canonical))
}

/// `tại` before a town.
static TOWN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s,(])[Tt]ại\s+(?:thành phố|Thành phố|TP\.?|T\.P|thị xã)\s*"));

/// `tại` before a district.
static DISTRICT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s,(])[Tt]ại\s+(?:huyện|quận)\s*"));

/// The name after words that announce one: `tại thị xã Hồng Lĩnh`.
fn named_after(text: &str, announcement: &Regex) -> Option<String> {
    let name = announcement.find_iter(text).find_map(|found| capitalised(&text[found.end()..]));
    name.map(|name| canonical(&name))
}

/// The run of capitalised words that a text starts with, at most four.
fn capitalised(text: &str) -> Option<String> {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[\p{Lu}Đ][\p{Ll}]+(?:\s[\p{Lu}Đ][\p{Ll}]+){0,3}"));
    NAME.find(text).map(|name| name.as_str().to_string())
}

/// The provinces and cities that a text names as such: `thành phố Hà Nội`, `Tỉnh ủy Nghệ An`.
fn belonging(text: &str) -> Vec<String> {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:[Tt]hành ủy|[Tt]hành uỷ|[Tt]ỉnh ủy|[Tt]ỉnh uỷ|[Tt]hành đoàn|[Tt]ỉnh đoàn|",
            r"[Tt]ỉnh|[Tt]hành phố|TP\.?|[Tt]hủ đô)\s*",
        ))
    });
    OF.find_iter(text)
        .filter_map(|found| longest_place(&text[found.end()..]).map(canonical))
        .collect()
}

/// One spelling for each place.
fn canonical(place: &str) -> String {
    match place {
        "TP. Hồ Chí Minh" | "TP Hồ Chí Minh" | "TP.HCM" | "TPHCM" | "Hồ Chí Minh" => {
            "Thành phố Hồ Chí Minh"
        }
        "Hoà Bình" => "Hòa Bình",
        "Khánh Hoà" => "Khánh Hòa",
        "Thanh Hoá" => "Thanh Hóa",
        "Bà Rịa-Vũng Tàu" => "Bà Rịa - Vũng Tàu",
        "Thừa Thiên - Huế" => "Thừa Thiên Huế",
        "Đăk Lăk" | "Đắc Lắc" => "Đắk Lắk",
        "Đăk Nông" => "Đắk Nông",
        other => other,
    }
    .to_string()
}

/// The bloc that short forms such as `Đảng ủy Khối` mean: the only one named in full.
pub fn bodies(texts: &[&str]) -> Vec<String> {
    static BLOC: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i:đảng (?:ủy|uỷ|bộ) khối)\s+((?i:(?:các )?cơ quan(?: và doanh nghiệp)?|",
            r"(?:các )?doanh nghiệp)(?:\s+(?:Trung ương|TW|TƯ|tỉnh|",
            r"thành phố))?(?:\s+[\p{Lu}Đ][\p{Ll}]+){0,3})",
        ))
    });
    let mut found: BTreeSet<String> = BTreeSet::new();
    for text in texts {
        for captures in BLOC.captures_iter(text) {
            let name = captures[1].replace("TW", "Trung ương").replace("TƯ", "Trung ương");
            found.insert(bloc_name(&name));
        }
    }
    // A shorter form of the same bloc: `các cơ quan` beside `các cơ quan thành phố`.
    let all: Vec<String> = found.iter().cloned().collect();
    found.retain(|name| {
        let fuller = |other: &&String| {
            *other != name && (other.starts_with(name.as_str()) || **other == format!("các {name}"))
        };
        all.iter().find(fuller).is_none()
    });
    match found.len() {
        1 => found.into_iter().map(|name| format!("Đảng ủy Khối {name}")).collect(),
        _ => Vec::new(),
    }
}

/// A bloc's name without words that go on after it.
fn bloc_name(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let place = words.iter().any(|last| matches!(last.as_str(), "tỉnh" | "phố"));
        let titled = word.chars().next().is_some_and(char::is_uppercase) && word != "Trung";
        if titled && !place && !words.is_empty() && !matches!(word, "Cơ" | "Các" | "Doanh") {
            break;
        }
        let lower = ["Cơ", "Các", "Doanh", "Nghiệp", "Quan"].contains(&word);
        words.push(if lower { word.to_lowercase() } else { word.to_string() });
    }
    words.join(" ")
}
