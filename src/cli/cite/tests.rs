use crate::cite::{About, Profile, cite};

use super::*;

/// What `mucluc cite` shows of a text.
fn shown(text: &str, format: Format) -> String {
    let profile = Profile::builtin("vi").expect("it is built in");
    let citations = cite(text, profile, &About::default());
    match format {
        Format::Text => table("a/b.txt:", text, &citations),
        Format::Jsonl => jsonl("a/b.txt", text, &citations),
    }
}

#[test]
fn offsets_count_code_points_of_the_file_as_it_is() {
    let lines = shown("\u{FEFF}Đọc Nghị quyết 25-NQ/TW.\r\nRồi Nghị quyết 25.", Format::Jsonl);
    let found: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect();
    assert_eq!((&found[0]["start"], &found[0]["end"]), (&json!(5), &json!(24)));
    assert_eq!((&found[1]["start"], &found[1]["end"]), (&json!(31), &json!(44)));
    assert_eq!(found[0]["file"], "b.txt");
    assert_eq!((&found[1]["key"], &found[1]["form"]), (&json!("25-NQ/TW"), &json!("short")));
    assert_eq!(found[1]["resolution"]["why"], "given in full before: 25-NQ/TW");
}

#[test]
fn the_table_says_where_what_and_why() {
    let table = shown("Theo Nghị quyết 25 thì làm.", Format::Text);
    assert_eq!(
        table,
        "a/b.txt:1:6  Nghị quyết 25  Nghị quyết 25  directive, short, UNRESOLVED: \
         the text gives no full form with this number\n"
    );
}

#[test]
fn an_article_is_read_as_a_build_reads_it() {
    let text = "+++\ntitle = \"Quyết định 290-QĐ/TW\"\ndate = 2020-01-01\n[archive]\n\
                bodies = [\"Đảng ủy Khối các cơ quan Trung ương\"]\nsource = \"43-KL/TW\"\n+++\n\
                Đảng ủy Khối thực hiện Quyết định 290.\n";
    let profile = Profile::builtin("vi").unwrap();
    let found = read("a.md", text, profile);
    let told: Vec<(&str, &str)> = found
        .mentions
        .iter()
        .map(|mention| (&text[mention.span.clone()], mention.key.as_str()))
        .collect();
    let bloc = "Đảng ủy Khối các cơ quan Trung ương";
    assert_eq!(told, [("Đảng ủy Khối", bloc), ("Quyết định 290", "290-QĐ/TW")]);
    // A text that is no article is read from its first letter.
    assert_eq!(read("a.txt", text, profile).mentions[0].key, "290-QĐ/TW");
}
