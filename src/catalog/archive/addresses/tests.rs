use super::*;
use crate::catalog::archive::sample::institutions;

/// Wishes in order; those with `!` were asked for.
fn wishes(slugs: &[&str]) -> Vec<Wish> {
    let wish = |slug: &&str| Wish {
        slug: slug.trim_start_matches('!').to_string(),
        asked: slug.starts_with('!'),
    };
    slugs.iter().map(wish).collect()
}

#[test]
fn a_taken_address_gets_the_next_free_number() {
    let slugs = assign(&wishes(&["a", "a", "a-2", "a"]), |_, _, _| panic!("nobody asked"));
    assert_eq!(slugs, ["a", "a-2", "a-2-2", "a-3"]);
}

#[test]
fn what_an_archivist_asked_for_comes_first() {
    let mut told = Vec::new();
    let slugs = assign(&wishes(&["a", "!a"]), |first, second, moved| {
        told.push((first, second, moved.to_string()));
    });
    assert_eq!(slugs, ["a-2", "a"]);
    assert_eq!(told, [(1, 0, "a-2".to_string())]);
}

#[test]
fn two_who_ask_for_one_address_are_told() {
    let mut told = Vec::new();
    assign(&wishes(&["!a", "b", "!a"]), |first, second, _| told.push((first, second)));
    assert_eq!(told, [(0, 2)]);
}

#[test]
fn the_centre_keeps_its_w() {
    assert_eq!(slug("290-QĐ/TƯ", institutions()), "290-qd-tw");
    assert_eq!(slug("290-QĐ/TU", institutions()), "290-qd-tu");
    assert_eq!(slug("04/2015/NĐ-CP", institutions()), "04-2015-nd-cp");
    assert_eq!(slug("!", institutions()), "khong-ten");
}

#[test]
fn a_long_name_gives_an_address_of_whole_words() {
    let name = ["nghi-quyet-ve-viec"; 20].join("-");
    let slugs = assign(&wishes(&[&name, &name]), |_, _, _| panic!("nobody asked"));
    assert!(
        slugs[0].len() <= LONGEST && name.starts_with(&format!("{}-", slugs[0])),
        "{}",
        slugs[0]
    );
    assert_eq!(slugs[1], format!("{}-2", slugs[0]));
    assert!(assign(&wishes(&[&"a".repeat(300)]), |_, _, _| ())[0].len() == LONGEST);
}
