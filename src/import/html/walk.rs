//! The walk over a page: its elements in order, its blocks as lines.

use crate::import::decode::normalise;
use crate::import::html::dom::{Data, Dom, NodeId, is_silent};
use crate::import::html::inline::{Run, Runs};
use crate::import::html::script::{self, Script};
use crate::import::html::{Placed, is_inline, is_of_a_file};
use crate::import::line::{Class, Line, Shape};
use crate::import::reason::Reason;
use crate::import::{markdown, noise};

/// How deep elements are walked into one by one; below that only their text is taken.
/// Pages nest some 30 deep; the limit keeps the call stack small.
const DEPTH: usize = 200;

/// Classes and ids of elements that are no part of an article, by their words.
const APART: [&str; 53] = [
    "related",
    "relate",
    "relatednews",
    "relation",
    "lienquan",
    "tinlienquan",
    "comment",
    "comments",
    "binhluan",
    "share",
    "sharing",
    "sharedaddy",
    "shares",
    "social",
    "socials",
    "breadcrumb",
    "breadcrumbs",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "sidebar",
    "widget",
    "footer",
    "tags",
    "tag",
    "tagcloud",
    "advert",
    "ads",
    "quangcao",
    "banner",
    "popup",
    "modal",
    "rating",
    "othernews",
    "othersnews",
    "tinkhac",
    "xemthem",
    "toolbar",
    "pagination",
    "pager",
    "newsletter",
    "cookie",
    "fontsize",
    "readmore",
    "mostview",
    "mostread",
    "tinmoi",
    "hotnews",
    "weblink",
    "login",
    "search",
    "captcha",
];

/// Why an element is no part of an article, if its name, class or id says so.
pub fn apart(dom: &Dom, id: NodeId) -> Option<Reason> {
    let name = dom.name(id);
    if matches!(name, "nav" | "aside" | "form" | "button" | "select" | "footer" | "audio" | "video")
        || dom.attribute(id, "role") == Some("navigation")
    {
        return Some(Reason::Inside(name.to_string()));
    }
    let style = dom.attribute(id, "style").unwrap_or_default().replace(' ', "");
    if dom.attribute(id, "hidden").is_some() || style.contains("display:none") {
        return Some(Reason::Hidden);
    }
    if matches!(name, "body" | "html" | "main" | "article" | "h1" | "p" | "") {
        return None;
    }
    ["class", "id"].iter().filter_map(|key| dom.attribute(id, key)).find_map(|value| {
        let value = value.to_lowercase();
        let mut words = value.split(|c: char| !c.is_ascii_alphanumeric());
        let word = words.find(|word| APART.contains(word))?;
        Some(Reason::Called(word.to_string()))
    })
}

/// What surrounds the text that the walk is at.
#[derive(Debug, Clone, Default)]
struct Around {
    /// Whether text is bold.
    strong: bool,
    /// Whether text is slanted.
    slanted: bool,
    /// How text stands to its line.
    script: Option<Script>,
    /// Where text leads.
    link: Option<String>,
    /// Why it is no part of the article.
    apart: Option<Reason>,
    /// Whether it lies in the main block.
    inside: bool,
    /// The shape of blocks.
    shape: Option<Shape>,
    /// Whether the page calls it a headline by a class.
    titled: bool,
    /// How deep lists nest.
    lists: usize,
    /// How deep elements nest.
    depth: usize,
}

/// The walk with what it has gathered.
struct Walk<'a> {
    /// The page.
    dom: &'a Dom,
    /// Its main block.
    main: NodeId,
    /// The elements at or above the main block, which are never apart.
    above: Vec<NodeId>,
    /// The address of the page.
    address: Option<&'a str>,
    /// The block being gathered.
    runs: Runs,
    /// Links of that block that lead to files of the page's host which nobody knows.
    lost: Vec<String>,
    /// The lines so far.
    lines: Vec<Placed>,
}

/// Reads a page's blocks as lines.
pub fn lines(dom: &Dom, main: NodeId, address: Option<&str>) -> Vec<Placed> {
    let mut above = vec![main];
    let mut at = dom.nodes[main].parent;
    while let Some(parent) = at {
        above.push(parent);
        at = dom.nodes[parent].parent;
    }
    let (runs, lost, lines) = (Runs::default(), Vec::new(), Vec::new());
    let mut walk = Walk { dom, main, above, address, runs, lost, lines };
    walk.children(0, &Around::default());
    walk.flush(&Around::default());
    walk.lines
}

