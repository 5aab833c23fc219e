/// Minifies a page of text.
fn html(page: &str) -> String {
    String::from_utf8(super::html(page.as_bytes())).unwrap()
}

#[test]
fn only_what_is_needed_stays() {
    let page = "<!DOCTYPE html>\n<html lang=\"en\">\n  <head>\n    <!-- c -->\n    <title> A </title>\n\
        <style> a  {  color : #ff0000 ; } </style>\n  </head>\n  <body class=\"a  b\">\n\
        <p> text <b> bold </b> </p>\n<ul>\n<li>one</li>\n</ul>\n</body>\n</html>\n";
    assert_eq!(
        html(page),
        "<!doctype html><html lang=en><head><title> A </title><style>a{color:red}</style>\
         <body class=\"a b\"><p>text <b> bold </b><ul><li>one</ul>"
    );
}

#[test]
fn code_and_scripts_stay_as_they_are() {
    let page = "<pre>  keep\n   this </pre><textarea> a\n b</textarea>\
        <script>var  x = 1 ; // c\n x</script>";
    assert_eq!(html(page), page);
}

#[test]
fn text_keeps_its_letters() {
    assert_eq!(html("<p>Đảng ủy &lt;x&gt; &amp; &#39;</p>"), "<p>Đảng ủy &lt;x> & '");
}

#[test]
fn a_page_is_never_too_deep() {
    let nested = |n: usize| format!("{}x{}", "<div>".repeat(n), "</div>".repeat(n));
    for n in [1_000, 60_000, 200_000] {
        let page = html(&nested(n));
        assert_eq!(page.matches("<div>").count(), n);
        assert!(page.contains('x'));
    }
}
