//! A corpus to measure with: the same articles for mucluc and for Hugo.
//!
//! `cargo bench --bench corpus -- FOLDER [ARTICLES]` writes three sites into a new
//! folder: `plain` (mucluc with a theme of a few lines), `archive` (mucluc with
//! themes/archive) and `hugo` (the same few lines, with what each article cites in
//! its front matter, since Hugo does not read citations). A seed makes it the same
//! corpus on every machine. `benches/compare.sh` measures with it.
//!
//! Not here: how fast citations are read (`cite`).

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Types of directives of the Party's centre, with their symbols.
const PARTY: [(&str, &str); 4] =
    [("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Kết luận", "KL"), ("Quy định", "QĐ")];

/// Bodies that articles name.
const BODIES: [&str; 12] = [
    "Bộ Nội vụ",
    "Bộ Tư pháp",
    "Ban Dân vận Trung ương",
    "Hội Nông dân Việt Nam",
    "Tổng Liên đoàn Lao động Việt Nam",
    "Ban Tổ chức Trung ương",
    "Tỉnh ủy",
    "Ủy ban nhân dân tỉnh",
    "Hội đồng nhân dân tỉnh",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Sở Tư pháp tỉnh",
    "Hội Liên hiệp Phụ nữ tỉnh",
];

/// The first of [`BODIES`] that takes a province after its name.
const FIRST_LOCAL: usize = 6;

/// Provinces whose bodies articles name.
const PROVINCES: [&str; 16] = [
    "Nghệ An",
    "Hà Giang",
    "Lào Cai",
    "Quảng Nam",
    "Bình Định",
    "Cà Mau",
    "Sơn La",
    "Thái Bình",
    "Phú Thọ",
    "Đồng Nai",
    "An Giang",
    "Kiên Giang",
    "Lâm Đồng",
    "Bắc Ninh",
    "Hải Dương",
    "Tây Ninh",
];

/// Sentences around a directive, which stands for `#`.
const CITING: [&str; 6] = [
    "Hội nghị đã nghe báo cáo kết quả năm năm thực hiện # và bàn nhiệm vụ của thời gian tới. ",
    "Việc triển khai # được gắn với phong trào thi đua của từng cơ quan, đơn vị. ",
    "Cấp ủy các cấp đã cụ thể hóa # thành chương trình hành động sát với địa bàn. ",
    "Các đại biểu đánh giá # đã tạo chuyển biến rõ nét trong nhận thức của cán bộ. ",
    "Đoàn kiểm tra ghi nhận nhiều cách làm hay khi đưa # vào cuộc sống. ",
    "Theo #, người đứng đầu phải chịu trách nhiệm về kết quả của đơn vị mình. ",
];

/// Sentences around a body, which stands for `#`.
const NAMING: [&str; 4] = [
    "Đại diện # phát biểu tại buổi làm việc và trả lời ý kiến của người dân. ",
    "Cán bộ của # đã về tận thôn bản để nghe nguyện vọng của bà con. ",
    "Chương trình do # chủ trì, thu hút hàng nghìn lượt người tham gia. ",
    "Sáng cùng ngày, # tổ chức gặp mặt các gia đình tiêu biểu. ",
];

