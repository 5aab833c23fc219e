//! The templates that a site need not bring along, and two pages that no theme can replace.
//!
//! A site or theme overrides a template here by having one of the same name. The
//! redirect of an alias, which a site replaces by `internal/alias.html`, and the
//! page that stands in for a missing template are functions, as they need no engine.
//!
//! Written fresh; what they produce means the same as what Zola 0.23 produces,
//! its `generator` included, so that a site may change its builder without
//! changing a page.
//!
//! Not here: where templates are looked up (`render::templates`).

/// The name and source of each template, by name.
pub const TEMPLATES: [(&str, &str); 8] = [
    ("404.html", include_str!("builtins/404.html")),
    ("anchor-link.html", include_str!("builtins/anchor-link.html")),
    ("atom.xml", include_str!("builtins/atom.xml")),
    ("robots.txt", include_str!("builtins/robots.txt")),
    ("rss.xml", include_str!("builtins/rss.xml")),
    ("sitemap.xml", include_str!("builtins/sitemap.xml")),
    ("split_sitemap_index.xml", include_str!("builtins/split_sitemap_index.xml")),
    ("summary-cutoff.html", include_str!("builtins/summary-cutoff.html")),
];

/// Writes the page that leads from an old address to `url`.
///
/// Where scripts run, the part after `#` goes along; elsewhere the header does
/// the work. The address is escaped for each of the three places it stands in,
/// since a `redirect_to` may hold anything.
pub fn redirect(url: &str) -> String {
    let literal = serde_json::to_string(url).expect("a string is JSON").replace('<', "\\u003c");
    let escaped = escape_attribute(url);
    format!(
        r#"<!doctype html>
<meta charset="utf-8">
<title>Redirect</title>
<script>
  const target = {literal};
  const hash = window.location.hash || "";
  window.location.replace(target + hash);
</script>
<noscript>
  <meta http-equiv="refresh" content="0; url={escaped}">
</noscript>
<p><a href="{escaped}">Click here</a> to be redirected.</p>
"#
    )
}

/// Writes the page that shows up where `template` is wanted and nobody wrote it.
pub fn placeholder(template: &str) -> String {
    let template = escape_attribute(template);
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{template} is missing</title>
</head>
<body style="max-width: 34em; margin: 15vh auto; padding: 0 1em; font: 1em/1.6 sans-serif">
<h1>There is no <code>{template}</code> yet</h1>
<p>This page has content and an address, and no template to show it with.
Write <code>templates/{template}</code>, or choose a theme in <code>zola.toml</code>.</p>
</body>
</html>
"#
    )
}

/// Escapes what may not stand in the text or in a quoted attribute of HTML.
fn escape_attribute(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests;
