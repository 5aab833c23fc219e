use super::evidence::EVIDENCE;
use super::*;

/// A paragraph of a text that is about nothing in particular.
const PROSE: &str = "Các chi bộ trong xã bàn bạc kỹ, phân công từng đảng viên phụ trách từng nhóm \
    hộ, và bà con xóm Đoài hôm nay góp công, góp của làm con đường mới của xóm.";

/// A line that was judged already.
fn judged(text: &str, class: Class, reason: Reason) -> Line {
    Line { class, reason, ..Line::new(1, text) }
}

/// The second print of a headline.
fn second_print() -> Line {
    judged("Xóm Đoài làm đường mới", Class::Noise, Reason::RepeatedHeadline)
}

/// The surest evidence for a line between two others, on a page with a headline.
fn surest(above: Line, line: Line, below: Line) -> Option<&'static str> {
    let prose = || Line::new(1, PROSE);
    let lines = [prose(), above, line, below, prose()];
    evidence::surest(&Place { title: "Xóm Đoài làm đường mới", ..Place::at(&lines, 2) })
}

#[test]
fn each_piece_of_evidence_proves_a_caption_that_no_surer_one_does() {
    let line = |text: &str| Line::new(1, text);
    let prose = || line(PROSE);
    let noise = |text: &str, reason| judged(text, Class::Noise, reason);
    let caption = judged(
        "Bà con xóm Đoài góp công làm con đường mới của xóm",
        Class::Caption,
        Reason::Caption,
    );
    let cell = Line { cell: true, ..line("Con đường của xóm Hạ trong mùa lúa chín") };
    let marked = Line { shape: Shape::Caption, ..line("Đường làng") };
    let between = |text: &str| surest(prose(), line(text), prose());
    let found = [
        surest(prose(), marked, prose()),
        between("Con đường qua cánh đồng. Ảnh: Lê An"),
        between("Xóm Đoài làm đường mới - Ảnh 2"),
        between("Ông Lê Văn An (thứ hai, từ trái sang) ở cổng chợ"),
        surest(noise("LeftCenterRightDel", Reason::EmbeddedPicture), line("Cổng chợ"), prose()),
        surest(noise("anh_1.jpg", Reason::ImageFile), line("Cổng chợ của xóm"), prose()),
        surest(prose(), line("Cổng chợ của xóm"), line("(Ảnh: HM)")),
        surest(
            caption,
            line("Bà con xóm Đoài góp công làm con đường mới của xóm, dài ba dặm"),
            prose(),
        ),
        between("Bà con xóm Đoài hôm nay góp công, góp của."),
        surest(second_print(), line("Bà con góp công làm đường. TTXVN"), prose()),
        surest(second_print(), line("Con đường của xóm Hạ trong mùa lúa chín"), prose()),
        surest(prose(), cell, prose()),
        between("03 chi đoàn ký giao ước thi đua"),
        surest(
            judged("Xóm Đoài làm đường", Class::Title, Reason::Unjudged),
            line("Bí thư Chi bộ thăm đường mới"),
            prose(),
        ),
        between("Xóm Đoài trao tặng hai đội bóng bức trướng thêu tay"),
        between("Bí thư Chi bộ thăm đường mới"),
        between("Các tiết mục văn nghệ của xóm."),
        between("Ông Lê Văn An, Bí thư Chi bộ xóm Đoài, phát biểu tại hội nghị."),
        between("Cán bộ, đảng viên xóm Đoài thắp hương ở đền làng."),
    ];
    assert_eq!(found, EVIDENCE.map(|(name, _)| Some(name)));
}

#[test]
fn a_sentence_of_the_text_proves_nothing() {
    let between = |text: &str| surest(Line::new(1, PROSE), Line::new(1, text), Line::new(1, PROSE));
    assert_eq!(between("Đường làng nay rộng gấp đôi."), None);
    assert_eq!(between("Bí thư Chi bộ nhấn mạnh việc giữ đường sạch."), None);
}

#[test]
fn a_part_of_a_word_reports_nothing() {
    let between = |text: &str| surest(Line::new(1, PROSE), Line::new(1, text), Line::new(1, PROSE));
    let gift = "Bí thư Chi bộ tặng quà các hộ tiêu biểu trong đóng góp làm đường";
    assert_eq!(between(gift), Some("a ceremony between paragraphs"));
    assert_eq!(between("Bí thư Chi bộ tặng quà mười hộ, trong đó một hộ ở xóm Trung"), None);
}

#[test]
fn deeds_are_known_wherever_their_tone_marks_stand() {
    let harvest = "Bà con xóm Đoài, xóm Trung thu hoạch lúa chiêm trên cánh đồng làng.";
    let found = surest(Line::new(1, PROSE), Line::new(1, harvest), Line::new(1, PROSE));
    assert_eq!(found, Some("a deed in the present"));
}