/// Sentences that cite nothing; `#` becomes a number.
const PLAIN: [&str; 12] = [
    "Đường về xã nay đã rải nhựa, hai bên là những vườn cây đang vào mùa thu hoạch. ",
    "Năm qua, thu nhập bình quân của mỗi hộ tăng thêm # triệu đồng so với năm trước. ",
    "Bà con góp công, hiến đất, mở rộng hơn # ki-lô-mét đường làng ngõ xóm. ",
    "Những tổ công tác nhỏ gọn, gần dân đã giúp tháo gỡ nhiều việc tồn đọng từ lâu. ",
    "Lớp học buổi tối vẫn sáng đèn, người già ngồi cạnh người trẻ cùng tập đọc. ",
    "Ý kiến của nhân dân được ghi lại đầy đủ và trả lời trong vòng # ngày. ",
    "Trước khi làm, cán bộ bàn với dân; làm xong, dân là người nghiệm thu. ",
    "Nhiều hộ mạnh dạn vay vốn, chuyển # héc-ta ruộng trũng sang nuôi trồng thủy sản. ",
    "Câu chuyện hòa giải ở tổ dân phố số # được nhiều nơi đến học hỏi. ",
    "Khó khăn còn nhiều, nhất là ở các bản vùng cao cách trung tâm # cây số. ",
    "Từ chỗ nghe và tin, người dân đã cùng làm và cùng hưởng thành quả. ",
    "Mỗi tháng một lần, cả thôn dành trọn ngày cuối tuần để dọn vệ sinh. ",
];

/// How many directives the corpus knows.
const N_DIRECTIVES: usize = 400;

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    /// The next number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    /// A number below a limit, small ones more often, as a few directives are cited by all.
    fn skewed(&mut self, limit: usize) -> usize {
        let widest = self.below(limit) + 1;
        self.below(widest)
    }
}

/// A directive of the corpus.
struct Directive {
    /// Its type's name.
    type_name: &'static str,
    /// Its number alone, for short forms.
    short: String,
    /// Its whole number.
    number: String,
    /// What tells it from its namesakes, after its number.
    tail: String,
}

impl Directive {
    /// The directives of the corpus: Party and State numbers in turn.
    fn all() -> Vec<Directive> {
        (0..N_DIRECTIVES).map(Directive::new).collect()
    }

    fn new(at: usize) -> Directive {
        let n = at / 5 + 1;
        let year = 2001 + at % 24;
        let (type_name, number, tail) = match at % 5 {
            kind @ 0..=2 => {
                let (type_name, symbol) = PARTY[(kind + at / 5) % PARTY.len()];
                (type_name, format!("{n:02}-{symbol}/TW"), String::new())
            }
            3 => ("Nghị định", format!("{n}/{year}/NĐ-CP"), " của Chính phủ".to_string()),
            _ => {
                let (day, month) = (at % 27 + 1, at % 12 + 1);
                let tail = format!(" ngày {day}/{month}/{year} của Thủ tướng Chính phủ");
                ("Quyết định", format!("{}/QĐ-TTg", 1000 + at), tail)
            }
        };
        let short = number.split(['-', '/']).next().unwrap_or_default().to_string();
        Directive { type_name, short, number, tail }
    }

    /// One of the ways in which articles write it.
    fn written(&self, dice: &mut Dice, cited_before: bool) -> String {
        let Directive { type_name, short, number, tail } = self;
        match dice.below(6) {
            0 if cited_before => format!("{type_name} {short}"),
            1 => format!("{type_name} số {number}{tail}"),
            2 => format!("{} {number}{tail}", type_name.to_lowercase()),
            3 => format!("{type_name} số {}{tail}", number.replace('-', " - ")),
            4 => format!("{type_name} số {}{tail}", number.replace('-', "–")),
            _ => format!("{type_name} {number}{tail}"),
        }
    }
}

/// An article of the corpus.
struct Article {
    title: String,
    date: String,
    year: usize,
    text: String,
    directives: BTreeSet<String>,
    bodies: BTreeSet<String>,
}

