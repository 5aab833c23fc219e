//! Images: a picture and what is wanted of it in, a plan or new bytes out.
//!
//! Templates ask for hundreds of pictures, so asking is cheap: a [`Plan`] reads
//! the header alone and tells the size and the name that the result will have.
//! The name holds a hash of the picture and of everything that was asked for, so
//! it is the same on every machine, and a result that exists need not be made
//! again. [`process`] makes it.
//!
//! Pictures are turned upright as their cameras noted; colour profiles are kept
//! where the format can hold them; nothing else of their metadata is.
//!
//! Not here: where files lie, and who writes the results (`publish`).

pub mod header;
mod encode;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::Cursor;

use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use header::Kind;

/// The most pixels that a result may have: a wall of four 8K screens.
///
/// A typing error in a width would otherwise ask for more memory than there is.
const MAX_PIXELS: u64 = 133_000_000;

/// How far the shapes of a picture and of what is wanted may differ before
/// `fill` cuts anything off.
const SAME_SHAPE: f32 = 0.1;

/// How a picture gets its new size.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum Operation {
    /// To exactly this size, stretched where the shapes differ.
    Scale(u32, u32),
    /// To this width; the height follows.
    FitWidth(u32),
    /// To this height; the width follows.
    FitHeight(u32),
    /// Into this size, and never larger than it was.
    Fit(u32, u32),
    /// To exactly this size, cut around the middle where the shapes differ.
    Fill(u32, u32),
}

impl Operation {
    /// The names that templates use.
    pub const NAMES: [&str; 5] = ["scale", "fit_width", "fit_height", "fit", "fill"];

    /// Reads what a template asks for.
    pub fn from_arguments(
        name: &str,
        width: Option<u32>,
        height: Option<u32>,
    ) -> Result<Self, Error> {
        let needs = |side: Option<u32>, needs: &'static str| match side {
            Some(0) => Err(Error::ZeroSize),
            Some(side) => Ok(side),
            None => Err(Error::MissingSize { operation: name.to_string(), needs }),
        };
        let both = "both `width` and `height`";
        match name {
            "scale" => Ok(Operation::Scale(needs(width, both)?, needs(height, both)?)),
            "fit_width" => Ok(Operation::FitWidth(needs(width, "`width`")?)),
            "fit_height" => Ok(Operation::FitHeight(needs(height, "`height`")?)),
            "fit" => Ok(Operation::Fit(needs(width, both)?, needs(height, both)?)),
            "fill" => Ok(Operation::Fill(needs(width, both)?, needs(height, both)?)),
            _ => Err(Error::UnknownOperation(name.to_string())),
        }
    }

    /// The size that a picture of this size gets; sides are cut to whole pixels.
    fn size(self, (width, height): (u32, u32)) -> (u32, u32) {
        let scaled = |side: u32, to: u32, from: u32| {
            let side = u64::from(side) * u64::from(to) / u64::from(from.max(1));
            // A strip stays at least a line, where Zola gives up.
            u32::try_from(side).unwrap_or(u32::MAX).max(1)
        };
        match self {
            Operation::Scale(to_width, to_height) | Operation::Fill(to_width, to_height) => {
                (to_width, to_height)
            }
            Operation::FitWidth(to_width) => (to_width, scaled(height, to_width, width)),
            Operation::FitHeight(to_height) => (scaled(width, to_height, height), to_height),
            Operation::Fit(to_width, to_height) if width <= to_width && height <= to_height => {
                (width, height)
            }
            Operation::Fit(to_width, to_height) => {
                let by_width = u64::from(width) * u64::from(to_height);
                match by_width <= u64::from(height) * u64::from(to_width) {
                    true => (scaled(width, to_height, height), to_height),
                    false => (to_width, scaled(height, to_width, width)),
                }
            }
        }
    }
}

/// How a result is written.
#[derive(Debug, Copy, Clone, Eq, PartialEq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// JPEG, from 1, small, to 100, good.
    Jpeg(u8),
    /// PNG.
    Png,
    /// WebP without loss.
    WebpLossless,
    /// WebP, from 0, small, to 100, good.
    Webp(u8),
    /// AVIF.
    Avif {
        /// From 1, small, to 100, good.
        quality: u8,
        /// From 1, slow and small, to 10, fast.
        speed: u8,
    },
}

