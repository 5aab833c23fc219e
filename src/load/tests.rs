use std::fs;
use std::path::Path;

use super::*;
use crate::project::{self, Options};

/// Opens a site and reads all of it; whether its cards were those of the time before.
fn load(root: &Path) -> (Loaded, bool) {
    let mut diags = Diags::default();
    let project = project::open(root, &Options::default(), &mut diags).expect("a site");
    let loaded = Loaded::new(project, diags, &Progress::Quiet);
    assert!(loaded.diagnostics().list.is_empty());
    let stand = loaded.cards.value;
    (loaded, stand)
}

#[test]
fn a_site_opened_again_has_the_cards_that_it_had() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let article = root.join("content/articles/a.md");
    fs::create_dir_all(root.join("content/articles")).unwrap();
    let configuration = "base_url = \"https://a.org\"\n[archive]\nsection = \"articles\"\n";
    fs::write(root.join("zola.toml"), configuration).unwrap();
    fs::write(&article, "+++\ntitle = \"A\"\n+++\nNghị quyết số 25-NQ/TW.\n").unwrap();
    let card = |loaded: &Loaded| loaded.docs["content/articles/a.md"].value.clone();
    let card = |loaded: &Loaded| card(loaded).and_then(|doc| doc.article.clone()).expect("a card");

    let (mut first, stand) = load(root);
    first.keep_cards();
    assert!(!stand && card(&first).mentions.len() == 1);
    let (again, stand) = load(root);
    assert!(stand && card(&again) == card(&first));
    // Other ways of reading Markdown may find other citations.
    let other = format!("{configuration}[markdown]\nsmart_punctuation = true\n");
    fs::write(root.join("zola.toml"), other).unwrap();
    assert!(!load(root).1);
    fs::write(root.join("zola.toml"), configuration).unwrap();
    fs::write(&article, "+++\ntitle = \"A\"\n+++\nNghị quyết số 26-NQ/TW.\n").unwrap();
    let (changed, stand) = load(root);
    assert!(!stand && &*card(&changed).mentions[0].key == "26-NQ/TW");
}
