//! Moments: every date that a Vietnamese text writes, and what it is the date of.
//!
//! A date alone says nothing: the same `25-2-2010` is a decision's when a number
//! stands before it, a life's after `sinh ngày`, a count's after `tính đến`. The
//! words before a date tell its [`Role`]; only an event's day can be an article's.
//!
//! Not here: which moment the article has (`dating`).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// What a date is the date of.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Hash)]
pub enum Role {
    /// What the text reports.
    Event,
    /// A document's issue.
    Document,
    /// The day up to which something was counted, or from which it holds.
    Bound,
    /// A life's, a founding's, a victory's.
    History,
    /// The day of an anniversary, the later of two in brackets.
    Anniversary,
    /// What is yet to come, when the text was written.
    Plan,
    /// No telling.
    Other,
}

/// A date in a text.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Moment {
    /// Its bytes.
    pub range: Range<usize>,
    /// The day, never without a month.
    pub day: Option<i8>,
    /// The month.
    pub month: Option<i8>,
    /// The year.
    pub year: Option<i16>,
    /// What it is the date of.
    pub role: Role,
    /// Whether a word such as `ngày` or `sáng` stands before it.
    pub announced: bool,
}

impl Moment {
    /// The day as a date, if day, month and year are all known.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }
}

/// The years that an imported page can be from; the web is no older.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2049;

/// Compiles a built-in pattern.
fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the built-in patterns compile")
}

/// Numbers of the months as words: `Tháng Ba`, `March`, `Mar`.
fn month_of(word: &str) -> Option<i8> {
    let folded = word.to_lowercase();
    if let Ok(number) = folded.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    const WORDS: [(&str, &str); 12] = [
        ("một", "jan"),
        ("hai", "feb"),
        ("ba", "mar"),
        ("tư", "apr"),
        ("năm", "may"),
        ("sáu", "jun"),
        ("bảy", "jul"),
        ("tám", "aug"),
        ("chín", "sep"),
        ("mười", "oct"),
        ("mười một", "nov"),
        ("mười hai", "dec"),
    ];
    let at = WORDS.iter().position(|(vietnamese, english)| {
        folded == *vietnamese || (english.len() <= folded.len() && folded.starts_with(english))
    })?;
    i8::try_from(at + 1).ok()
}

/// A way of writing a date: its pattern with the groups `d`, `m` and `y`.
static FORMS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let words = concat!(
        "(?P<m>[Mm]ười [Mm]ột|[Mm]ười [Hh]ai|[Mm]ười|[Mm]ột|[Hh]ai|[Bb]a|[Tt]ư|",
        "[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám|[Cc]hín)",
    );
    let english = concat!(
        r"(?P<m>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|",
        r"Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)",
    );
    [
        r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[\d:]+)?".to_string(),
        r"(?P<y>(?:19|20)\d{2})/(?P<m>\d{2})/(?P<d>\d{2})".to_string(),
        r"(?P<d>\d{1,2})\s?[/.–‑−-]\s?(?P<m>\d{1,2})\s?[/.–‑−-]\s?(?P<y>\d{4})".to_string(),
        concat!(
            r"(?P<d>\d{1,2})\s+(?i:tháng)\s+(?P<m>\d{1,2})(?:\s*,?\s*(?i:năm)\s+|",
            r"\s*[/,.-]\s*|\s+)(?P<y>\d{4})",
        )
        .to_string(),
        r"(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s*,?\s*năm\s+(?P<y>\d{4})".to_string(),
        format!(r"(?P<d>\d{{1,2}})\s+[Tt]háng\s+{words}\s*,?\s*(?:năm\s+)?(?P<y>\d{{4}})"),
        format!(r"[Tt]háng\s+{words}\s+(?P<d>\d{{1,2}}),\s*(?P<y>\d{{4}})"),
        r"[Tt]háng\s+(?P<m>\d{1,2})\s+(?P<d>\d{1,2}),\s*(?P<y>\d{4})".to_string(),
        r"(?P<d>\d{1,2})\s+Th(?P<m>\d{1,2}),?\s+(?P<y>\d{4})".to_string(),
        format!(r"{english}\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})"),
        format!(r"(?P<d>\d{{1,2}})\s+{english}\.?,?\s+(?P<y>\d{{4}})"),
        format!(r"{english}\s+(?P<d>\d{{1,2}})"),
        r"(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})".to_string(),
        r"[Tt]háng\s+(?P<m>\d{1,2})\s*(?:/|-|,|năm|\s)\s*(?:năm\s+)?(?P<y>\d{4})".to_string(),
        r"(?P<d>\d{1,2})\s?[/‑–-]\s?(?P<m>\d{1,2})".to_string(),
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})".to_string(),
        r"(?P<m>\d{1,2})/(?P<y>\d{4})".to_string(),
        r"(?P<y>(?:19|20)\d{2})".to_string(),
    ]
    .iter()
    .map(|form| pattern(form))
    .collect()
});