impl Article {
    fn write(at: usize, directives: &[Directive], dice: &mut Dice) -> Article {
        let province = PROVINCES[dice.below(PROVINCES.len())];
        let year = 2005 + dice.skewed(20);
        let date = format!("{year}-{:02}-{:02}", dice.below(12) + 1, dice.below(28) + 1);
        let (mut text, mut cited, mut bodies) = (String::new(), BTreeSet::new(), BTreeSet::new());
        while text.len() < 3_500 {
            match dice.below(9) {
                0 => {
                    let directive = &directives[dice.skewed(directives.len())];
                    let before = cited.contains(&directive.number);
                    let sentence = CITING[dice.below(CITING.len())];
                    text.push_str(&sentence.replace('#', &directive.written(dice, before)));
                    cited.insert(directive.number.clone());
                }
                1 => {
                    let body = body(dice, province);
                    text.push_str(&NAMING[dice.below(NAMING.len())].replace('#', &body));
                    bodies.insert(body);
                }
                _ => {
                    let number = (dice.below(90) + 10).to_string();
                    text.push_str(&PLAIN[dice.below(PLAIN.len())].replace('#', &number));
                }
            }
            if dice.below(4) == 0 {
                text.push_str("\n\n");
            }
        }
        let title = format!("Chuyện dân vận ở {province}, bài {}", at + 1);
        Article { title, date, year, text, directives: cited, bodies }
    }

    /// Its file for mucluc: title and date; citations are read from the text.
    fn for_mucluc(&self) -> String {
        format!("+++\ntitle = \"{}\"\ndate = {}\n+++\n\n{}\n", self.title, self.date, self.text)
    }

    /// Its file for Hugo: what it cites stands in its front matter.
    fn for_hugo(&self) -> String {
        let directives: Vec<&String> = self.directives.iter().collect();
        let bodies: Vec<&String> = self.bodies.iter().collect();
        format!(
            "+++\ntitle = \"{}\"\ndate = {}\ndirectives = {directives:?}\ncommittees = {bodies:?}\n\
             years = [\"{}\"]\n+++\n\n{}\n",
            self.title, self.date, self.year, self.text
        )
    }
}

fn body(dice: &mut Dice, province: &str) -> String {
    let at = dice.below(BODIES.len());
    match at < FIRST_LOCAL {
        true => BODIES[at].to_string(),
        false => format!("{} {province}", BODIES[at]),
    }
}

/// The configuration of a mucluc site; the archive's theme gets links for a disk, as `init` sets them.
fn mucluc_config(theme: &str) -> String {
    let mut text = String::from("base_url = \"https://example.org\"\ntitle = \"Corpus\"\n");
    text.push_str("default_language = \"vi\"\n");
    text.push_str(theme);
    text.push_str("\n[archive]\nsection = \"articles\"\n");
    text
}

/// The theme of a few lines, for mucluc.
const MUCLUC_TEMPLATES: [(&str, &str); 6] = [
    (
        "base.html",
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\"><title>{% block title %}{{ config.title }}{% endblock %}</title>\
         <link rel=\"stylesheet\" href=\"/style.css\"></head>\n<body>\n<nav><a href=\"/\">{{ config.title }}</a></nav>\n\
         <main>{% block main %}{% endblock %}</main>\n</body>\n</html>\n",
    ),
    (
        "index.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ config.title }}</h1>{% endblock %}",
    ),
    (
        "section.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ section.title }}</h1><ul>\
         {% for page in section.pages %}<li><a href=\"{{ page.permalink }}\">{{ page.title }}</a> {{ page.date }}</li>\n{% endfor %}</ul>{% endblock %}",
    ),
    (
        "page.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ page.title }}</h1><p>{{ page.date }}</p>{{ page.content | safe }}{% endblock %}",
    ),
    (
        "taxonomy_list.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ taxonomy.name }}</h1><ul>\
         {% for term in terms %}<li><a href=\"{{ term.permalink }}\">{{ term.name }}</a> {{ term.page_count }}</li>\n{% endfor %}</ul>{% endblock %}",
    ),
    (
        "taxonomy_single.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ term.name }}</h1><ul>\
         {% for page in term.pages %}<li><a href=\"{{ page.permalink }}\">{{ page.title }}</a> {{ page.date }}</li>\n{% endfor %}</ul>{% endblock %}",
    ),
];

