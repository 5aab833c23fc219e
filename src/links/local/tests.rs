use super::*;
use crate::config::Config;

/// Where an address on `/articles/a/` leads.
fn leads(base: &str, address: &str) -> Option<String> {
    let config = Config { base_url: base.to_string(), ..Config::default() };
    path(address, &format!("{base}/articles/a/"), &config)
}

#[test]
fn an_address_leads_where_a_browser_would_go() {
    let base = "https://a.org";
    for (address, path) in [
        ("khong-co.md", "articles/a/khong-co.md"),
        ("../b/#m-1", "articles/b/"),
        ("../../nam/2019/", "nam/2019/"),
        ("/van-ban/25-nq-tw", "van-ban/25-nq-tw"),
        ("https://a.org/anh/%C4%91.jpg?x", "anh/đ.jpg"),
        ("/", ""),
    ] {
        assert_eq!(leads(base, address).as_deref(), Some(path), "{address}");
    }
}

#[test]
fn what_leads_out_of_the_site_is_nobody_s_business_here() {
    for address in ["https://b.org/x", "mailto:a@b.org", "//b.org/x", "#top", "?x"] {
        assert_eq!(leads("https://a.org", address), None, "{address}");
    }
    assert_eq!(leads("https://a.org/sub", "/other/"), None);
    assert_eq!(leads("https://a.org/sub", "/sub/x/").as_deref(), Some("x/"));
}