/// Finds the dates of a text in order; none lies inside another or inside a number.
pub fn find(text: &str) -> Vec<Moment> {
    let numbers = document_numbers(text);
    let mut moments: Vec<Moment> = Vec::new();
    for form in FORMS.iter() {
        let mut from = 0;
        while let Some(captures) = form.captures_at(text, from) {
            let whole = captures.get(0).expect("group 0 is the match").range();
            from = next_start(text, whole.start);
            let taken = |other: &Range<usize>| other.start < whole.end && whole.start < other.end;
            if !stands_alone(text, &whole)
                || counts_something(&text[..whole.start], &captures)
                || numbers.iter().any(taken)
                || moments.iter().any(|moment| taken(&moment.range))
            {
                continue;
            }
            if let Some(moment) = moment_of(&captures, whole) {
                from = moment.range.end;
                moments.push(moment);
            }
        }
    }
    moments.sort_by_key(|moment| moment.range.start);
    moments.retain(|moment| is_meant_as_date(text, moment));
    share_years(text, &mut moments);
    assign_roles(text, &mut moments, &numbers);
    moments
}

/// Gives the first day of a range the year that only its last one has: `từ ngày 6/1 đến
/// 7/2/1930`.
fn share_years(text: &str, moments: &mut [Moment]) {
    for last in 1..moments.len() {
        let [first, second] = [&moments[last - 1], &moments[last]];
        let between = text.get(first.range.end..second.range.start).unwrap_or_default().trim();
        let joined = matches!(between, "-" | "–" | "đến" | "đến ngày" | "tới" | "tới ngày");
        let (Some(from), Some(to), Some(year)) = (first.month, second.month, second.year) else {
            continue;
        };
        if joined && first.year.is_none() && first.day.is_some() && second.day.is_some() {
            moments[last - 1].year = Some(if to < from { year - 1 } else { year });
        }
    }
}

/// The start of the character after the one at `offset`.
fn next_start(text: &str, offset: usize) -> usize {
    offset + text[offset..].chars().next().map_or(1, char::len_utf8)
}

/// Makes a moment of what a form captured, if such a day exists.
fn moment_of(captures: &Captures<'_>, range: Range<usize>) -> Option<Moment> {
    let number = |name| captures.name(name).and_then(|found| found.as_str().parse::<i16>().ok());
    let mut day = number("d").and_then(|day| i8::try_from(day).ok());
    let mut month = captures.name("m").map(|found| month_of(found.as_str()));
    let year = number("y");
    // An American page writes the month first; it shows where the second number is no month.
    if let (Some(first), Some(None), Some(second)) = (day, month, number("m"))
        && (1..=12).contains(&first)
        && year.is_some()
    {
        (day, month) = (i8::try_from(second).ok(), Some(Some(first)));
    }
    // `9 tháng năm 2017` is nine months of a year: May would be written `Năm`, or go on with
    // the word for a year.
    let may = captures.name("m").filter(|month| month.as_str() == "năm");
    if may.is_some_and(|may| !captures[0][may.end() - range.start..].contains("năm")) {
        return None;
    }
    let month = match month {
        Some(None) => return None,
        Some(month) => month,
        None => None,
    };
    if year.is_some_and(|year| !(1900..=2049).contains(&year)) {
        return None;
    }
    if let (Some(day), Some(month)) = (day, month) {
        // The year of a day without one may be a leap year.
        Date::new(year.unwrap_or(2020), month, day).ok()?;
    }
    Some(Moment { range, day, month, year, role: Role::Other, announced: false })
}

/// Whether the number before a month counts something else: `khu phố 4 tháng 11/2023`.
fn counts_something(before: &str, captures: &Captures<'_>) -> bool {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)(?:^|[^\p{L}])(?:khu phố|tổ dân phố|tổ|thôn|ấp|xóm|bản|phường|quận|số|kỳ|lần|",
            r"thứ|đợt|chi bộ|khu vực|cụm|tiểu khu|khối|lớp|đội)\s$",
        ))
    });
    let in_words = captures.name("d").is_some() && captures[0].to_lowercase().contains("tháng");
    in_words && COUNTED.is_match(before)
}

