use crate::catalog::archive::sample::make;
use crate::cite::Relation;

#[test]
fn a_relation_that_prose_states_stands_at_both_ends_with_its_words() {
    let made = make(
        "@2019: 43-KL/TW; 25-NQ/TW; #0 continues #1\n@2020: 43-KL/TW; 25-NQ/TW; #0 continues #1",
        &[],
    );
    let [out] = &made.directive("43-kl-tw").relations[..] else { panic!("one relation") };
    assert_eq!((out.relation, out.outgoing, out.recorded), (Relation::Continues, true, false));
    assert_eq!(out.testimonies.len(), 2);
    assert_eq!(out.testimonies[0].anchor, "m-1");
    let [back] = &made.directive("25-nq-tw").relations[..] else { panic!("one relation") };
    assert!(!back.outgoing);
    assert_eq!(back.testimonies, out.testimonies);
}

#[test]
fn a_relation_of_a_record_and_of_prose_is_one_relation() {
    let record = "number = \"43-KL/TW\"\nrelations = [{ kind = \"continues\", to = \"25-NQ/TW\" }]";
    let made = make("@2019: 43-KL/TW; 25-NQ/TW; #0 continues #1", &[record]);
    let [only] = &made.directive("43-kl-tw").relations[..] else { panic!("one relation") };
    assert!(only.recorded);
    assert_eq!(only.testimonies.len(), 1);
}

#[test]
fn a_record_says_with_a_year_which_of_two_it_relates_to() {
    let record =
        "number = \"43-KL/TW\"\nrelations = [{ kind = \"continues\", to = \"25-NQ/TW (2013)\" }]";
    let lines = "@2019: 25-NQ/TW [2013-06-03]\n@2019: 25-NQ/TW [2008-07-25]";
    let made = make(lines, &[record]);
    assert_eq!(made.directive("25-nq-tw-2013").relations.len(), 1);
    assert!(made.directive("25-nq-tw-2008").relations.is_empty());
    let made = make(lines, &[&record.replace(" (2013)", "")]);
    assert_eq!(
        made.told,
        ["ambiguous-directive: `25-NQ/TW` does not say which directive it means"]
    );
}

#[test]
fn a_relation_to_a_number_that_nothing_knows_is_told() {
    let record = "number = \"43-KL/TW\"\nrelations = [{ kind = \"amends\", to = \"1-KL/TW\" }]";
    let made = make("", &[record]);
    assert_eq!(
        made.told,
        ["unknown-directive: no text cites `1-KL/TW` and no record describes it"]
    );
}

#[test]
fn a_statement_with_an_unresolved_end_states_nothing() {
    let made = make("@2019: 43-KL/TW; ?Nghị quyết 25; #0 continues #1", &[]);
    assert!(made.directive("43-kl-tw").relations.is_empty());
}

#[test]
fn directives_keep_the_company_of_those_in_the_same_articles() {
    let made = make("@2019: 1-CT/TW; 2-CT/TW; 1-CT/TW\n@2020: 1-CT/TW; 2-CT/TW; 3-CT/TW", &[]);
    let company = |slug: &str| -> Vec<(String, u32)> {
        let name = |id: super::DirectiveId| made.archive.directives[id.0 as usize].slug.clone();
        made.directive(slug).cited_with.iter().map(|&(id, count)| (name(id), count)).collect()
    };
    assert_eq!(company("1-ct-tw"), [("2-ct-tw".to_string(), 2), ("3-ct-tw".to_string(), 1)]);
}

#[test]
fn articles_that_share_most_citations_are_alike_the_nearest_in_time_first() {
    let made = make(
        "@2019-01-01: 1-CT/TW; 2-CT/TW\n@2019-01-02: 1-CT/TW\n@2019-01-03: 1-CT/TW; 2-CT/TW
         @2020: 1-CT/TW\n@2020: 9-CT/TW",
        &[],
    );
    assert_eq!(made.archive.similar(0), [(2, 2), (1, 1), (3, 1)]);
    assert!(made.archive.similar(4).is_empty());
}

#[test]
fn a_relation_to_itself_is_told() {
    let front = "number = \"1-NQ/TW\"\nrelations = [{ kind = \"amends\", to = \"1-NQ/TW\" }]";
    let made = make("", &[front]);
    assert_eq!(made.told, ["self-relation: `1-NQ/TW` is this very directive"]);
}
