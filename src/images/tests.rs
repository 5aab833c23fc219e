use image::metadata::Orientation;
use image::{ImageFormat, Rgba, RgbaImage};

use super::*;

/// A small picture of a format, in which every pixel is another colour.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let pixels = RgbaImage::from_fn(width, height, |x, y| {
        Rgba([(x * 7) as u8, (y * 5) as u8, (x * y) as u8, 255])
    });
    let mut bytes = Cursor::new(Vec::new());
    let opaque = DynamicImage::ImageRgba8(pixels).to_rgb8();
    opaque.write_to(&mut bytes, format).expect("the format is compiled in");
    bytes.into_inner()
}

/// A request with nothing but its operation.
fn request(operation: Operation, format: &str) -> Request {
    let (path, format) = ("photos/a.b.png".to_string(), format.to_string());
    Request { path, operation, format, quality: None, speed: None }
}

/// The size that comes of an operation on a picture of 101 × 37 pixels.
fn size(operation: Operation) -> (u32, u32) {
    operation.size((101, 37))
}

/// Puts an orientation into a JPEG, as a camera does.
fn rotated(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut notes = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    notes.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = (notes.len() + 2) as u16;
    let mut bytes = jpeg[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(notes);
    bytes.extend(&jpeg[2..]);
    bytes
}

#[test]
fn each_operation_gives_its_size() {
    assert_eq!(size(Operation::Scale(7, 300)), (7, 300));
    assert_eq!(size(Operation::FitWidth(50)), (50, 18));
    assert_eq!(size(Operation::FitHeight(10)), (27, 10));
    assert_eq!(size(Operation::Fit(99, 30)), (81, 30));
    assert_eq!(size(Operation::Fit(50, 30)), (50, 18));
    assert_eq!(size(Operation::Fit(10, 2)), (5, 2));
    assert_eq!(size(Operation::Fit(500, 500)), (101, 37));
    assert_eq!(size(Operation::Fill(60, 24)), (60, 24));
    assert_eq!(size(Operation::FitWidth(1)), (1, 1));
}

#[test]
fn operations_and_formats_are_read_as_templates_write_them() {
    let read = Operation::from_arguments;
    assert_eq!(read("fit_width", Some(3), Some(0)), Ok(Operation::FitWidth(3)));
    assert_eq!(read("fill", Some(0), Some(4)), Err(Error::ZeroSize));
    let missing = read("fill", Some(3), None).expect_err("it needs a height").to_string();
    assert_eq!(missing, "operation `fill` needs both `width` and `height`");
    assert!(Operation::NAMES.iter().all(|name| read(name, Some(1), Some(1)).is_ok()));

    let png = Kind::Pixels(ImageFormat::Png);
    let read = |name, quality, speed| Encoding::from_arguments(name, png, quality, speed);
    assert_eq!(read("auto", Some(200), None), Ok(Encoding::Png));
    assert_eq!(read("jpg", None, None), Ok(Encoding::Jpeg(75)));
    assert_eq!(read("webp", Some(0), None), Ok(Encoding::Webp(0)));
    assert_eq!(read("avif", None, None), Ok(Encoding::Avif { quality: 80, speed: 5 }));
    let error = read("avif", None, Some(11)).expect_err("11 is too fast").to_string();
    assert_eq!(error, "the speed of AVIF goes from 1 to 10; 11 is not in between");
    let gif = Kind::Pixels(ImageFormat::Gif);
    assert_eq!(Encoding::from_arguments("auto", gif, None, None), Ok(Encoding::Jpeg(75)));
}

#[test]
fn a_plan_names_its_result_after_all_that_makes_it() {
    let bytes = picture(10, 8, ImageFormat::Png);
    let asked = request(Operation::FitWidth(5), "auto");
    let plan = plan(&asked, &bytes).expect("it is a picture");
    assert_eq!(plan.path(), format!("processed_images/{}", plan.name));
    assert_eq!(name(&asked, Encoding::Png, b"the same everywhere"), "a.b.4753ce1516f5f0cb.png");
    assert_eq!((plan.width, plan.height), (5, 4));
    assert_eq!((plan.original_width, plan.original_height), (10, 8));
    let named = |request: &Request, bytes: &[u8]| super::plan(request, bytes).unwrap().name;
    assert_eq!(named(&asked, &bytes), plan.name);
    assert_ne!(named(&request(Operation::FitWidth(6), "auto"), &bytes), plan.name);
    assert_ne!(named(&asked, &picture(10, 9, ImageFormat::Png)), plan.name);
    // A quality that the format has no use for changes nothing.
    assert_eq!(named(&Request { quality: Some(9), ..asked }, &bytes), plan.name);
}

#[test]
fn every_format_is_written_and_has_the_planned_size() {
    let bytes = picture(12, 8, ImageFormat::Png);
    for (format, extension) in [("jpg", "jpg"), ("png", "png"), ("webp", "webp"), ("avif", "avif")]
    {
        let mut asked = request(Operation::FitWidth(6), format);
        for quality in [None, Some(40)] {
            (asked.quality, asked.speed) = (quality, Some(10));
            let plan = plan(&asked, &bytes).expect("it is a picture");
            let made = process(&plan, &bytes).expect("it can be written");
            let header = header::read(&made.bytes).expect("it is a picture again");
            assert_eq!(header.kind.extension(), extension);
            assert_eq!((header.width, header.height), (6, 4), "{format}");
        }
    }
}

#[test]
fn webp_without_loss_keeps_each_pixel_and_is_smaller_than_png() {
    let bytes = picture(60, 40, ImageFormat::Png);
    let written = |format| {
        let plan = plan(&request(Operation::FitWidth(30), format), &bytes).expect("a picture");
        process(&plan, &bytes).expect("it can be written").bytes
    };
    let (webp, png) = (written("webp"), written("png"));
    let pixels = |bytes| image::load_from_memory(bytes).expect("it is a picture").to_rgb8();
    assert_eq!(pixels(&webp), pixels(&png));
    assert!(webp.len() < png.len(), "{} against {}", webp.len(), png.len());
}

#[test]
fn a_picture_has_the_same_bytes_on_any_number_of_threads() {
    let bytes = picture(400, 300, ImageFormat::Png);
    for format in ["jpg", "png", "webp", "avif"] {
        let asked = Request { speed: Some(10), ..request(Operation::FitWidth(380), format) };
        let plan = plan(&asked, &bytes).expect("it is a picture");
        let made = [1, 4].map(|n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
            let make = || process(&plan, &bytes).expect("it can be written").bytes;
            pool.expect("threads can be had").install(make)
        });
        assert!(made[0] == made[1], "{format} depends on the number of threads");
    }
}