impl Walk<'_> {
    /// Walks what lies below a node.
    fn children(&mut self, id: NodeId, around: &Around) {
        for &child in &self.dom.nodes[id].children {
            self.node(child, around);
        }
    }

    /// Walks a node.
    fn node(&mut self, id: NodeId, around: &Around) {
        match &self.dom.nodes[id].data {
            Data::Nothing => self.children(id, around),
            Data::Text(text) => self.text(text, self.dom.nodes[id].line, around),
            Data::Element { name, .. } if is_silent(name) => {}
            Data::Element { .. } => self.element(id, around),
        }
    }

    /// Adds text to the block being gathered.
    fn text(&mut self, text: &str, line: usize, around: &Around) {
        let text = normalise(text);
        // The parser names the line on which it stands after a text.
        let line = line.saturating_sub(text.matches('\n').count()).max(1);
        let text = match around.script.and_then(|script| script::shift(&text, script)) {
            Some(shifted) if !text.trim().is_empty() => shifted,
            _ => text,
        };
        let Around { strong, slanted, link, .. } = around.clone();
        self.runs.push(Run { text, strong, slanted, link }, line);
    }

    /// Walks an element.
    fn element(&mut self, id: NodeId, parent: &Around) {
        let mut around = Around { depth: parent.depth + 1, ..parent.clone() };
        if id == self.main {
            around.inside = true;
        }
        if around.apart.is_none() && !self.above.contains(&id) {
            around.apart = apart(self.dom, id);
            around.titled |= is_titled(self.dom, id);
        }
        if DEPTH < around.depth {
            let text = self.dom.text(id);
            self.text(&text, self.dom.nodes[id].line, &around);
            return;
        }
        match self.dom.name(id) {
            "br" | "hr" => self.flush(&around),
            "img" | "amp-img" => self.picture(id, &around),
            "a" => self.link(id, &mut around),
            "b" | "strong" => {
                around.strong = true;
                self.children(id, &around);
            }
            "i" | "em" => {
                around.slanted = true;
                self.children(id, &around);
            }
            "sup" | "sub" => {
                around.script = script::of(self.dom.name(id));
                self.children(id, &around);
            }
            "table" if self.is_data(id) => self.table(id, &around),
            "ul" | "ol" => {
                self.flush(parent);
                self.list(id, &mut around);
            }
            name if is_inline(name) && around.apart.is_none() => self.children(id, &around),
            name => {
                // What came before belongs to the parent: `<span>12/3/2020</span><div
                // class="social">` is a stamp, and then buttons.
                self.flush(parent);
                self.block(name, id, around);
            }
        }
    }

    /// Walks a block, which is a line of its own.
    fn block(&mut self, name: &str, id: NodeId, mut around: Around) {
        match name {
            "h1" => around.shape = Some(Shape::Heading(1)),
            "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                around.shape = Some(Shape::Heading(level));
            }
            "blockquote" => around.shape = Some(Shape::Quote),
            "figcaption" => around.shape = Some(Shape::Caption),
            _ if is_caption(self.dom, id) => around.shape = Some(Shape::Caption),
            _ => {}
        }
        self.children(id, &around);
        self.flush(&around);
    }

    /// Walks a link.
    fn link(&mut self, id: NodeId, around: &mut Around) {
        let href = self.dom.attribute(id, "href");
        let address = href.and_then(|href| self.whole_address(href));
        if address.is_none() && around.inside && around.apart.is_none() {
            self.lost.extend(href.filter(|href| is_of_a_file(href)).map(str::to_string));
        }
        // A link that cannot be kept is still a link to those who judge the line.
        around.link = address.or(href.map(|_| String::new()));
        self.children(id, around);
    }

    /// The address of a link that can be kept: of the web or of a person.
    fn whole_address(&self, href: &str) -> Option<String> {
        let href = href.trim();
        let lower = href.to_lowercase();
        let schemes = ["http://", "https://", "mailto:", "tel:"];
        if schemes.iter().any(|scheme| lower.starts_with(scheme)) {
            return Some(href.to_string());
        }
        let is_local = is_of_a_file(href) || href.starts_with('/') && !href.starts_with("//");
        self.address.filter(|_| is_local).map(|page| joined(page, href))
    }

    /// Walks a list.
    fn list(&mut self, id: NodeId, around: &mut Around) {
        let ordered = self.dom.name(id) == "ol";
        let first = self.dom.attribute(id, "start").and_then(|start| start.parse().ok());
        let mut number: usize = first.unwrap_or(1);
        let depth = around.lists;
        around.lists += 1;
        for &child in &self.dom.nodes[id].children {
            if self.dom.name(child) != "li" {
                self.node(child, around);
                continue;
            }
            let number_of = ordered.then_some(number);
            let shape = Some(Shape::Item { number: number_of, depth });
            let mut item = Around { shape, ..around.clone() };
            item.apart = item.apart.or_else(|| apart(self.dom, child));
            self.children(child, &item);
            self.flush(&item);
            number = number.saturating_add(1);
        }
    }

    /// Adds a picture as a line of its own.
    fn picture(&mut self, id: NodeId, around: &Around) {
        let attribute = |name: &str| self.dom.attribute(id, name).map(str::trim);
        let small = ["width", "height"].iter().any(|side| {
            attribute(side)
                .and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
                .is_some_and(|pixels| pixels <= 48)
        });
        let source = ["src", "data-src", "data-original"]
            .iter()
            .filter_map(|name| attribute(name))
            .find(|source| !source.is_empty() && !source.starts_with("data:"))
            .filter(|source| !source.to_lowercase().starts_with("javascript:"));
        if source.is_none() && !small && around.inside && attribute("src").is_some() {
            self.flush(around);
            let mut line = Line::new(self.dom.nodes[id].line, "");
            line.set(Class::Noise, Reason::EmbeddedPicture);
            self.push(line, around);
        }
        let (Some(source), false) = (source, small) else { return };
        self.flush(around);
        let alternative = normalise(attribute("alt").unwrap_or_default());
        let alternative = alternative.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut line = Line::new(self.dom.nodes[id].line, "");
        line.set(Class::Body, Reason::Unjudged);
        line.shape = Shape::Image { source: source.to_string(), alternative };
        self.push(line, around);
    }

    /// Whether a table holds data: several columns of short cells, no pictures.
    fn is_data(&self, id: NodeId) -> bool {
        let rows = self.rows(id);
        // Of a layout, too, cells may span others.
        let written = |row: &Vec<String>| row.iter().filter(|text| !text.is_empty()).count();
        let columns = rows.iter().map(written).max().unwrap_or(0);
        let long = rows.iter().flatten().any(|cell| 300 < cell.chars().count());
        let nested = self
            .dom
            .below(id)
            .iter()
            .any(|&below| matches!(self.dom.name(below), "img" | "table" | "h1" | "form"));
        2 <= columns && 2 <= rows.len() && !long && !nested
    }

    /// The texts of a table's cells. A cell that spans others stands in its first place, and the
    /// other places are empty: each text keeps its column.
    fn rows(&self, id: NodeId) -> Vec<Vec<String>> {
        let below = self.dom.below(id);
        let rows = below.iter().filter(|&&node| self.dom.name(node) == "tr");
        // How many more rows a column is taken by a cell above.
        let mut taken: Vec<usize> = Vec::new();
        let rows = rows.map(|&row| {
            let cells = self.dom.nodes[row].children.iter();
            let cells = cells.filter(|&&cell| matches!(self.dom.name(cell), "td" | "th"));
            let mut texts = Vec::new();
            for &cell in cells {
                skip_taken(&mut texts, &mut taken);
                let (columns, rows) = (self.span(cell, "colspan"), self.span(cell, "rowspan"));
                let at = texts.len();
                texts.push(self.words(cell));
                texts.resize(at + columns, String::new());
                taken.resize(taken.len().max(at + columns), 0);
                taken[at..at + columns].fill(rows - 1);
            }
            skip_taken(&mut texts, &mut taken);
            texts
        });
        rows.filter(|row: &Vec<String>| row.iter().any(|text| !text.is_empty())).collect()
    }

    /// How many columns or rows a cell takes; pages that say more than `SPAN` are wrong.
    fn span(&self, cell: NodeId, key: &str) -> usize {
        const SPAN: usize = 50;
        let written = self.dom.attribute(cell, key).and_then(|value| value.trim().parse().ok());
        written.unwrap_or(1).clamp(1, SPAN)
    }

    /// The text of an element in one line, raised figures as such.
    fn words(&self, id: NodeId) -> String {
        let script = |node: NodeId| {
            let mut at = self.dom.nodes[node].parent;
            while let Some(above) = at.filter(|&above| above != id) {
                if let Some(script) = script::of(self.dom.name(above)) {
                    return Some(script);
                }
                at = self.dom.nodes[above].parent;
            }
            None
        };
        let mut text = String::new();
        for &node in &self.dom.below(id) {
            if let Data::Text(own) = &self.dom.nodes[node].data {
                let shifted = script(node).and_then(|script| script::shift(own, script));
                text.push_str(shifted.as_deref().unwrap_or(own));
            }
        }
        normalise(&text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Adds a table as a line of its own.
    fn table(&mut self, id: NodeId, around: &Around) {
        self.flush(around);
        let below = self.dom.below(id);
        if let Some(&caption) = below.iter().find(|&&node| self.dom.name(node) == "caption") {
            self.children(caption, around);
            self.flush(around);
        }
        let rows = self.rows(id);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let cell = |row: &[String], column: usize| {
            let text = row.get(column).map_or("", String::as_str);
            markdown::escape(text).replace('|', "\\|")
        };
        let write = |row: &[String]| {
            let cells: Vec<String> = (0..columns).map(|column| cell(row, column)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let mut out: Vec<String> = rows.iter().map(|row| write(row)).collect();
        out.insert(1.min(out.len()), format!("|{}", " --- |".repeat(columns)));
        let text: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
        let mut line = Line::new(self.dom.nodes[id].line, &text.join(" "));
        line.markdown = Some(out.join("\n"));
        line.shape = Shape::Table;
        self.push(line, around);
    }

    /// Ends the block being gathered and makes a line of it.
    fn flush(&mut self, around: &Around) {
        let runs = std::mem::take(&mut self.runs);
        let lost = std::mem::take(&mut self.lost);
        if runs.is_empty() {
            return;
        }
        let mut line = Line::new(runs.line, &runs.text());
        line.linked = runs.linked();
        let kept = Runs { list: runs.list.into_iter().map(without_dead_link).collect(), ..runs };
        line.markdown = kept.markdown();
        line.shape = around.shape.clone().unwrap_or(Shape::Paragraph);
        // Pages without an `h1` name their headline by a class.
        let own = around.titled && line.is_headline() && noise::heading(&line.text).is_none();
        if own && !matches!(line.shape, Shape::Heading(1)) && line.linked < 60 {
            line.shape = Shape::Heading(1);
        }
        // A lead is often set as a heading; nobody heads anything with prose.
        if matches!(line.shape, Shape::Heading(level) if 1 < level) && line.is_prose() {
            line.shape = Shape::Paragraph;
        }
        line.lost = lost;
        self.push(line, around);
    }

    /// Adds a line.
    fn push(&mut self, mut line: Line, around: &Around) {
        if let Some(reason) = &around.apart {
            line.set(Class::Noise, reason.clone());
        }
        self.lines.push(Placed { line, inside: around.inside && around.apart.is_none() });
    }
}

/// Leaves the places of a row empty that cells above it take.
fn skip_taken(texts: &mut Vec<String>, taken: &mut [usize]) {
    while let Some(rows) = taken.get_mut(texts.len()).filter(|rows| 0 < **rows) {
        *rows -= 1;
        texts.push(String::new());
    }
}

/// The whole address of what a page names by a path.
fn joined(page: &str, href: &str) -> String {
    let host = page.find("://").map_or(0, |at| at + 3);
    let top = page[host..].find('/').map_or(page.len(), |slash| host + slash);
    let (origin, path) = page.split_at(top);
    let mut parts: Vec<&str> = match href.starts_with('/') {
        true => Vec::new(),
        false => path.split('/').skip(1).collect(),
    };
    parts.pop();
    for part in href.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    format!("{origin}/{}", parts.join("/"))
}

/// A run whose link has no address to keep, as plain text.
fn without_dead_link(run: Run) -> Run {
    Run { link: run.link.filter(|address| !address.is_empty()), ..run }
}

/// Whether an element's class says that it holds the headline of the page's article.
fn is_titled(dom: &Dom, id: NodeId) -> bool {
    const PARTS: [&str; 12] = [
        "articletitle",
        "newstitle",
        "detailtitle",
        "titledetail",
        "entrytitle",
        "posttitle",
        "titlenews",
        "titlearticle",
        "tieude",
        "headline",
        "titlecontent",
        "contenttitle",
    ];
    ["class", "id"].iter().filter_map(|key| dom.attribute(id, key)).any(|value| {
        value.to_lowercase().split_whitespace().any(|name| {
            let bare = name.replace(['-', '_'], "");
            bare == "title" || PARTS.iter().any(|part| bare.contains(part))
        })
    })
}

/// Whether an element's class says that it holds the words under a picture.
fn is_caption(dom: &Dom, id: NodeId) -> bool {
    let class = dom.attribute(id, "class").unwrap_or_default().to_lowercase();
    ["caption", "chuthich", "chu-thich", "image-desc", "imgdesc", "img-note", "photo-note"]
        .iter()
        .any(|word| class.contains(word))
        && 320 > dom.text(id).chars().count()
}