/// Whether a date is not a piece of a longer number or word.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let (last, second_last) = (before.next(), before.next());
    let (first, second) = (after.next(), after.next());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let dash = matches!(first, Some('/' | '-' | '–'));
    let goes_back = digit(last) || letter(last);
    let number_before = matches!(last, Some('/' | '.' | ',')) && digit(second_last);
    let number_after = matches!(first, Some('/' | '.' | ',')) && digit(second);
    let goes_on = digit(first) || first == Some('%') || (letter(first) && first != Some('T'));
    let code_after = dash && letter(second);
    !(goes_back || number_before || number_after || goes_on || code_after)
}

/// Bytes of the numbers of documents, `25-NQ/TW` and `16/CT-TTg` and the like.
fn document_numbers(text: &str) -> Vec<Range<usize>> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            // With blanks around the dash only capitals tell it from `2020 - Lượt xem`.
            r"\d+[a-z]?(?:[-–‑/](?:\d{4}[/-])?[A-ZĐƯ]|",
            r"\s*[-–‑/]\s*(?:\d{4}\s*[/-]\s*)?[A-ZĐƯ]{2})",
            r"[\p{L}\d&]*(?:\s?[-–‑/.]\s?[\p{Lu}Đ][\p{L}\d&]*)*",
        ))
    });
    NUMBER.find_iter(text).map(|found| found.range()).collect()
}

/// Whether a bare number pair or year really is a date.
fn is_meant_as_date(text: &str, moment: &Moment) -> bool {
    let before = &text[..moment.range.start];
    match (moment.day, moment.month, moment.year) {
        (Some(_), Some(_), None) => {
            let opens = before.is_empty() && !is_outline_number(text, moment);
            announces_day(before) || before.ends_with('(') || opens
        }
        (None, None, Some(year)) => YEARS.contains(&year) || before.ends_with("năm "),
        _ => true,
    }
}

/// Whether a pair of numbers at the start of a line numbers a part of the text: `1.1. Kết quả`,
/// `2.3 Hạn chế`. A day goes on with a comma, or with a small letter.
fn is_outline_number(text: &str, moment: &Moment) -> bool {
    let own = &text[moment.range.clone()];
    let after = &text[moment.range.end..];
    let heads = after.starts_with(' ') && after[1..].starts_with(char::is_uppercase);
    own.contains('.') && (after.starts_with(['.', ')']) || heads && own.len() == 3)
}

/// Whether the words before a date announce a day: `Ngày`, `Sáng`, `từ ngày 3 đến`.
fn announces_day(before: &str) -> bool {
    static ANNOUNCE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)(?:^|[^\p{L}])(?:ngày|sáng|chiều|tối|trưa|đêm|hôm nay|hôm qua|hôm|",
            r"thứ \p{L}+|chủ nhật|rạng sáng|nay|qua|mùng|mồng|vào|on|",
            r"các ngày)[\s,(:]*(?:ngày\s+)?(?:từ\s+)?(?:\d{1,2}(?:[/.-]\d{1,2})?\s*(?:-|",
            r"–|,|và|đến|tới)\s*(?:ngày\s+|sáng\s+|chiều\s+)?)*$",
        ))
    });
    ANNOUNCE.is_match(before)
}

/// Tells what each date is the date of, by the words around it.
fn assign_roles(text: &str, moments: &mut [Moment], numbers: &[Range<usize>]) {
    for index in 0..moments.len() {
        let range = moments[index].range.clone();
        let start = sentence_start(text, range.start);
        let before = &text[start..range.start];
        moments[index].announced = announces_day(before);
        let after = &text[range.end..];
        let paired =
            index.checked_sub(1).is_some_and(|last| is_pair(text, &moments[last], &moments[index]));
        if paired {
            moments[index].role = Role::Anniversary;
            moments[index - 1].role = Role::History;
        } else {
            moments[index].role = role_of(before, after, &moments[index], numbers, start);
        }
    }
}

/// Whether two dates are the first and the latest day of an anniversary.
fn is_pair(text: &str, first: &Moment, second: &Moment) -> bool {
    let between = text.get(first.range.end..second.range.start).unwrap_or_default();
    let bare = between.trim_matches([' ', '-', '–', '—']);
    let joined = bare.is_empty() || matches!(bare, "đến" | "đến ngày" | "/");
    let years = first.year.zip(second.year);
    joined
        && first.day == second.day
        && first.month == second.month
        && first.month.is_some()
        && years.is_some_and(|(earlier, later)| earlier < later)
}

