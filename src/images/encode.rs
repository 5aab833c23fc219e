//! Writing pictures in the four formats of the web.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageEncoder};
use ravif::{BitDepth, Img, RGBA8};

use super::{Encoding, Error};

/// Writes a picture, with its colour profile where the format holds one.
pub fn encode(
    picture: &DynamicImage,
    encoding: Encoding,
    profile: Option<Vec<u8>>,
) -> Result<Vec<u8>, Error> {
    let mut bytes = Cursor::new(Vec::new());
    match encoding {
        Encoding::Jpeg(quality) => {
            // JPEG knows no transparency.
            let opaque = match picture.color().has_color() {
                true => DynamicImage::ImageRgb8(picture.to_rgb8()),
                false => DynamicImage::ImageLuma8(picture.to_luma8()),
            };
            write(&opaque, JpegEncoder::new_with_quality(&mut bytes, quality), profile)?;
        }
        Encoding::Png => write(picture, PngEncoder::new(&mut bytes), profile)?,
        Encoding::WebpLossless if profile.is_some() => {
            write(&eight_bits(picture), WebPEncoder::new_lossless(&mut bytes), profile)?;
        }
        // By a third smaller; its writer has no place for a profile.
        Encoding::WebpLossless => return webp(picture, true, LOSSLESS_EFFORT),
        Encoding::Webp(quality) => return webp(picture, false, f32::from(quality)),
        Encoding::Avif { quality, speed } => return avif(picture, quality, speed),
    }
    Ok(bytes.into_inner())
}

/// Writes a picture with an encoder.
fn write(
    picture: &DynamicImage,
    mut encoder: impl ImageEncoder,
    profile: Option<Vec<u8>>,
) -> Result<(), Error> {
    if let Some(profile) = profile {
        // The picture without its profile is better than no picture.
        let _ = encoder.set_icc_profile(profile);
    }
    let written = picture.write_with_encoder(encoder);
    written.map_err(|error| Error::Unwritable(error.to_string()))
}

/// Brings a picture to the colours of a screen, which is all that these formats take.
fn eight_bits(picture: &DynamicImage) -> DynamicImage {
    match picture.color().has_alpha() {
        true => DynamicImage::ImageRgba8(picture.to_rgba8()),
        false => DynamicImage::ImageRgb8(picture.to_rgb8()),
    }
}

/// How hard the writer of WebP without loss tries, of 100: its own usual value, and Zola's.
const LOSSLESS_EFFORT: f32 = 75.0;

/// Writes WebP, without loss or of a quality.
fn webp(picture: &DynamicImage, lossless: bool, quality: f32) -> Result<Vec<u8>, Error> {
    let (width, height) = (picture.width(), picture.height());
    let written = match picture.color().has_alpha() {
        true => webp::Encoder::from_rgba(&picture.to_rgba8(), width, height)
            .encode_simple(lossless, quality),
        false => webp::Encoder::from_rgb(&picture.to_rgb8(), width, height)
            .encode_simple(lossless, quality),
    };
    match written {
        Ok(memory) => Ok(memory.to_vec()),
        Err(reason) => Err(Error::Unwritable(format!("{reason:?}"))),
    }
}

/// Writes AVIF.
///
/// The encoder cuts a picture into as many tiles as it has threads, and other tiles are other
/// bytes: it has two threads on every machine.
fn avif(picture: &DynamicImage, quality: u8, speed: u8) -> Result<Vec<u8>, Error> {
    let pixels = picture.to_rgba8();
    let (width, height) = (pixels.width() as usize, pixels.height() as usize);
    let pixels: Vec<RGBA8> = pixels.pixels().map(|pixel| RGBA8::from(pixel.0)).collect();
    let encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality))
        .with_alpha_quality(f32::from(quality))
        .with_speed(speed)
        .with_bit_depth(BitDepth::Eight)
        .with_num_threads(Some(2));
    match encoder.encode_rgba(Img::new(&pixels, width, height)) {
        Ok(written) => Ok(written.avif_file),
        Err(reason) => Err(Error::Unwritable(reason.to_string())),
    }
}
