use super::*;
use crate::catalog::archive::sample::date;

/// Reads a directive's record; gives it with what was told, as `line:column code: message`.
fn directive(text: &str) -> (Option<DirectiveRecord>, Vec<String>) {
    let mut diags = Diags::default();
    let record = directive_record("content/directives/x.md", text, &mut diags);
    (record.map(|(record, _)| record), told(diags))
}

/// What was told about a record's text.
fn told(diags: Diags) -> Vec<String> {
    let told = |d: crate::diag::Diagnostic| {
        let at = d.span.and_then(|span| span.position()).expect("a place in the file");
        format!("{}:{} {}: {}", at.line, at.column, d.code, d.message)
    };
    diags.sorted().into_iter().map(told).collect()
}

#[test]
fn a_whole_record_is_read() {
    let text = "+++\nnumber = \"25-NQ/TW\"\ntype = \"Nghị quyết\"\nissuer = \"Trung ương\"\n\
        date = 2013-06-03\nterm = \"XI\"\ntitle = \"T\"\naliases = [\"A\"]\nslug = \"s\"\n\
        same_as = [\"https://example.org\"]\nredirects = [\"/old/\"]\n\
        relations = [{ kind = \"based_on\", to = \"1-NQ/TW (2012)\" }]\n+++\nProse.\n";
    let mut diags = Diags::default();
    let (record, prose) = directive_record("x.md", text, &mut diags).expect("a record");
    assert!(diags.list.is_empty());
    assert_eq!(&text[prose], "Prose.\n");
    assert_eq!(record.date, date("2013-06-03"));
    assert_eq!(record.term, Some(11));
    assert_eq!(record.relations, [(Relation::BasedOn, "1-NQ/TW (2012)".to_string())]);
    assert_eq!(record.redirects, ["/old/"]);
}

#[test]
fn each_value_keeps_its_place_in_the_file() {
    let text =
        "+++\nnumber = \"1-NQ/TW\"\nrelations = [{ kind = \"amends\", to = \"2-NQ/TW\" }]\n+++\n";
    let (record, _) = directive(text);
    let record = record.expect("a record");
    assert_eq!(&text[record.span("number").range], "\"1-NQ/TW\"");
    assert_eq!(&text[record.span("relations[0].to").range], "\"2-NQ/TW\"");
}

#[test]
fn dates_may_be_known_to_the_month_or_the_year() {
    for (written, known) in [
        ("\"2013\"", "2013"),
        ("2013", "2013"),
        ("\"2013-06\"", "2013-06"),
        ("\"2013-06-03\"", "2013-06-03"),
        ("2013-06-03", "2013-06-03"),
    ] {
        let (record, told) = directive(&format!("+++\ntitle = \"T\"\ndate = {written}\n+++\n"));
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(record.expect("a record").date, date(known));
    }
}

#[test]
fn a_date_that_is_none_is_told_where_it_stands() {
    for written in ["\"2013-13\"", "\"2013-02-30\"", "\"3/6/2013\"", "\"20133\"", "\"2013-6-3\""] {
        let (_, told) = directive(&format!("+++\ntitle = \"T\"\ndate = {written}\n+++\n"));
        let written = written.trim_matches('"');
        assert_eq!(told, [format!("3:8 bad-date: `{written}` is not a date")]);
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let (_, told) = directive(
        "+++\nnumber = 25\ntitel = \"T\"\nterm = \"IIX%\"\naliases = \"A\"\n\
         relations = [{ kind = \"continue\", to = \"1-NQ/TW\" }, { kind = \"amends\" }]\n+++\n",
    );
    assert_eq!(
        told,
        [
            "2:10 wrong-type: `number` must be words in quotes, found integer",
            "3:1 unknown-key: unknown key `titel` in a record",
            "4:8 bad-term: `IIX%` is not the number of a term",
            "5:11 wrong-type: `aliases` must be a list of words in quotes, found string",
            "6:23 unknown-relation: unknown relation `continue`",
            "6:53 missing-key: `to` is missing in this relation",
        ]
    );
}

#[test]
fn a_record_of_nothing_is_told() {
    assert_eq!(
        directive("+++\ntype = \"Nghị quyết\"\n+++\n").1,
        ["2:1 missing-key: the record has no `number`, nor a `title`"]
    );
    let mut diags = Diags::default();
    assert!(committee_record("x.md", "+++\ncode = \"TW\"\n+++\n", &mut diags).is_none());
    assert_eq!(told(diags), ["2:1 missing-key: the record has no `name`"]);
}

#[test]
fn broken_front_matter_is_told() {
    let prose = directive("Only prose.\n").1;
    assert_eq!(prose, ["1:1 record-front-matter: the record has no opening `+++` line"]);
    let open = directive("+++\nnumber = \"1\"\n").1;
    assert_eq!(open, ["1:1 record-front-matter: the record has no closing `+++` line"]);
    let toml = directive("+++\nnumber = \n+++\n").1;
    assert_eq!(toml.len(), 1);
    assert!(toml[0].starts_with("2:"), "{toml:?}");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let text = "\u{feff}+++\r\nnumber = \"1-NQ/TW\"\r\n+++\r\nProse.";
    let mut diags = Diags::default();
    let (record, prose) = directive_record("x.md", text, &mut diags).expect("a record");
    assert_eq!((&text[prose], record.number.as_deref()), ("Prose.", Some("1-NQ/TW")));
}

#[test]
fn a_committee_may_be_named_by_its_title() {
    let text = "+++\ntitle = \"Ban A\"\nfollows = [\"Ban B\"]\nfrom = \"2025-02\"\n+++\n";
    let mut diags = Diags::default();
    let (record, _) = committee_record("x.md", text, &mut diags).expect("a record");
    assert!(diags.list.is_empty());
    assert_eq!((record.name.as_str(), record.from), ("Ban A", date("2025-02")));
}

#[test]
fn every_relation_has_its_word() {
    for word in RELATIONS {
        let relation = serde_json::from_value::<Relation>(word.into()).expect("a relation");
        assert_eq!(serde_json::to_value(relation).expect("a word"), word);
    }
}

#[test]
fn no_text_makes_a_record_panic() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = "(\\+\\+\\+\n)?[a-z=\"\\[\\]{}, 0-9đ\n-]{0,60}(\n\\+\\+\\+\n)?.{0,5}";
    runner
        .run(&strategy, |text| {
            directive(&text);
            committee_record("x.md", &text, &mut Diags::default());
            Ok(())
        })
        .expect("no panic");
}

