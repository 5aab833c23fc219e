//! The tree of a saved page, as a browser would build it, with the line of each element.
//!
//! Nodes lie in one list and name each other by index, so a page nested many
//! thousands deep is neither built nor dropped by recursion.
//!
//! Not here: what the page means (`html`).

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_document};

/// A node's place in [`Dom::nodes`].
pub type NodeId = usize;

/// A page as a tree.
#[derive(Debug, Default)]
pub struct Dom {
    /// All nodes; the first is the document.
    pub nodes: Vec<Node>,
}

/// A node of the tree.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub data: Data,
    /// The node above it.
    pub parent: Option<NodeId>,
    /// The nodes below it, in order.
    pub children: Vec<NodeId>,
    /// The line on which the parser met it, from 1.
    pub line: usize,
}

/// What a node is.
#[derive(Debug)]
pub enum Data {
    /// The document, a comment or an instruction: nothing of its own.
    Nothing,
    /// Text.
    Text(String),
    /// An element with its attributes.
    Element {
        /// Its name.
        name: QualName,
        /// Its attributes by name.
        attributes: Vec<(String, String)>,
    },
}

impl Dom {
    /// Reads a page; no text fails to be one.
    pub fn parse(html: &str) -> Dom {
        let sink = Sink::default();
        sink.add(Data::Nothing);
        parse_document(sink, ParseOpts::default()).one(StrTendril::from_slice(html))
    }

    /// The name of an element; empty for any other node.
    pub fn name(&self, id: NodeId) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.nodes[id].data else { return None };
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// All nodes below one, in the order of the page.
    pub fn below(&self, id: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut stack: Vec<NodeId> = self.nodes[id].children.iter().rev().copied().collect();
        while let Some(next) = stack.pop() {
            found.push(next);
            stack.extend(self.nodes[next].children.iter().rev());
        }
        found
    }

    /// The text below a node, blanks as they are.
    pub fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        for below in std::iter::once(id).chain(self.below(id)) {
            if let Data::Text(own) = &self.nodes[below].data {
                text.push_str(own);
            }
        }
        text
    }

    /// Whether one node lies below another.
    pub fn is_below(&self, id: NodeId, above: NodeId) -> bool {
        let mut at = self.nodes[id].parent;
        while let Some(parent) = at {
            if parent == above {
                return true;
            }
            at = self.nodes[parent].parent;
        }
        false
    }
}

/// The tree while the parser builds it.
#[derive(Debug, Default)]
struct Sink {
    /// The nodes so far.
    nodes: RefCell<Vec<Node>>,
    /// The line that the parser is on.
    line: Cell<usize>,
}

impl Sink {
    /// Adds a node that lies nowhere yet.
    fn add(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let line = self.line.get().max(1);
        nodes.push(Node { data, parent: None, children: Vec::new(), line });
        nodes.len() - 1
    }

    /// Takes a node from its parent.
    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|&child| child != id);
        }
    }

    /// Puts a node or text below a parent, before the child at `at`.
    fn insert(&self, parent: NodeId, at: usize, child: NodeOrText<NodeId>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let Data::Text(own) = &mut nodes[before].data
                {
                    own.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(Data::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[id].parent = Some(parent);
        nodes[parent].children.insert(at, id);
    }

    /// How many children a node has.
    fn n_children(&self, id: NodeId) -> usize {
        self.nodes.borrow()[id].children.len()
    }
}

/// Attributes as plain pairs.
fn pairs(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].data {
            Data::Element { name, .. } => name,
            _ => unreachable!("the parser asks for names of elements only"),
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> NodeId {
        self.add(Data::Element { name, attributes: pairs(attributes) })
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.add(Data::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.add(Data::Nothing)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        self.insert(*parent, self.n_children(*parent), child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let placed = self.nodes.borrow()[*element].parent.is_some();
        match placed {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, a: &NodeId, b: &NodeId) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        let (parent, at) = {
            let nodes = self.nodes.borrow();
            let Some(parent) = nodes[*sibling].parent else { return };
            let at = nodes[parent].children.iter().position(|child| child == sibling);
            (parent, at.unwrap_or(nodes[parent].children.len()))
        };
        self.insert(parent, at, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, missing: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for (key, value) in pairs(missing) {
                if !attributes.iter().any(|(known, _)| *known == key) {
                    attributes.push((key, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }
}

/// Whether a name is that of an element whose content is never text of the page.
pub fn is_silent(name: &QualName) -> bool {
    name.ns != ns!(html)
        || matches!(
            name.local,
            local_name!("script")
                | local_name!("style")
                | local_name!("noscript")
                | local_name!("template")
                | local_name!("iframe")
                | local_name!("object")
                | local_name!("embed")
                | local_name!("head")
                | local_name!("title")
        )
}
