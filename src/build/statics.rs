//! What stands beside the pages: static files, style sheets.

use crate::build::globs;
use crate::diag::{Diagnostic, Diags, Span};
use crate::highlight::Highlighter;
use crate::plan::{Job, Plan};
use crate::project::Project;

/// Adds static files, the theme's below the site's, and style sheets to the plan.
pub fn add(
    project: &Project,
    highlighter: Option<&Highlighter>,
    plan: &mut Plan,
    diags: &mut Diags,
) {
    if let Some(theme) = &project.theme {
        let folder = format!("themes/{theme}/static");
        for file in project.files.walk(&folder, diags) {
            let path = file[folder.len() + 1..].to_string();
            plan.jobs.insert(path, Job::Copy(file));
        }
    }
    let Some(ignored) = globs(project, "ignored_static", &project.config.ignored_static, diags)
    else {
        return;
    };
    for file in project.files.walk("static", diags) {
        let path = file["static/".len()..].to_string();
        if !ignored.is_match(&path) {
            plan.jobs.insert(path, Job::Copy(file));
        }
    }
    match highlighter.map(Highlighter::css).transpose() {
        Ok(sheets) => {
            for (name, css) in sheets.into_iter().flatten() {
                plan.jobs.insert(name, Job::Bytes(css.into_bytes().into()));
            }
        }
        Err(error) => diags.push(
            Diagnostic::error("highlighting", error.to_string())
                .at(Span::file(&project.config_file)),
        ),
    }
}