/// The hints about a directive's record, in order.
fn hints(front: &str) -> Vec<String> {
    let mut diags = Diags::default();
    directive_record("x.md", &format!("+++\n{front}\n+++\n"), &mut diags);
    diags.sorted().into_iter().flat_map(|told| told.hints).collect()
}

#[test]
fn a_slip_in_a_record_comes_with_its_cure() {
    for (front, hint) in [
        ("title = \"T\"\ndate = 03/06/2013", "write `date = 2013-06-03`"),
        ("title = \"T\"\ndate = 2013-6-3", "write `date = 2013-06-03`"),
        ("title = \"T\"\ndate = 2013-06", "write it in quotes: \"2013-06\""),
        ("title = \"T\"\ndate = \"03/06/2013\"", "write it as 2013-06-03"),
        ("title = \"T\"\ndate = 2013-13-40", "write `date` as year, month and day: 2013-06-03"),
        ("title = “Nghệ An”", "use straight quotes: `title = \"Nghệ An\"`"),
        ("title = \"a \"b\"\"", "write a quote inside of words as `\\\"`, or as `“…”`"),
        ("title = \"T\"\nterm = 1\nterm = 2", "take one of the two lines out"),
        (
            "title = \"T\"\nrelations = [{ kind = \"amends\" }]",
            "add the number of the other directive: `to = \"25-NQ/TW\"`",
        ),
    ] {
        assert_eq!(hints(front), [hint], "{front}");
    }
    let kinds = hints("title = \"T\"\nrelations = [{ to = \"1-NQ/TW\" }]");
    assert!(kinds[0].starts_with("add `kind = \"…\"`, one of: implements, "), "{kinds:?}");
}

#[test]
fn where_else_it_can_be_read_is_an_address_of_the_web() {
    let front = "title = \"T\"\nsame_as = [\"https://a.org/x\", \"a.org\", \"http://a b/\"]";
    assert_eq!(
        directive(&format!("+++\n{front}\n+++\n")).1,
        [
            "3:31 bad-address: `a.org` is not a web address",
            "3:40 bad-address: `http://a b/` is not a web address",
        ]
    );
}

#[test]
fn wrong_dates_are_a_list_of_dates() {
    let text = "+++\ntitle = \"T\"\nmisdated = [2016-05-16, \"2017\"]\n+++\n";
    let (record, told) = directive(text);
    let misdated: Vec<_> = ["2016-05-16", "2017"].into_iter().filter_map(date).collect();
    assert_eq!((record.expect("a record").misdated, told), (misdated, Vec::new()));
    let (_, told) = directive("+++\ntitle = \"T\"\nmisdated = 2016-05-16\n+++\n");
    assert_eq!(told, ["3:12 wrong-type: `misdated` must be a list of dates, found datetime"]);
}

#[test]
fn a_title_beside_another_name_of_a_committee_is_told() {
    let told_of = |front: &str| {
        let mut diags = Diags::default();
        committee_record("c.md", &format!("+++\n{front}\n+++\n"), &mut diags).expect("a record");
        told(diags)
    };
    assert_eq!(
        told_of("name = \"Bộ Chính trị\"\ntitle = \"BCT\""),
        ["3:9 unused-title: `title` does nothing beside `name`: the committee is called \
          `Bộ Chính trị`"]
    );
    assert!(told_of("name = \"Bộ Chính trị\"\ntitle = \"Bộ Chính trị\"").is_empty());
    assert!(told_of("title = \"Bộ Chính trị\"").is_empty());
}
