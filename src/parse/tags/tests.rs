use super::*;

/// What is open behind a piece of HTML.
fn open(html: &str) -> Vec<&'static str> {
    let mut open = Open::default();
    open.read(html);
    open.names
}

#[test]
fn an_element_is_open_until_its_end_tag() {
    assert_eq!(open("<A HREF='x'>"), ["a"]);
    assert!(open("<a href=\"x\">words</a>").is_empty());
    assert_eq!(open("<pre><code class=\"x\">"), ["pre", "code"]);
    assert!(open("<pre><code>x</pre>").is_empty(), "what stood inside ends with it");
    assert!(open("<abbr><b>").is_empty());
}

#[test]
fn tags_in_attributes_comments_and_scripts_are_none() {
    assert!(open("<b title=\"<a> > <code>\">").is_empty());
    assert!(open("<!-- <a href=\"x\"> --><p>").is_empty());
    assert!(open("<script>var x = \"<a>\";</script>").is_empty());
    assert!(open("<a id=\"place\"/>").is_empty());
}

#[test]
fn html_that_breaks_off_is_read_to_its_end() {
    assert_eq!(open("<a href=\"x"), ["a"]);
    assert!(open("<!-- open").is_empty());
    assert!(open("< a > b </ c >").is_empty());
    assert_eq!(open("<script>ư</scri"), ["script"]);
}
