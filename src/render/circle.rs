//! Components that call one another without end, found in their sources.
//!
//! Tera notices a circle by its depth and names no place; which component leads back
//! to itself can be read from the calls that each one holds.
//!
//! Not here: templates that extend or include one another, which Tera names itself.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::render::old;

/// A call within a component: which one it calls, and where that stands.
struct Call {
    /// The name of the component that is called.
    callee: String,
    /// The source that it stands in, by its place in what was given.
    source: usize,
    /// The bytes of the call.
    range: Range<usize>,
}

/// Whether it is a circle that the engine complains of.
pub fn is_told_by(said: &str) -> bool {
    said.contains("recursion depth for components")
}

/// Finds a call by which a component comes back to itself: its source and its bytes.
pub fn find(sources: &[&str]) -> Option<(usize, Range<usize>)> {
    let mut calls: BTreeMap<String, Vec<Call>> = BTreeMap::new();
    for (at, source) in sources.iter().enumerate() {
        collect(source, at, &mut calls);
    }
    let own = calls.iter().find_map(|(name, held)| {
        held.iter().find(|call| call.callee == *name || reaches(&calls, &call.callee, name))
    })?;
    Some((own.source, own.range.clone()))
}

/// Adds the calls that the components of a source hold.
fn collect(source: &str, at: usize, calls: &mut BTreeMap<String, Vec<Call>>) {
    let mut current: Option<String> = None;
    for block in old::blocks(source) {
        let inside = source[block.range.clone()].trim_start_matches(['{', '%', '-']).trim_start();
        if let Some(signature) = inside.strip_prefix("component ") {
            current = signature.split('(').next().map(|name| name.trim().to_string());
        } else if inside.starts_with("endcomponent") {
            current = None;
        } else if let Some(name) = &current {
            let callees = inside.split('<').skip(1).map(name_at).filter(|name| !name.is_empty());
            calls.entry(name.clone()).or_default().extend(callees.map(|callee| Call {
                callee: callee.to_string(),
                source: at,
                range: block.range.clone(),
            }));
        }
    }
}

/// The name at the start of a text, such as that of a component or a filter.
pub fn name_at(text: &str) -> &str {
    let is_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    &text[..text.find(|c| !is_of_name(c)).unwrap_or(text.len())]
}

/// Whether calls lead from one component to another.
fn reaches(calls: &BTreeMap<String, Vec<Call>>, from: &str, to: &str) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(name) = open.pop() {
        let callees = calls.get(name).into_iter().flatten().map(|call| call.callee.as_str());
        for callee in callees.filter(|callee| seen.insert(*callee)) {
            if callee == to {
                return true;
            }
            open.push(callee);
        }
    }
    false
}

#[cfg(test)]
mod tests;
