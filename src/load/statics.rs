//! What stands beside the pages: static files, style sheets.

use crate::diag::{Diagnostic, Diags, Span};
use crate::highlight::Highlighter;
use crate::load::globs;
use crate::plan::Job;
use crate::project::Project;
use crate::sass::{self, Sheets};

/// Style sheets, and static files over them, the theme's below the site's, by output path; of two
/// with one path the later counts.
pub fn jobs(
    project: &Project,
    highlighter: Option<&Highlighter>,
    diags: &mut Diags,
) -> Vec<(String, Job)> {
    let mut jobs = Vec::new();
    style_sheets(project, &mut jobs, diags);
    match highlighter.map(Highlighter::css).transpose() {
        Ok(sheets) => {
            for (name, css) in sheets.into_iter().flatten() {
                jobs.push((name, Job::Bytes(css.into_bytes().into())));
            }
        }
        Err(error) => diags.push(
            Diagnostic::error("highlighting", error.to_string())
                .at(Span::file(&project.config_file)),
        ),
    }
    // A file that is written by hand stands instead of what would be made, as in Zola.
    if let Some(theme) = &project.theme {
        let folder = format!("themes/{theme}/static");
        for file in project.files.walk(&folder, diags) {
            let path = file[folder.len() + 1..].to_string();
            jobs.push((path, Job::Copy(file)));
        }
    }
    let Some(ignored) = globs(project, "ignored_static", &project.config.ignored_static, diags)
    else {
        return jobs;
    };
    for file in project.files.walk("static", diags) {
        let path = file["static/".len()..].to_string();
        // Zola keeps its own pictures in this folder, and deletes all others from it.
        if path.starts_with("processed_images/") {
            continue;
        }
        if !ignored.is_match(&path) {
            jobs.push((path, Job::Copy(file)));
        }
    }
    jobs
}

/// Compiles the theme's sheets, which it cannot do without, and the site's where it wants them.
fn style_sheets(project: &Project, jobs: &mut Vec<(String, Job)>, diags: &mut Diags) {
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
        for css in sass::compile(folder, &sheets, &load_paths, &project.files, diags) {
            jobs.push((css.path, Job::Bytes(css.text.into_bytes().into())));
        }
    }
}