/// The same few lines, for Hugo.
const HUGO_TEMPLATES: [(&str, &str); 5] = [
    (
        "baseof.html",
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\"><title>{{ .Title }}</title>\
         <link rel=\"stylesheet\" href=\"/style.css\"></head>\n<body>\n<nav><a href=\"/\">{{ site.Title }}</a></nav>\n\
         <main>{{ block \"main\" . }}{{ end }}</main>\n</body>\n</html>\n",
    ),
    ("home.html", "{{ define \"main\" }}<h1>{{ site.Title }}</h1>{{ end }}"),
    (
        "list.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href=\"{{ .Permalink }}\">{{ .Title }}</a> {{ .Date.Format \"2006-01-02\" }}</li>\n{{ end }}</ul>{{ end }}",
    ),
    (
        "single.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format \"2006-01-02\" }}</p>{{ .Content }}{{ end }}",
    ),
    (
        "terms.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}<li><a href=\"{{ .Page.Permalink }}\">{{ .Page.Title }}</a> {{ .Count }}</li>\n{{ end }}</ul>{{ end }}",
    ),
];

/// Hugo's configuration: what mucluc writes by default, and no more.
const HUGO_CONFIG: &str = "baseURL = \"https://example.org/\"\ntitle = \"Corpus\"\nlocale = \"vi\"\n\
    disableKinds = [\"rss\"]\n[taxonomies]\ndirective = \"directives\"\ncommittee = \"committees\"\nyear = \"years\"\n";

/// Writes a file and the folders above it.
fn put(path: PathBuf, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(path, text)
}

/// Copies a folder with all that is in it.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy_folder(&entry.path(), &target)?,
            false => fs::copy(entry.path(), target).map(|_| ())?,
        }
    }
    Ok(())
}

/// Writes the three sites.
fn write_sites(folder: &Path, n_articles: usize) -> io::Result<()> {
    let [plain, archive, hugo] = ["plain", "archive", "hugo"].map(|site| folder.join(site));
    let directives = Directive::all();
    let mut dice = Dice(11);
    for at in 0..n_articles {
        let article = Article::write(at, &directives, &mut dice);
        let name = format!("content/articles/bai-{:06}.md", at + 1);
        put(plain.join(&name), &article.for_mucluc())?;
        put(archive.join(&name), &article.for_mucluc())?;
        put(hugo.join(&name), &article.for_hugo())?;
    }
    let section = "+++\ntitle = \"Bài viết\"\nsort_by = \"date\"\n+++\n";
    put(plain.join("content/articles/_index.md"), section)?;
    let paged = section.replace("sort_by", "paginate_by = 50\nsort_by");
    put(archive.join("content/articles/_index.md"), &paged)?;
    put(hugo.join("content/articles/_index.md"), "+++\ntitle = \"Bài viết\"\n+++\n")?;
    for site in [&plain, &hugo] {
        put(site.join("static/style.css"), "body { max-width: 40rem; margin: auto }\n")?;
    }
    for (name, text) in MUCLUC_TEMPLATES {
        put(plain.join("templates").join(name), text)?;
    }
    for (name, text) in HUGO_TEMPLATES {
        put(hugo.join("layouts").join(name), text)?;
    }
    put(plain.join("zola.toml"), &mucluc_config(""))?;
    let theme =
        "theme = \"archive\"\ngenerate_feeds = true\nfeed_limit = 50\nrelative_links = \"disk\"\n";
    put(archive.join("zola.toml"), &mucluc_config(theme))?;
    put(hugo.join("hugo.toml"), HUGO_CONFIG)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy_folder(&root.join("themes/archive"), &archive.join("themes/archive"))
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let Some(folder) = arguments.first() else {
        println!("usage: cargo bench --bench corpus -- FOLDER [ARTICLES]");
        return Ok(());
    };
    let n_articles = arguments.get(1).and_then(|n| n.parse().ok()).unwrap_or(10_000);
    if Path::new(folder).exists() {
        return Err(io::Error::other(format!("`{folder}` exists already")));
    }
    write_sites(Path::new(folder), n_articles)?;
    println!("{n_articles} articles in `{folder}`");
    Ok(())
}
