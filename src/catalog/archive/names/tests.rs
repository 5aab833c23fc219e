use super::*;
use crate::catalog::archive::sample::articles;
use crate::catalog::archive::{Archive, Committee, archive};
use crate::diag::Diags;

/// The profile of a made-up institution.
fn guild() -> Profile {
    Profile::parse(include_str!("guild.toml")).expect("the profile of the guild is one")
}

/// An archive of that institution.
fn made(lines: &str, profile: &Profile) -> Archive {
    let (cards, mut diags) = (articles(lines), Diags::default());
    let cards: Vec<_> = cards.iter().collect();
    archive(&cards, &[], &[], profile, &mut diags)
}

/// The addresses of its directives.
fn addresses(archive: &Archive) -> Vec<&str> {
    archive.directives.iter().map(|directive| directive.slug.as_str()).collect()
}

/// The parent of a body by the names of both.
fn parent<'a>(archive: &'a Archive, name: &str) -> Option<&'a str> {
    let is_named = |body: &&Committee| body.name == name;
    let body = archive.committees.iter().find(is_named).expect("a body of this name");
    body.parent.map(|parent| archive.committees[parent.0 as usize].name.as_str())
}

#[test]
fn terms_are_those_of_the_profile() {
    let text = "@1730: 05-ORD/HALL [1702]; 05-ORD/HALL [1706]; 05-ORD/HALL [1712]\n\
                @1731: 06-ORD/HALL [k2]; 06-ORD/HALL [1723]; 06-ORD/HALL [k1]";
    let of_guild = made(text, &guild());
    let wanted =
        ["05-ord-hall-1702", "05-ord-hall-1712", "06-ord-hall-1723", "06-ord-hall-reign-1"];
    assert_eq!(addresses(&of_guild), wanted);
    let terms: Vec<_> = of_guild.directives.iter().map(|directive| directive.term).collect();
    assert_eq!(terms, [Some(1), Some(2), Some(2), Some(1)]);
    // Another institution has no such terms: there each year begins its numbers anew.
    let vietnamese = Profile::builtin("vi").expect("it is built in");
    let elsewhere = made(text, vietnamese);
    let fifth = elsewhere.directives.iter().filter(|directive| directive.key == "05-ORD/HALL");
    assert_eq!(fifth.count(), 3);
}

#[test]
fn suffixes_without_a_place_are_those_of_the_profile() {
    let lodge = "@1730: 03-ORD/LODGE [1702] [by Lodge of Oakham]; \
                 03-ORD/LODGE [1705] [by Wardens of the Lodge of Oakham]; \
                 03-ORD/LODGE [1702] [by Lodge of Elm]; 03-ORD/LODGE [1708] [by Lodge of Elm]";
    let wanted = [
        "03-ord-lodge-lodge-of-elm-1702",
        "03-ord-lodge-lodge-of-elm-1708",
        "03-ord-lodge-lodge-of-oakham-1702",
    ];
    assert_eq!(addresses(&made(lodge, &guild())), wanted);
    let mill = "@1730: 03-ORD/MILL [1702] [by Mill of Elm]; 03-ORD/MILL [1702] [by Mill of Ash]";
    assert_eq!(made(mill, &guild()).directives.len(), 2);
    assert_eq!(made(mill, Profile::builtin("vi").expect("it is built in")).directives.len(), 1);
}

#[test]
fn who_speaks_for_whom_is_what_the_profile_says() {
    let guild = guild();
    let own = Profile::institutions(&guild);
    assert_eq!(root("wardens of the fellowship of oakham", own), "lodge of oakham");
    assert_eq!(root("fellowship", own), "lodge of");
    assert!(is_bare("lodge of", own) && !is_bare("đảng ủy", own));
    let text = "@1730: Lodge of Oakham; Watch of Lodge of Oakham; Great Hall; Office of the Realm";
    let archive = made(text, &guild);
    assert_eq!(parent(&archive, "Watch of Lodge of Oakham"), Some("Lodge of Oakham"));
    assert_eq!(parent(&archive, "Office of the Realm"), Some("Great Hall"));
}

#[test]
fn a_year_in_a_number_is_one_that_the_profile_allows() {
    let text = "@1730: 03/1655/ORD-HALL; 03/1640/ORD-HALL";
    let years: Vec<_> = made(text, &guild()).directives.iter().map(|d| d.date).collect();
    assert_eq!(
        years.iter().map(|date| date.map(|date| date.year)).collect::<Vec<_>>(),
        [None, Some(1655)]
    );
}
