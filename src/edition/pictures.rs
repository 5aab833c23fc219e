//! Pictures that templates asked for, made when all pages are rendered or one is asked for.
//!
//! A picture's name holds a hash of all that made it, so one that was made by an
//! earlier build is taken from the cache folder as it is.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use crate::diag::{Diagnostic, Diags, Span};
use crate::images;
use crate::keep::keep;
use crate::project::Project;
use crate::source::Files;

/// The bytes of a picture, from the cache or made now.
pub fn one(
    project: &Project,
    file: &str,
    plan: &images::Plan,
    diags: &mut Diags,
) -> Option<Vec<u8>> {
    let cached = cache(project).map(|folder| folder.join(&plan.name));
    if let Some(bytes) = cached.as_ref().and_then(|path| fs::read(path).ok()) {
        return Some(bytes);
    }
    let bytes = match project.files.read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            diags.unreadable(file, &error);
            return None;
        }
    };
    match images::process(plan, &bytes) {
        Ok(made) => {
            if made.lost_profile {
                diags.picture_lost_profile(file);
            }
            if let Some(path) = cached {
                // Where it cannot be kept, a later build makes it again.
                let _ = keep(&path, |file| file.write_all(&made.bytes));
            }
            Some(made.bytes)
        }
        Err(error) => {
            diags.push(
                Diagnostic::error("image", error.to_string())
                    .at(Span::file(file))
                    .hint("replace the picture, or write it anew with another program"),
            );
            None
        }
    }
}

/// Where pictures of earlier builds lie; a site in memory has none.
fn cache(project: &Project) -> Option<PathBuf> {
    matches!(project.files, Files::Disk(_)).then(|| project.root.join(".mucluc").join("images"))
}
