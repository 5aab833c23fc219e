//! How fast citations are read: megabytes a second on one core.
//!
//! `cargo bench --bench cite` makes articles from sentences of our own with numbers,
//! places and people that change, in the mix of Vietnamese official news: about one
//! sentence in three names a document or a body. The figure is the best of the
//! rounds, for the machine may be doing other things.

use std::time::Instant;

use mucluc::cite::{About, Profile, cite};

/// Sentences that name documents and bodies; `#` becomes a number.
const CITING: [&str; 12] = [
    "Ngày #/6, tại Hà Nội, Đảng ủy Khối các cơ quan Trung ương tổ chức Hội nghị quán triệt Kết luận #-KL/TW của Ban Bí thư Trung ương Đảng (khóa XII) về tiếp tục thực hiện Nghị quyết #-NQ/TW. ",
    "Phó Bí thư Thường trực Tỉnh ủy Nguyễn Thị Minh nêu rõ, các cấp ủy trực thuộc tiếp tục thực hiện Nghị quyết # gắn với nhiệm vụ của từng cơ quan, đơn vị. ",
    "Thực hiện Quyết định số #/QĐ-TTg ngày 16 tháng 5 năm 2016 của Thủ tướng Chính phủ, UBND tỉnh Nghệ An đã ban hành Kế hoạch số #/KH-UBND để triển khai trên địa bàn. ",
    "Trưởng ban Dân vận Trung ương ghi nhận những kết quả mà Đảng bộ Khối đã đạt được trong thời gian qua. ",
    "Theo Nghị định số #/2020/NĐ-CP, cơ quan nhà nước có trách nhiệm công khai thủ tục hành chính. ",
    "Bộ Nội vụ phối hợp với Sở Tư pháp các tỉnh rà soát văn bản quy phạm pháp luật đã ban hành. ",
    "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố Hải Phòng tổ chức lấy ý kiến nhân dân về dự thảo. ",
    "Hội nghị sơ kết các Nghị quyết số #, #-NQ/TW được tổ chức theo hình thức trực tuyến. ",
    "Căn cứ Luật Đất đai năm 2013, HĐND thành phố Đà Nẵng thông qua Nghị quyết số #/2019/NQ-HĐND. ",
    "Ban Thường vụ Đảng ủy Khối đã xây dựng kế hoạch phù hợp với tình hình của từng đảng bộ. ",
    "Đại diện Hội Nông dân Việt Nam và Tổng Liên đoàn Lao động Việt Nam cùng dự buổi làm việc. ",
    "Chỉ thị số #-CT/TU của Ban Thường vụ Thành ủy nhấn mạnh trách nhiệm của người đứng đầu. ",
];

/// Sentences that name none.
const PLAIN: [&str; 10] = [
    "Trong sáu tháng đầu năm, công tác dân vận tiếp tục được đổi mới, bám sát cơ sở và gắn với nhiệm vụ chính trị của từng đơn vị. ",
    "Nhiều mô hình hay đã được nhân rộng, góp phần nâng cao đời sống vật chất và tinh thần của người dân. ",
    "Các đại biểu thảo luận về những khó khăn, vướng mắc trong quá trình thực hiện và đề ra giải pháp cụ thể. ",
    "Đồng chí đề nghị tiếp tục đẩy mạnh cải cách hành chính, nâng cao chất lượng phục vụ nhân dân. ",
    "Tính đến hết ngày 15/6/2024 đã có # mô hình đăng ký, tăng 12,5% so với cùng kỳ năm trước. ",
    "Người dân phấn khởi khi tuyến đường mới được đưa vào sử dụng, việc đi lại thuận tiện hơn trước rất nhiều. ",
    "Bên cạnh đó, công tác tuyên truyền được thực hiện dưới nhiều hình thức phong phú, phù hợp với từng đối tượng. ",
    "Tổng kinh phí thực hiện hơn # tỷ đồng, trong đó nguồn xã hội hóa chiếm gần một nửa. ",
    "Lãnh đạo các cơ quan, đơn vị nêu cao tinh thần trách nhiệm, chủ động tháo gỡ khó khăn ngay từ cơ sở. ",
    "Buổi lễ diễn ra trong không khí trang trọng, ấm áp với sự tham gia của đông đảo đoàn viên, hội viên. ",
];

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    /// The next number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// An article of about four kilobytes.
fn article(dice: &mut Dice) -> String {
    let mut text = String::new();
    while text.len() < 4_000 {
        let sentence = match dice.below(3) {
            0 => CITING[dice.below(CITING.len())],
            _ => PLAIN[dice.below(PLAIN.len())],
        };
        for part in sentence.split_inclusive('#') {
            text.push_str(part.trim_end_matches('#'));
            if part.ends_with('#') {
                text.push_str(&(dice.below(300) + 1).to_string());
            }
        }
        if dice.below(4) == 0 {
            text.push_str("\n\n");
        }
    }
    text
}

/// Seconds that this thread has had a core; none where the system does not tell.
///
/// On a machine that is doing other things the clock on the wall says little.
fn core_seconds() -> Option<f64> {
    let counters = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = counters.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// How many times the corpus is read; the best counts.
const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` runs this too, and only wants to know that it works.
    let quick = std::env::args().any(|argument| argument == "--test");
    let n_articles = if quick { 10 } else { 5_000 };
    let profile = Profile::builtin("vi").expect("the Vietnamese profile is built in");
    let about = About::default();
    let mut dice = Dice(7);
    let articles: Vec<String> = (0..n_articles).map(|_| article(&mut dice)).collect();
    let bytes: usize = articles.iter().map(String::len).sum();
    let mut best = f64::MAX;
    let mut mentions = 0;
    for _ in 0..ROUNDS {
        let (start, core_start) = (Instant::now(), core_seconds());
        mentions = articles.iter().map(|text| cite(text, profile, &about).mentions.len()).sum();
        let wall = start.elapsed().as_secs_f64();
        let core = core_start.zip(core_seconds()).map(|(before, after)| after - before);
        best = best.min(core.filter(|&core| 0.0 < core).unwrap_or(wall));
    }
    let megabytes = bytes as f64 / 1e6;
    println!(
        "cite: {:.1} MB/s on one core ({megabytes:.1} MB, {n_articles} articles, {mentions} mentions)",
        megabytes / best
    );
}
