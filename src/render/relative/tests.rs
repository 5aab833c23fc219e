use super::*;

/// Rewrites one link on a page and gives the address.
fn check(mode: RelativeLinks, own: &str, address: &str, expected: &str) {
    let config = Config {
        base_url: "https://a.org/b/".to_string(),
        relative_links: mode,
        ..Config::default()
    };
    let outputs = ["index.html", "x/index.html", "x/y/index.html", "css/a.css"];
    let is_output = |path: &str| outputs.contains(&path);
    let html = rewrite(format!("<a href=\"{address}\">"), own, &config, &is_output);
    assert_eq!(String::from_utf8(html).unwrap(), format!("<a href=\"{expected}\">"));
}

#[test]
fn a_link_on_disk_names_the_file() {
    check(RelativeLinks::Disk, "index.html", "https://a.org/b/x/", "x/index.html");
    check(RelativeLinks::Disk, "x/y/index.html", "https://a.org/b/", "../../index.html");
    check(RelativeLinks::Disk, "x/index.html", "https://a.org/b/x/y/#m-1", "y/index.html#m-1");
    check(RelativeLinks::Disk, "x/index.html", "/b/css/a.css", "../css/a.css");
}

#[test]
fn a_link_on_a_host_names_the_folder() {
    check(RelativeLinks::Host, "x/y/index.html", "https://a.org/b/x/", "../");
    check(RelativeLinks::Host, "x/y/index.html", "https://a.org/b/x", "../");
    check(RelativeLinks::Host, "x/index.html", "https://a.org/b/x/", "./");
    check(RelativeLinks::Host, "index.html", "https://a.org/b", "./");
}

#[test]
fn a_link_within_the_page_is_its_fragment() {
    check(RelativeLinks::Disk, "x/index.html", "https://a.org/b/x/#top", "#top");
}

#[test]
fn links_to_elsewhere_stay() {
    for address in
        ["https://a.org/bc/", "https://b.org/", "//a.org/b/", "mailto:a@b", "/other/", "#x"]
    {
        check(RelativeLinks::Disk, "x/index.html", address, address);
    }
}

#[test]
fn a_page_is_rewritten_whole_though_a_browser_could_read_it_in_two_ways() {
    let config = Config {
        base_url: "https://a.org".to_string(),
        relative_links: RelativeLinks::Host,
        ..Config::default()
    };
    let choice = "<select><noscript>a</noscript></select>";
    let html = format!("{choice}<a href=\"https://a.org/x/\">x</a>");
    let rewritten = rewrite(html, "index.html", &config, &|_| false);
    assert_eq!(String::from_utf8(rewritten).unwrap(), format!("{choice}<a href=\"x/\">x</a>"));
}

#[test]
fn a_base_of_any_letters_is_known_however_it_is_written() {
    let config = Config {
        base_url: "https://a.org/kho-lưu".to_string(),
        relative_links: RelativeLinks::Disk,
        ..Config::default()
    };
    let outputs = ["năm/index.html", "x/ảnh.png"];
    let is_output = |path: &str| outputs.contains(&path);
    for (written, expected) in [
        ("https://a.org/kho-lưu/năm/", "../năm/index.html"),
        ("https://a.org/kho-l%C6%B0u/x/%E1%BA%A3nh.png", "%E1%BA%A3nh.png"),
        ("/kho-l%C6%B0u/n%C4%83m", "../n%C4%83m/index.html"),
        ("/kho-khac/", "/kho-khac/"),
    ] {
        assert_eq!(address(written, "x/index.html", &config, &is_output), expected);
    }
}
