use crate::cite::{About, Profile, cite};

/// The keys of what a text names, read with a profile.
fn keys(text: &str, profile: &Profile) -> Vec<String> {
    cite(text, profile, &About::default()).mentions.into_iter().map(|mention| mention.key).collect()
}

/// Why a profile is none, the words of it that are to blame, and what to do.
fn wrong(text: &str) -> (String, &str, String) {
    let error = Profile::parse(text).expect_err("the profile is wrong");
    let blamed = &text[error.span.expect("the place is known")];
    (error.message, blamed, error.help.unwrap_or_default())
}

/// A profile that adds a body and a type to the built-in one.
const MORE: &str = r#"
extends = "vi"

[[types]]
name = "Mật lệnh"
codes = ["ML"]
plain = true

[bodies]
names = ["Hội đồng Mục lục", "..."]

[[relations]]
relation = "implements"
words = ["...", "tuân theo"]
"#;

#[test]
fn what_extends_a_profile_adds_to_it() {
    let profile = Profile::parse(MORE).expect("it is one");
    let text =
        "Mật lệnh 7-ML/TW của Hội đồng Mục lục tuân theo Nghị quyết 25-NQ/TW của Bộ Chính trị.";
    assert_eq!(keys(text, &profile), ["07-ML/TW", "Hội đồng Mục lục", "25-NQ/TW", "Bộ Chính trị"]);
    let vietnamese = Profile::builtin("vi").expect("it is built in");
    assert_ne!(keys(text, vietnamese)[..2], keys(text, &profile)[..2]);
    assert_eq!(cite(text, &profile, &About::default()).statements.len(), 1);
    assert_eq!(cite(text, vietnamese, &About::default()).statements.len(), 0);
    assert_eq!(profile.language, "vi");
}

#[test]
fn a_list_without_dots_replaces_the_one_below() {
    let profile = Profile::parse("extends = \"vi\"\n[bodies]\nnames = [\"Hội đồng Mục lục\"]\n");
    let profile = profile.expect("it is one");
    assert_eq!(keys("Hội đồng Mục lục gặp Bộ Chính trị", &profile), ["Hội đồng Mục lục"]);
    let terms = "extends = \"vi\"\n[series]\nterms = [{ number = 14, from = \"2026-02\", until = \"2031-01\" }]\n";
    let own = Profile::parse(terms).expect("it is one");
    let own = own.institutions();
    assert_eq!((own.terms.len(), own.terms[8].from.month), (9, Some(2)), "the others stay");
}

#[test]
fn what_is_wrong_is_told_where_the_site_wrote_it() {
    let unknown = wrong("extends = \"vi\"\n[bodies]\nnaems = [\"A\"]\n");
    assert!(unknown.0.contains("naems") && unknown.1 == "naems", "{unknown:?}");
    assert_eq!(wrong("extends = \"vn\"\n").1, "\"vn\"");
    assert_eq!(wrong("extends = \"vi\"\n[bodies]\nnames = 3\n").1, "3");
    let nothing = wrong("language = \"vi\"\ntypes = []\n[bodies]\nnames = [\"...\"]\n");
    assert!(nothing.1 == "\"...\"" && nothing.2.contains("extends"), "{nothing:?}");
    let nothing = wrong("extends = \"vi\"\n[[types]]\nname = \"Mật lệnh\"\ncodes = [\"...\"]\n");
    assert_eq!(nothing.1, "\"...\"", "a new entry has none below it");
    let torn = Profile::parse("extends = \"vi\"\n[bodies\n").expect_err("it is no TOML");
    assert!(torn.span.is_some());
}

#[test]
fn the_whole_built_in_profile_extends_itself_to_itself() {
    let text =
        "Ban Thường vụ Tỉnh ủy Sơn La ban hành Quyết định 290-QĐ/TU thực hiện Nghị quyết 25-NQ/T.Ư";
    let (own, vietnamese) = (Profile::parse("extends = \"vi\"\n"), Profile::builtin("vi"));
    let (own, vietnamese) = (own.expect("it is one"), vietnamese.expect("it is built in"));
    assert_eq!(keys(text, &own), keys(text, vietnamese));
    assert_eq!(format!("{:?}", own.institutions()), format!("{:?}", vietnamese.institutions()));
}

#[test]
fn a_profile_of_empty_names_is_told_of_or_passed_over() {
    let lists: toml::Table = Profile::builtin_file("vi").expect("it is built in").parse().unwrap();
    let mut n_lists = 0;
    for (table, keys) in lists.iter().filter_map(|(name, keys)| Some((name, keys.as_table()?))) {
        for nothing in ["", " ", "|", " = ", "...", "x"] {
            let lists = keys.iter().filter(|(_, value)| value.is_array());
            let lists: Vec<String> =
                lists.map(|(key, _)| format!("{key} = [\"{nothing}\"]\n")).collect();
            n_lists += lists.len();
            let text = format!("extends = \"vi\"\n[{table}]\n{}", lists.concat());
            if let Ok(profile) = Profile::parse(&text) {
                keys_of_anything(&profile);
            }
        }
    }
    assert!(300 < n_lists, "{n_lists}");
}

/// Reads a text with a profile, whatever comes of it.
fn keys_of_anything(profile: &Profile) {
    keys("Ban Thường vụ Tỉnh ủy Sơn La, UBND TP. Hà Nội: Nghị quyết 25-NQ/T.Ư khóa XI", profile);
}
