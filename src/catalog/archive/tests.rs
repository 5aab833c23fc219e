use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::sample::{Made, make, make_from};
use super::*;

/// One article line: a date, a place, and a few mentions with little or much evidence.
fn any_article() -> impl Strategy<Value = String> {
    let when = prop_oneof![
        Just(String::new()),
        (2006..2024u32).prop_map(|year| year.to_string()),
        (2006..2024u32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
    ];
    let key = prop_oneof![
        Just("25-NQ/TW"),
        Just("16-CT/TTg"),
        Just("04-NQ/ĐUK"),
        Just("2034-QĐ/TU"),
        Just("04/2015/NĐ-CP"),
        Just("~Nghị quyết Đại hội XIII"),
        Just("?Nghị quyết 25"),
        Just("Ban Thường vụ Đảng ủy Khối A"),
        Just("Đảng ủy Khối B"),
    ];
    let evidence = prop_oneof![
        3 => Just(String::new()),
        1 => (2008..2020u32).prop_map(|year| format!("[{year}]")),
        1 => (2008..2020u32, 1..13u32).prop_map(|(y, m)| format!("[{y}-{m:02}-10]")),
        1 => (10..13u32).prop_map(|term| format!("[k{term}]")),
        1 => Just("[by Đảng ủy Khối A]".to_string()),
        1 => Just("[by Đảng ủy Khối B]".to_string()),
        1 => Just("[\"công tác dân vận\"]".to_string()),
    ];
    let mention = (key, evidence.clone(), evidence).prop_map(|(k, a, b)| format!("{k} {a} {b}"));
    let mentions = proptest::collection::vec(mention, 0..5);
    (when, mentions).prop_map(|(when, mentions)| format!("@{when}: {}", mentions.join("; ")))
}

/// Checks what must hold of every archive.
fn check(made: &Made) {
    let archive = &made.archive;
    let mut filed = vec![0usize; archive.directives.len()];
    for (id, directive) in archive.directives.iter().enumerate() {
        for at in &directive.mentions {
            let lead = archive.targets[at.article as usize][at.mention as usize];
            assert_eq!(lead, Some(Target::Directive(DirectiveId(id as u32))));
            filed[id] += 1;
        }
        assert_eq!(directive.record.is_none(), directive.certainty != Certainty::Recorded);
        assert!(directive.record.is_some() || !directive.mentions.is_empty());
    }
    let mut open = 0;
    for (card, targets) in made.cards.iter().zip(&archive.targets) {
        for (mention, target) in card.mentions.iter().zip(targets) {
            match target {
                Some(Target::Directive(id)) => {
                    let directive = &archive.directives[id.0 as usize];
                    assert_eq!(*directive.key, *mention.key);
                    filed[id.0 as usize] -= 1;
                }
                Some(Target::Committee(_)) => {}
                None => open += 1,
            }
        }
    }
    assert!(filed.iter().all(|&count| count == 0), "a mention is filed twice or never");
    assert_eq!(archive.unresolved.len(), open, "each open mention has one reason");
    let mut slugs: Vec<&str> = archive.directives.iter().map(|d| d.slug.as_str()).collect();
    slugs.extend(archive.ambiguities.iter().map(|page| page.slug.as_str()));
    slugs.sort_unstable();
    assert!(slugs.windows(2).all(|pair| pair[0] != pair[1]), "an address twice: {slugs:?}");
}

/// What a reader sees of an archive, whatever the order of its articles: where each
/// mention leads, by file, and why not.
fn seen(made: &Made) -> Vec<(String, Vec<String>)> {
    let seen = |(i, card): (usize, &ArticleCard)| {
        let mut leads: Vec<String> = made.leads(i).into_iter().map(str::to_string).collect();
        let own = made.archive.unresolved.iter().filter(|(at, _)| at.article as usize == i);
        leads.extend(own.map(|(_, why)| why.to_string()));
        (card.file.to_string(), leads)
    };
    let mut all: Vec<_> = made.cards.iter().enumerate().map(seen).collect();
    all.sort();
    all
}

#[test]
fn every_mention_is_filed_with_its_own_number_or_has_a_reason_not_to_be() {
    let mut runner = TestRunner::deterministic();
    let lines = proptest::collection::vec(any_article(), 0..12);
    runner
        .run(&lines, |lines| {
            let made = make(&lines.join("\n"), &[]);
            check(&made);
            let mut cards = made.cards.clone();
            cards.reverse();
            assert_eq!(seen(&made), seen(&make_from(cards, &[])));
            assert_eq!(made.archive, make(&lines.join("\n"), &[]).archive);
            Ok(())
        })
        .expect("an archive that holds");
}

#[test]
fn records_change_what_a_page_says_and_never_which_number_it_is_about() {
    let records = [
        "number = \"25-NQ/TW\"\ndate = 2013-06-03\ntitle = \"công tác dân vận\"",
        "number = \"25-NQ/TW\"\ndate = 2008-07-25",
        "number = \"04-NQ/ĐUK\"\nissuer = \"Đảng ủy Khối A\"",
        "name = \"Đảng ủy Khối A\"\naliases = [\"Khối A\"]",
    ];
    let mut runner = TestRunner::deterministic();
    let lines = proptest::collection::vec(any_article(), 0..12);
    runner
        .run(&lines, |lines| {
            check(&make(&lines.join("\n"), &records));
            Ok(())
        })
        .expect("an archive that holds");
}

#[test]
fn an_archive_of_nothing_is_empty() {
    assert_eq!(make("", &[]).archive, Archive::default());
}

#[test]
fn a_body_that_the_text_could_not_resolve_leads_nowhere_and_says_why() {
    let mut cards = sample::articles("@2019: Đảng ủy Khối");
    cards[0].mentions[0].unresolved = Some("no bloc named".into());
    let made = make_from(cards, &[]);
    assert_eq!((made.leads(0), made.reasons()), (vec!["-"], vec!["no bloc named"]));
    assert!(made.archive.committees.is_empty());
}

#[test]
fn a_body_that_the_text_leaves_open_is_the_one_that_a_record_describes_by_that_name() {
    let mut cards = sample::articles("@2019: Tỉnh ủy");
    cards[0].mentions[0].unresolved = Some("no province named".into());
    let made = make_from(cards, &["name = \"Tỉnh ủy\""]);
    assert_eq!(made.leads(0), ["tinh-uy"]);
    assert!(made.reasons().is_empty());
}

#[test]
fn an_issuer_that_every_place_has_makes_no_body() {
    let made = make(
        "@2019: 05-NQ/TU [by Ban Thường vụ Tỉnh ủy]; 06-NQ/TU [by Ban Thường vụ Tỉnh ủy Nghệ An]",
        &[],
    );
    let names: Vec<&str> = made.archive.committees.iter().map(|body| body.name.as_str()).collect();
    assert!(!names.contains(&"Ban Thường vụ Tỉnh ủy"), "{names:?}");
    assert!(names.contains(&"Ban Thường vụ Tỉnh ủy Nghệ An"), "{names:?}");
}
