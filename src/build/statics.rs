//! What stands beside the pages: static files, style sheets.

use crate::build::globs;
use crate::diag::{Diagnostic, Diags, Span};
use crate::highlight::Highlighter;
use crate::plan::{Job, Plan};
use crate::project::Project;
use crate::sass::{self, Sheets};

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
    style_sheets(project, plan, diags);
    let Some(ignored) = globs(project, "ignored_static", &project.config.ignored_static, diags)
    else {
        return;
    };
    for file in project.files.walk("static", diags) {
        let path = file["static/".len()..].to_string();
        // Zola keeps its own pictures in this folder, and deletes all others from it.
        if path.starts_with("processed_images/") {
            continue;
        }
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

/// Compiles the theme's sheets, which it cannot do without, and the site's where it wants them.
fn style_sheets(project: &Project, plan: &mut Plan, diags: &mut Diags) {
    let theme = project.theme.as_ref().map(|theme| format!("themes/{theme}/sass"));
    let own = project.config.compile_sass.then(|| "sass".to_string());
    let folders: Vec<String> = theme.into_iter().chain(own).collect();
    let mut sheets = Sheets::new();
    for folder in &folders {
        for file in project.files.walk(folder, diags) {
            if (file.ends_with(".scss") || file.ends_with(".sass") || file.ends_with(".css"))
                && let Some(text) = project.files.text(&file, diags)
            {
                sheets.insert(file, text);
            }
        }
    }
    for folder in &folders {
        // A sheet looks beside itself first, then in its own folder, then in the theme's.
        let mut load_paths = vec![folder.as_str()];
        load_paths.extend(folders.iter().map(String::as_str).filter(|other| other != folder));
        for css in sass::compile(folder, &sheets, &load_paths, diags) {
            plan.jobs.insert(css.path, Job::Bytes(css.text.into_bytes().into()));
        }
    }
}