impl Encoding {
    /// The names that templates use.
    pub const NAMES: [&str; 6] = ["auto", "jpg", "jpeg", "png", "webp", "avif"];

    /// Reads what a template asks for; `auto` writes photographs as JPEG, all else as PNG.
    pub fn from_arguments(
        name: &str,
        source: Kind,
        quality: Option<u8>,
        speed: Option<u8>,
    ) -> Result<Self, Error> {
        let checked =
            |what: &'static str, value: u8, from: u8, to: u8| match (from..=to).contains(&value) {
                true => Ok(value),
                false => Err(Error::OutOfRange { what, value, from, to }),
            };
        match name {
            "auto" if source.is_lossy() => Self::from_arguments("jpg", source, quality, speed),
            "auto" | "png" => Ok(Encoding::Png),
            "jpg" | "jpeg" => {
                Ok(Encoding::Jpeg(checked("quality of JPEG", quality.unwrap_or(75), 1, 100)?))
            }
            "webp" => match quality {
                None => Ok(Encoding::WebpLossless),
                Some(quality) => Ok(Encoding::Webp(checked("quality of WebP", quality, 0, 100)?)),
            },
            "avif" => Ok(Encoding::Avif {
                quality: checked("quality of AVIF", quality.unwrap_or(80), 1, 100)?,
                speed: checked("speed of AVIF", speed.unwrap_or(5), 1, 10)?,
            }),
            _ => Err(Error::UnknownFormat(name.to_string())),
        }
    }

    /// How the names of such files end.
    pub fn extension(self) -> &'static str {
        match self {
            Encoding::Jpeg(_) => "jpg",
            Encoding::Png => "png",
            Encoding::WebpLossless | Encoding::Webp(_) => "webp",
            Encoding::Avif { .. } => "avif",
        }
    }

    /// Whether such a file can hold a colour profile, as far as its writer goes.
    fn holds_profile(self) -> bool {
        matches!(self, Encoding::Jpeg(_) | Encoding::Png | Encoding::WebpLossless)
    }
}

/// What a template asks for.
#[derive(Debug, Clone, Eq, PartialEq, Hash)]
pub struct Request {
    /// The path of the picture, of which the result's name takes the stem.
    pub path: String,
    /// How it gets its size.
    pub operation: Operation,
    /// The name of the format, `auto` where the template says none.
    pub format: String,
    /// How good it is to be.
    pub quality: Option<u8>,
    /// How fast it is to be written.
    pub speed: Option<u8>,
}

/// What will come of a request.
#[derive(Debug, Clone, Eq, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The result's file name.
    pub name: String,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The width of the picture, upright.
    pub original_width: u32,
    /// The height of the picture, upright.
    pub original_height: u32,
    /// How it gets its size.
    pub operation: Operation,
    /// How it is written.
    pub encoding: Encoding,
}

impl Plan {
    /// The result's path below the output folder.
    pub fn path(&self) -> String {
        format!("processed_images/{}", self.name)
    }
}

/// A picture that was made.
#[derive(Debug, Clone, Eq, PartialEq)]
pub struct Processed {
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether a colour profile was lost, so that colours may look wrong.
    pub lost_profile: bool,
}