/// Where the sentence of a place starts; a date's own points do not end it.
fn sentence_start(text: &str, place: usize) -> usize {
    let before = &text[..place];
    let ends = [". ", "! ", "? ", "; ", "… "];
    ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or(0)
}

/// Tells a date's role from the words of its sentence before and after it.
fn role_of(
    before: &str,
    after: &str,
    moment: &Moment,
    numbers: &[Range<usize>],
    start: usize,
) -> Role {
    static BOUND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)(?:^đến|tính (?:đến|tới)|đến hết|đến thời điểm|trước|kể từ|hết hạn|",
            r"có hiệu lực|hiệu lực (?:thi hành )?(?:kể )?từ|chậm nhất|số liệu|so với|sau|",
            r"cuối|tính từ|áp dụng từ|trở (?:về )?(?:đi|",
            r"trước))\s*(?:là\s+)?(?:vào\s+)?(?:hết\s+)?(?:\d{1,2}\s?(?:h|giờ)\s?\d{0,2}\s+)?",
            r"(?:ngày|tháng|năm)?\s*$",
        ))
    });
    // `đến 6h ngày 6/9`, but not `từ 8h đến 11h ngày 6/9`.
    static UNTIL_HOUR: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)(?:đến|tới)\s+\d{1,2}\s?(?:h|giờ)\s?\d{0,2}\s+(?:ngày\s*)?$")
    });
    static FROM_HOUR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\d\s?(?:h|giờ)\s?\d{0,2}\s+(?:đến|tới)\s+[^,]{0,12}$"));
    static HISTORY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)(?:sinh|mất|qua đời|từ trần|hy sinh|thành lập|ra đời|vào đảng|kết nạp|",
            r"nhập ngũ|cách mạng|chiến thắng|giải phóng|khởi nghĩa|ngày truyền thống|",
            r"từ năm|trong năm|đầu năm|cuối năm|những năm|trước năm|sau năm|vụ|khóa|",
            r"nhiệm kỳ|giai đoạn|thời kỳ|giữa năm)[\s(,:]*(?:vào\s+)?(?:ngày|tháng|",
            r"năm)?\s*$",
        ))
    });
    static PLAN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)(?:\bsẽ\b|dự kiến|phấn đấu đến|tầm nhìn|mục tiêu|định hướng|hướng tới|",
            r"tiến tới|phấn đấu|đến năm|đến hết năm|tới năm|cuộc bầu cử)[^.]*$",
        ))
    });
    let near = last_characters(before, 60);
    // An event stands at the head of its sentence, before any verb.
    let leading = before.chars().count() <= 34 && moment.day.is_some();
    if BOUND.is_match(near) || UNTIL_HOUR.is_match(near) && !FROM_HOUR.is_match(near) {
        return Role::Bound;
    }
    if moment.day.is_some() && (is_since(before, after) || is_told_by_somebody(before)) {
        return Role::Bound;
    }
    if has_document_before(before, numbers, start) {
        return Role::Document;
    }
    if moment.date().is_some() && issues_a_document(after) {
        return Role::Document;
    }
    let lived = moment.year.is_some() && is_of_a_life(after);
    if lived || (moment.day.is_some() && HISTORY.is_match(near)) {
        return Role::History;
    }
    if PLAN.is_match(before) || is_of_what_will_be(after) {
        return Role::Plan;
    }
    match moment.day.is_some() && (announces_day(before) || leading) {
        true => Role::Event,
        false => Role::Other,
    }
}

/// Whether something holds from a day on: `từ 01/7/2025, xã chính thức vận hành`. Where the last
/// day follows, the days are those of an event.
fn is_since(before: &str, after: &str) -> bool {
    static FROM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)(?:^|[^\p{L}])từ\s+(?:ngày\s+)?$"));
    static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\s*(?:\([^)]{1,20}\)\s*)?(?:[-–—]|đến|tới|và)\s*(?:ngày|hết|\d)")
    });
    static STARTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)(?:chính thức|đi vào|bắt đầu|vận hành|hoạt động|áp dụng|hiệu lực|thi hành|",
            r"sáp nhập|hợp nhất|sắp xếp|thành lập|mang tên|mức (?:thu|phí|giá|lương|phạt))",
        ))
    });
    let close = after.char_indices().nth(90).map_or(after.len(), |(at, _)| at);
    let clause = format!("{} {}", last_characters(before, 60), &after[..close]);
    FROM.is_match(before) && !UNTIL.is_match(after) && STARTS.is_match(&clause)
}

