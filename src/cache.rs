//! The cache: what a build leaves for the next, so that it renders and writes only what changed.
//!
//! It holds, for each output, what it was made of and what it read, never the output
//! itself: that stands in the output folder, and counts only while its size and time
//! are those that we left. It may be deleted at any time; one that another program
//! wrote is passed over, and one that is damaged is too, with a warning.
//!
//! **Invariant:** a build with a cache writes what a build without one would.
//!
//! Not here: whether an output stands (`edition`).

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::diag::Diags;
use crate::edition::{Done, Edition, Why};
use crate::keep::keep;
use crate::project::{Project, program};
use crate::publish::{Held, Standing};
use crate::render::receipt::{Fact, Picture};
use crate::source::stamp;

/// What an earlier build left.
#[derive(Debug, Default)]
pub struct Cached {
    /// Its outputs that are still in the output folder, by path.
    pub priors: BTreeMap<String, Arc<Done>>,
    /// The names of facts that can be about anything.
    pub named: Vec<(Fact, String)>,
    /// The names of docs whose bodies had nothing to say, with their fingerprints.
    pub quiet: BTreeMap<u64, u64>,
}

/// The file's content, after its hash.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// The program that wrote it.
    program: String,
    /// The outputs.
    outputs: Vec<KeptOutput>,
    /// The names of facts.
    named: Vec<(u64, String)>,
    /// The names of docs whose bodies had nothing to say, with their fingerprints.
    quiet: BTreeMap<u64, u64>,
}

/// What is kept of an output.
#[derive(Debug, Serialize, Deserialize)]
struct KeptOutput {
    /// Its path.
    path: String,
    /// The fingerprint of its job.
    job: u64,
    /// What it read, with the fingerprints of that time.
    trace: Vec<(u64, u64)>,
    /// The pictures that it asked for.
    pictures: Vec<Picture>,
    /// The hash of its bytes.
    hash: u64,
    /// The stamp of the file that was written.
    stamp: u64,
}

/// How many bytes of hash stand before the content.
const N_HASH: usize = 32;

/// Where the cache of a site and an output folder lies.
pub fn path(project: &Project) -> PathBuf {
    project.kept_for_output("cache")
}

/// Reads what an earlier build left for an output folder.
pub fn read(path: &Path, output: &Path, diags: &mut Diags) -> Cached {
    let kept = match fs::read(path).map(|bytes| parse(&bytes)) {
        Ok(Some(kept)) => kept,
        Ok(None) => {
            diags.damaged_cache(&path.display().to_string());
            return Cached::default();
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Cached::default(),
        Err(_) => {
            diags.damaged_cache(&path.display().to_string());
            return Cached::default();
        }
    };
    if kept.program != program() {
        return Cached::default();
    }
    let priors = kept.outputs.into_iter().filter_map(|kept| {
        let is_there = stamp(&output.join(&kept.path)) == kept.stamp;
        is_there.then(|| (kept.path.clone(), Arc::new(kept.done())))
    });
    let named = kept.named.into_iter();
    let named = named.filter_map(|(number, name)| Some((Fact::from_number(number)?, name)));
    Cached { priors: priors.collect(), named: named.collect(), quiet: kept.quiet }
}

/// Reads a cache; none where it is damaged. That of another version may be of another form.
fn parse(bytes: &[u8]) -> Option<Kept> {
    let (hash, content) = bytes.split_at_checked(N_HASH)?;
    if blake3::hash(content).as_bytes() != hash {
        return None;
    }
    Some(postcard::from_bytes(content).unwrap_or_default())
}

impl KeptOutput {
    /// The output as an edition knows it.
    fn done(self) -> Done {
        let facts = self.trace.into_iter();
        let known = facts.map(|(number, print)| Some((Fact::from_number(number)?, print)));
        let trace: Option<Box<[(Fact, u64)]>> = known.collect();
        Done {
            // A fact of no kind of ours makes it another job than any of ours.
            job: if trace.is_some() { self.job } else { 0 },
            trace: trace.unwrap_or_default(),
            pictures: self.pictures,
            is_unsteady: false,
            held: Some(Held::Standing),
            hash: self.hash,
            wrong: None,
            why: Why::Stands,
            took: Duration::ZERO,
        }
    }
}

/// Keeps what was published. Where it cannot be kept, the next build does everything again.
pub fn write(path: &Path, edition: &Edition, standing: &Standing) {
    let outputs = edition.all_done().filter(|(_, done)| !done.is_unsteady && done.wrong.is_none());
    let outputs = outputs.filter_map(|(path, done)| {
        Some(KeptOutput {
            path: path.clone(),
            job: done.job,
            trace: done.trace.iter().map(|(fact, print)| (fact.number(), *print)).collect(),
            pictures: done.pictures.clone(),
            hash: done.hash,
            stamp: standing.stamp(path, done.hash)?,
        })
    });
    let named = edition.site.names().into_iter().map(|(fact, name)| (fact.number(), name));
    let kept = Kept {
        program: program(),
        outputs: outputs.collect(),
        named: named.collect(),
        quiet: edition.quiet(),
    };
    let Ok(content) = postcard::to_allocvec(&kept) else { return };
    let mut bytes = blake3::hash(&content).as_bytes().to_vec();
    bytes.extend_from_slice(&content);
    let _ = keep(path, |file| file.write_all(&bytes));
}

#[cfg(test)]
mod tests;