/// Why a picture cannot be had.
#[derive(Debug, Clone, Eq, PartialEq)]
pub enum Error {
    /// The file is no picture, or of a kind that cannot be read.
    NotAnImage(String),
    /// The picture cannot be resized: it is drawn, or there is no reader for it.
    NotResizable(Kind),
    /// There is no such operation.
    UnknownOperation(String),
    /// There is no such format.
    UnknownFormat(String),
    /// The operation needs a size that was not given.
    MissingSize {
        /// Its name.
        operation: String,
        /// What it needs.
        needs: &'static str,
    },
    /// A side of no pixels was asked for.
    ZeroSize,
    /// The result would be too large.
    TooLarge(u32, u32),
    /// A number is outside of its range.
    OutOfRange {
        /// Which number.
        what: &'static str,
        /// The number.
        value: u8,
        /// The least.
        from: u8,
        /// The greatest.
        to: u8,
    },
    /// The result cannot be written.
    Unwritable(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::NotAnImage(reason) => write!(out, "the file is not a usable image: {reason}"),
            Error::NotResizable(kind) => {
                write!(out, "an image of type {} cannot be resized", kind.extension())
            }
            Error::UnknownOperation(name) => write!(
                out,
                "there is no operation `{name}`; known: {}",
                Operation::NAMES.join(", ")
            ),
            Error::UnknownFormat(name) => write!(
                out,
                "there is no image format `{name}`; known: {}",
                Encoding::NAMES.join(", ")
            ),
            Error::MissingSize { operation, needs } => {
                write!(out, "operation `{operation}` needs {needs}")
            }
            Error::ZeroSize => write!(out, "an image cannot have a side of 0 pixels"),
            Error::TooLarge(width, height) => {
                write!(out, "an image of {width} × {height} pixels is too large")
            }
            Error::OutOfRange { what, value, from, to } => {
                write!(out, "the {what} goes from {from} to {to}; {value} is not in between")
            }
            Error::Unwritable(reason) => write!(out, "cannot write the image: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// Tells what will come of a request, from the picture's header.
pub fn plan(request: &Request, bytes: &[u8]) -> Result<Plan, Error> {
    let header = header::read(bytes)?;
    if !header.kind.is_resizable() {
        return Err(Error::NotResizable(header.kind));
    }
    let (quality, speed) = (request.quality, request.speed);
    let encoding = Encoding::from_arguments(&request.format, header.kind, quality, speed)?;
    let (width, height) = request.operation.size((header.width, header.height));
    if MAX_PIXELS < u64::from(width) * u64::from(height) {
        return Err(Error::TooLarge(width, height));
    }
    Ok(Plan {
        name: name(request, encoding, bytes),
        width,
        height,
        original_width: header.width,
        original_height: header.height,
        operation: request.operation,
        encoding,
    })
}

/// Names a result after its picture, and after all that makes it what it is.
fn name(request: &Request, encoding: Encoding, bytes: &[u8]) -> String {
    let file = request.path.rsplit('/').next().unwrap_or(&request.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{:?} {encoding:?} {file}\n", request.operation).as_bytes());
    hasher.update(bytes);
    let hash = hasher.finalize().to_hex();
    format!("{stem}.{}.{}", &hash[..16], encoding.extension())
}

/// Makes the picture that was planned.
pub fn process(plan: &Plan, bytes: &[u8]) -> Result<Processed, Error> {
    let unreadable = |error: image::ImageError| Error::NotAnImage(error.to_string());
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| Error::NotAnImage(error.to_string()))?;
    reader.limits(Limits::default());
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let orientation = decoder.orientation().map_err(unreadable)?;
    // A profile that cannot be read is as good as none.
    let profile = decoder.icc_profile().unwrap_or_default();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    picture.apply_orientation(orientation);
    let picture = resize(picture, plan);
    let lost_profile = profile.is_some() && !plan.encoding.holds_profile();
    let bytes = encode::encode(&picture, plan.encoding, profile)?;
    Ok(Processed { bytes, lost_profile })
}

/// Gives a picture its new size.
fn resize(picture: DynamicImage, plan: &Plan) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let picture = match plan.operation {
        Operation::Fill(to_width, to_height) => fill_crop(picture, to_width, to_height),
        _ => picture,
    };
    match (width, height) == (plan.width, plan.height) {
        true => picture,
        false => picture.resize_exact(plan.width, plan.height, FilterType::Lanczos3),
    }
}

/// Cuts a picture to the shape of what is wanted, around its middle.
fn fill_crop(picture: DynamicImage, to_width: u32, to_height: u32) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let shape = width as f32 / height as f32;
    let wanted = to_width as f32 / to_height as f32;
    if (shape - wanted).abs() <= SAME_SHAPE {
        return picture;
    }
    if wanted < shape {
        let cut = (height as f32 * wanted).round().max(1.0) as u32;
        return picture.crop_imm((width - cut) / 2, 0, cut, height);
    }
    let cut = (width as f32 / wanted).round().max(1.0) as u32;
    picture.crop_imm(0, (height - cut) / 2, width, cut)
}

#[cfg(test)]
mod tests;
