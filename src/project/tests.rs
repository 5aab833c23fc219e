use super::*;

fn map(json: &str) -> Map<String, Json> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn the_sites_extra_lies_over_the_themes() {
    let mut site = map(r#"{"a": 1, "t": {"x": 1}}"#);
    merge_under(&mut site, &map(r#"{"a": 2, "b": 3, "t": {"y": 2}}"#)).unwrap();
    assert_eq!(site, map(r#"{"a": 1, "t": {"x": 1, "y": 2}, "b": 3}"#));
}

#[test]
fn a_table_cannot_meet_a_value() {
    assert_eq!(merge_under(&mut map(r#"{"a": 1}"#), &map(r#"{"a": {}}"#)), Err("a".to_string()));
}

#[test]
fn versions_compare_by_their_parts() {
    assert!(newer("0.100.0", "0.23.0") && !newer("0.23.0", "0.23.0") && !newer("0.9", "0.23.0"));
}