#[test]
fn fill_cuts_around_the_middle() {
    let bytes = picture(30, 10, ImageFormat::Png);
    let plan = plan(&request(Operation::Fill(10, 10), "png"), &bytes).expect("a picture");
    let made = process(&plan, &bytes).expect("it can be written").bytes;
    let made = image::load_from_memory(&made).expect("it is a picture").to_rgb8();
    let whole = image::load_from_memory(&bytes).expect("it is a picture").to_rgb8();
    assert_eq!(made.get_pixel(0, 3), whole.get_pixel(10, 3));
    assert_eq!(made.get_pixel(9, 9), whole.get_pixel(19, 9));
}

#[test]
fn a_picture_is_turned_upright() {
    let bytes = rotated(&picture(16, 8, ImageFormat::Jpeg), 6);
    let plan = plan(&request(Operation::FitWidth(4), "auto"), &bytes).expect("a picture");
    assert_eq!((plan.original_width, plan.original_height), (8, 16));
    assert_eq!((plan.width, plan.height), (4, 8));
    let made = process(&plan, &bytes).expect("it can be written").bytes;
    let header = header::read(&made).expect("it is a picture");
    assert_eq!((header.width, header.height), (4, 8));
    let decoder = ImageReader::new(Cursor::new(&made)).with_guessed_format().unwrap();
    let mut decoder = decoder.into_decoder().unwrap();
    assert_eq!(decoder.orientation().unwrap(), Orientation::NoTransforms);
}

#[test]
fn a_header_tells_kind_and_size_whatever_the_name() {
    for (format, extension) in [
        (ImageFormat::Jpeg, "jpg"),
        (ImageFormat::Gif, "gif"),
        (ImageFormat::WebP, "webp"),
        (ImageFormat::Bmp, "bmp"),
        (ImageFormat::Tiff, "tiff"),
    ] {
        let header = header::read(&picture(3, 2, format)).expect("it is a picture");
        assert_eq!((header.kind.extension(), header.width, header.height), (extension, 3, 2));
    }
}

#[test]
fn a_drawing_has_the_size_it_declares() {
    let size = |attributes: &str| {
        let svg = format!(r#"<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>"#);
        header::read(svg.as_bytes()).map(|header| (header.width, header.height)).ok()
    };
    assert_eq!(size(r#"width="100" height="50px""#), Some((100, 50)));
    assert_eq!(size(r#"viewBox="0 0 30.6 20""#), Some((30, 20)));
    assert_eq!(size(r#"width="100%" height="2cm" viewBox="0 0 10 20""#), Some((10, 2)));
    assert_eq!(size(r#"width="50%" height="10""#), Some((50, 10)));
    assert_eq!(size(r#"width="100" viewBox="0 0 10 20""#), Some((10, 20)));
    assert_eq!(size(r#"width="10" height="auto" viewBox="0 0 3 4""#), Some((3, 4)));
    assert_eq!(size(r#"width="10""#), None);
    let asked = request(Operation::FitWidth(4), "auto");
    let error = plan(&asked, br#"<svg width="1" height="1"/>"#).expect_err("a drawing");
    assert_eq!(error.to_string(), "an image of type svg cannot be resized");
}

#[test]
fn what_is_no_image_says_so() {
    let asked = request(Operation::FitWidth(4), "auto");
    for bytes in [b"".as_slice(), b"not an image", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"] {
        let error = plan(&asked, bytes).expect_err("it is none").to_string();
        assert!(error.starts_with("the file is not a usable image: "), "{error}");
    }
    let bytes = picture(4, 4, ImageFormat::Png);
    let whole = plan(&asked, &bytes).expect("the header is good");
    let error = process(&whole, &bytes[..bytes.len() / 2]).expect_err("half is missing");
    assert!(matches!(error, Error::NotAnImage(_)), "{error}");
}

#[test]
fn a_result_beyond_measure_is_refused() {
    let bytes = picture(4, 4, ImageFormat::Png);
    let asked = request(Operation::Scale(100_000, 100_000), "png");
    assert_eq!(plan(&asked, &bytes), Err(Error::TooLarge(100_000, 100_000)));
}

proptest::proptest! {
    #[test]
    fn a_damaged_picture_is_an_error_or_a_picture(
        at in 0usize..400, byte in proptest::prelude::any::<u8>(), kind in 0usize..6
    ) {
        use ImageFormat::{Bmp, Gif, Jpeg, Png, Tiff, WebP};
        let mut bytes = picture(6, 4, [Bmp, Gif, Jpeg, Png, Tiff, WebP][kind]);
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(plan) = plan(&request(Operation::FitWidth(3), "png"), &bytes) {
            let _ = process(&plan, &bytes);
        }
    }
}
