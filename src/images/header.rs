//! What a picture says of itself in its first bytes.

use std::io::Cursor;

use exif::{In, Tag};
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, ImageReader};

use super::Error;

/// A kind of picture.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Hash)]
pub enum Kind {
    /// One that is made of pixels and can be read.
    Pixels(ImageFormat),
    /// AVIF, which can be written and measured, but not read.
    Avif,
    /// A drawing.
    Svg,
}

impl Kind {
    /// How the names of such files mostly end.
    pub fn extension(self) -> &'static str {
        match self {
            // The library's first choice for TIFF is not what Zola says.
            Kind::Pixels(ImageFormat::Tiff) => "tiff",
            Kind::Pixels(format) => format.extensions_str().first().copied().unwrap_or("bin"),
            Kind::Avif => "avif",
            Kind::Svg => "svg",
        }
    }

    /// The media type as Zola tells it; that of drawings is `text/svg+xml` there.
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Pixels(format) => format.to_mime_type(),
            Kind::Avif => "image/avif",
            Kind::Svg => "text/svg+xml",
        }
    }

    /// Whether such pictures can be given another size.
    pub fn is_resizable(self) -> bool {
        matches!(self, Kind::Pixels(_))
    }

    /// Whether `auto` writes such pictures as JPEG; GIF counts, as in Zola.
    pub fn is_lossy(self) -> bool {
        use ImageFormat::{Gif, Jpeg, WebP};
        matches!(self, Kind::Pixels(Jpeg | WebP | Gif) | Kind::Avif)
    }
}

/// What a picture says of itself.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Header {
    /// What kind of picture it is, whatever its name says.
    pub kind: Kind,
    /// Its width, upright.
    pub width: u32,
    /// Its height, upright.
    pub height: u32,
    /// What it shows, as its maker noted.
    pub description: Option<String>,
    /// When it was taken, as its camera noted.
    pub created: Option<String>,
}

/// Reads the header of a picture.
pub fn read(bytes: &[u8]) -> Result<Header, Error> {
    if let Some((width, height)) = avif_size(bytes) {
        return Ok(bare(Kind::Avif, width, height));
    }
    match image::guess_format(bytes) {
        Ok(format) => pixels(bytes, format),
        Err(_) => svg(bytes),
    }
}

/// A header without notes.
fn bare(kind: Kind, width: u32, height: u32) -> Header {
    Header { kind, width, height, description: None, created: None }
}

/// Reads the header of a picture made of pixels.
fn pixels(bytes: &[u8], format: ImageFormat) -> Result<Header, Error> {
    let unreadable = |error: image::ImageError| Error::NotAnImage(error.to_string());
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    let is_on_its_side = matches!(
        decoder.orientation().unwrap_or(Orientation::NoTransforms),
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (width, height) = if is_on_its_side { (height, width) } else { (width, height) };
    let mut header = bare(Kind::Pixels(format), width, height);
    let notes = decoder.exif_metadata().unwrap_or_default();
    if let Some(notes) = notes.and_then(|notes| exif::Reader::new().read_raw(notes).ok()) {
        header.description = note(&notes, Tag::ImageDescription);
        header.created = note(&notes, Tag::DateTimeOriginal);
    }
    Ok(header)
}

/// Reads a note as text.
fn note(notes: &exif::Exif, tag: Tag) -> Option<String> {
    match &notes.get_field(tag, In::PRIMARY)?.value {
        exif::Value::Ascii(lines) => {
            let text = String::from_utf8_lossy(lines.first()?).trim().to_string();
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

/// Finds the size that an AVIF file declares.
///
/// The box `ispe` holds four bytes of version, then width and height.
fn avif_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let brands = bytes.get(4..32.min(bytes.len()))?;
    if !brands.starts_with(b"ftyp") || memchr::memmem::find(brands, b"avi").is_none() {
        return None;
    }
    let start = memchr::memmem::find(bytes, b"ispe")? + 8;
    let number = |at: usize| {
        let four = bytes.get(at..at + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    Some((number(start)?, number(start + 4)?))
}

/// Reads the size of a drawing: its `width` and `height`, else its `viewBox`.
fn svg(bytes: &[u8]) -> Result<Header, Error> {
    let not_an_image = |reason: &str| Error::NotAnImage(reason.to_string());
    let text = std::str::from_utf8(bytes).map_err(|_| not_an_image("unknown format"))?;
    if !text.contains("<svg") {
        return Err(not_an_image("unknown format"));
    }
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options);
    let document = document.map_err(|error| not_an_image(&error.to_string()))?;
    let root = document.root_element();
    let view = root.attribute("viewBox").and_then(view_box);
    let side = |name: &str, of: Option<f64>| root.attribute(name).and_then(|text| length(text, of));
    let width = side("width", view.map(|(width, _)| width));
    let height = side("height", view.map(|(_, height)| height));
    match (width.zip(height)).or(view) {
        Some((width, height)) => Ok(bare(Kind::Svg, width as u32, height as u32)),
        None => Err(not_an_image("the drawing has neither `width` and `height` nor `viewBox`")),
    }
}

/// Reads the last two of the four numbers of a `viewBox`.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers = text.split([' ', ',', '\n', '\t']).filter(|number| !number.is_empty());
    let numbers: Option<Vec<f64>> = numbers.map(|number| number.parse().ok()).collect();
    match numbers?[..] {
        [_, _, width, height] => Some((width, height)),
        _ => None,
    }
}

/// Reads a length, whatever its unit; a percentage is one of the `viewBox`, if there is one.
fn length(text: &str, of: Option<f64>) -> Option<f64> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+');
    let text = text.trim();
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    let number: f64 = text[..end].parse().ok()?;
    match (&text[end..], of) {
        ("%", Some(of)) => Some(of * number / 100.0),
        ("" | "%" | "px" | "pt" | "pc" | "em" | "ex" | "cm" | "mm" | "in", _) => Some(number),
        _ => None,
    }
}