/// Whether a date stands in what somebody told: `đồng chí A cho biết, Đại hội diễn ra từ ngày
/// 25/1/2021`. That is what was spoken of, and not when.
fn is_told_by_somebody(before: &str) -> bool {
    static TOLD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:cho biết|cho hay|thông tin)(?: thêm)?[,:]?\s[^.]{12,}$"));
    TOLD.is_match(before)
}

/// Whether the words after a date speak of it as yet to come: `Từ ngày 1-7-2025, tỉnh sẽ đưa …`.
fn is_of_what_will_be(after: &str) -> bool {
    static WILL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*(?:tới đây|sẽ\s|,?\s[^.;:,]{1,40}\ssẽ\s)"));
    WILL.is_match(after)
}

/// Whether the words after a date make it a document's: `Ngày 15/5/2016, Bộ Chính trị ban hành
/// Chỉ thị`. That is how texts tell the background, years later.
fn issues_a_document(after: &str) -> bool {
    static ISSUES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^,?\s[^.;:,]{2,70}?\s(?:ký\s+)?(?:ban hành|ký|thông qua|ra)\s+(?:các|tại|theo)?\s*",
            r"(?:[Nn]ghị quyết|[Qq]uyết định|[Cc]hỉ thị|[Kk]ết luận|[Nn]ghị định|[Tt]hông tư|",
            r"[Kk]ế hoạch|[Hh]ướng dẫn|[Qq]uy định|[Qq]uy chế|[Ll]uật)\b",
        ))
    });
    ISSUES.is_match(after)
}

/// Whether the words after a date make it one of a life: `Ngày 3/2/1980, ông được kết nạp Đảng`.
fn is_of_a_life(after: &str) -> bool {
    static LIFE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^,?\s(?:ông|bà|anh|chị|cụ|mẹ|đồng chí)\s[^.;:]{0,30}?",
            r"(?:kết nạp|vào Đảng|nhập ngũ|lên đường|hy sinh|nghỉ hưu|qua đời|từ trần|ra đi)",
        ))
    });
    LIFE.is_match(after)
}

/// Whether a document stands right before a date: its number, or its type in words.
fn has_document_before(before: &str, numbers: &[Range<usize>], start: usize) -> bool {
    static TYPE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:[Nn]ghị quyết|[Qq]uyết định|[Cc]hỉ thị|[Kk]ết luận|[Nn]ghị định|",
            r"[Tt]hông tư|[Kk]ế hoạch|[Cc]hương trình|[Hh]ướng dẫn|[Cc]ông văn|",
            r"[Qq]uy định|[Tt]hông báo|[Qq]uy chế|[Pp]háp lệnh|[Ll]uật|[Đđ]ề án|",
            r"[Tt]ờ trình)[^.;]{0,45}$",
        ))
    });
    static TAIL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)(?:,|ký|ban hành)?\s*(?:ký\s+)?(?:ban hành\s+)?(?:ngày|tháng|năm)\s*$|\(\s*$")
    });
    static PART_OF_DAY: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)(?:sáng|chiều|tối|trưa|vừa qua,)\s*(?:ngày\s*)?$"));
    // `… ngày 16-6-2020 của Bộ Chính trị, từ ngày 17 đến ngày 22-8`: the document has its date.
    static DATED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\D.*\bngày\s+\d{1,2}\s"));
    if DATED.is_match(last_characters(before, 110)) && before.ends_with("ngày ") {
        return false;
    }
    let near = &without_adverbs(last_characters(before, 70));
    let end = start + before.len();
    let numbered = numbers.iter().any(|n| n.end <= end && end - n.end <= 70 && start <= n.start);
    // `…, sáng ngày 17/7`: nobody names the hour at which a document was signed.
    TAIL.is_match(before) && !PART_OF_DAY.is_match(before) && (numbered || TYPE.is_match(near))
}

/// A text without what sounds like a document and is none: `đúng luật`, `pháp luật`, `theo quy
/// định`, which say how something was done.
fn without_adverbs(text: &str) -> String {
    static ADVERB: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?i)\b(?:(?:đúng|trái|phạm|pháp|kỷ)\s(?:luật|quy định|kế hoạch|quy chế|chương trình|",
            r"hướng dẫn)|theo\s(?:quy định|kế hoạch|chương trình|hướng dẫn)(?:\s*,|\s(?:vào|trong)\b))",
        ))
    });
    ADVERB.replace_all(text, "").into_owned()
}

/// The last characters of a text.
fn last_characters(text: &str, n: usize) -> &str {
    let start = text.char_indices().rev().nth(n.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}
