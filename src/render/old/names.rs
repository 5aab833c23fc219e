//! Names that went or changed, with what to write now.

/// Tells what to write instead of a filter that is no longer.
///
/// `input` is what it is applied to, `argument` gives its arguments by name.
pub fn filter_instead(
    name: &str,
    input: &str,
    argument: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let given = |name: &str| argument(name).unwrap_or_default();
    let instead = match name {
        "slice" => format!("write a slice: `{input}[{}:{}]`", given("start"), given("end")),
        "concat" => {
            let with = argument("with").unwrap_or_else(|| "…".to_string());
            format!(
                "spread both into a new list: `[...{input}, ...{with}]`, or `{with}` alone \
                 for a single value"
            )
        }
        "filter" => {
            let attribute = path(&given("attribute"));
            let condition = match argument("value") {
                Some(value) => format!("item.{attribute} == {value}"),
                None => format!("item.{attribute} is defined"),
            };
            format!("write a comprehension: `[item for item in {input} if {condition}]`")
        }
        "map" => {
            let attribute = path(&given("attribute"));
            format!("write a comprehension: `[item.{attribute} for item in {input}]`")
        }
        "linebreaksbr" => "it is called `newlines_to_br` now".to_string(),
        "as_str" => "it is called `str` now".to_string(),
        "trim_start_matches" => format!("write `trim_start(pat={})`", given("pat")),
        "trim_end_matches" => format!("write `trim_end(pat={})`", given("pat")),
        "addslashes" => {
            "put the slashes in with `replace`, or encode with `json_encode`".to_string()
        }
        "slug" => "it is called `slugify` here".to_string(),
        "filesize_format" => "it is called `filesizeformat` here".to_string(),
        _ => return None,
    };
    Some(instead)
}

/// Tells an argument of a filter that does nothing any more, and what to write.
pub fn filter_argument_instead(
    name: &str,
    input: &str,
    argument: impl Fn(&str) -> Option<String>,
) -> Option<(&'static str, String)> {
    match name {
        "indent" => argument("prefix")
            .map(|_| ("prefix", "write how many blanks: `indent(width=4)`".to_string())),
        "unique" => argument("attribute").map(|attribute| {
            let attribute = path(&attribute);
            let list = format!("[item.{attribute} for item in {input}]");
            ("attribute", format!("take the values out first: `{list} | unique`"))
        }),
        "int" | "float" => argument("default").map(|value| {
            let instead = format!("`{name}` has no default: test the text, or write `{value}`");
            ("default", instead)
        }),
        "round" => argument("method")
            .filter(|method| path(method) == "common")
            .map(|_| ("method", "leave it out: `round` alone rounds to the nearest".to_string())),
        _ => None,
    }
}

/// Tells what a variable or field of templates is called now.
pub fn name_now(name: &str) -> Option<&'static str> {
    match name {
        "later" | "lighter" | "next" => Some("the page before in its section is `page.lower`"),
        "earlier" | "heavier" | "previous" => {
            Some("the page after in its section is `page.higher`")
        }
        "toc" => Some("the headings are `page.toc` or `section.toc`"),
        "last_build_date" => Some("it is called `last_updated` now"),
        "pagers" => Some("a paginator has `number_pagers`, `previous` and `next`"),
        _ => None,
    }
}

/// Takes the quotes off a path of attributes.
fn path(attribute: &str) -> String {
    let path = attribute.trim_matches(['"', '\'', '`']);
    if path.is_empty() { "…".to_string() } else { path.to_string() }
}

/// Tells what a test is called now, and the name of the argument that it takes.
pub fn test_now(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    match name {
        "object" => Some(("map", None)),
        "divisibleby" | "divisible_by" => Some(("divisible_by", Some("divisor"))),
        "starting_with" => Some(("starting_with", Some("pat"))),
        "ending_with" => Some(("ending_with", Some("pat"))),
        "containing" => Some(("containing", Some("pat"))),
        "matching" => Some(("matching", Some("pat"))),
        _ => None,
    }
}

/// Tells what to use instead of a function that is no longer.
pub fn now_called(function: &str) -> Option<&'static str> {
    match function {
        "get_env" => Some(
            "a build does not read the environment: put the value under `[extra]` in `zola.toml`",
        ),
        "get_file_hash" => Some("it is called `get_hash` now"),
        "resize_image_url" => Some("use `resize_image(…).url`"),
        _ => None,
    }
}

/// Tells an argument of a function that has another name now: the old, and what to write.
pub fn argument_now(function: &str) -> Option<(&'static str, &'static str)> {
    match function {
        "get_taxonomy_url" => Some(("name", "`term`")),
        "load_data" => Some(("path_or_url", "`path` for a file, `url` for an address")),
        "get_url" => Some(("link", "`path`")),
        _ => None,
    }
}
