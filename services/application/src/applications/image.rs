//! Pictures that people send: made anew from their pixels, so that nothing else that lay in the file
//! (place, device, script) is kept.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The largest file that is taken, in bytes.
pub const FILE_LIMIT: usize = 5 * 1024 * 1024;
/// The longest side of a picture that is opened at all, in pixels.
const OPENED_SIDE: u32 = 12_000;
/// What opening a picture may take, in bytes.
const OPENED_BYTES: u64 = 256 * 1024 * 1024;
/// The longest side of a document that is kept, in pixels: a page can still be read.
const DOCUMENT_SIDE: u32 = 1_600;
/// Width and height of a portrait that is kept, in pixels: about 12 kB.
const PORTRAIT: (u32, u32) = (288, 360);
const DOCUMENT_QUALITY: u8 = 80;
const PORTRAIT_QUALITY: u8 = 75;

/// The one kind of file that is kept.
pub const MEDIA_TYPE: &str = "image/jpeg";

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAPicture {
    /// It is neither JPEG nor PNG, whatever its name says.
    OtherType,
    /// It cannot be opened, or is too large to be.
    Broken,
}

/// The picture as it is kept.
pub fn kept(bytes: &[u8], portrait: bool) -> Result<Vec<u8>, NotAPicture> {
    let format = image::guess_format(bytes).map_err(|_| NotAPicture::OtherType)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png) {
        return Err(NotAPicture::OtherType);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(OPENED_SIDE);
    limits.max_image_height = Some(OPENED_SIDE);
    limits.max_alloc = Some(OPENED_BYTES);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| NotAPicture::Broken)?;
    let (picture, quality) = if portrait {
        (picture.resize_to_fill(PORTRAIT.0, PORTRAIT.1, FilterType::Lanczos3), PORTRAIT_QUALITY)
    } else if picture.width().max(picture.height()) > DOCUMENT_SIDE {
        (picture.resize(DOCUMENT_SIDE, DOCUMENT_SIDE, FilterType::Triangle), DOCUMENT_QUALITY)
    } else {
        (picture, DOCUMENT_QUALITY)
    };
    let mut out = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut out, quality);
    DynamicImage::ImageRgb8(picture.into_rgb8()).write_with_encoder(encoder).map_err(|_| NotAPicture::Broken)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{NotAPicture, PORTRAIT, kept};
    use image::{DynamicImage, ImageFormat, RgbImage};
    use std::io::Cursor;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let pixels = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 120]));
        DynamicImage::ImageRgb8(pixels).write_to(&mut out, format).expect("writes");
        out.into_inner()
    }

    fn size(jpeg: &[u8]) -> (u32, u32) {
        let opened = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).expect("a JPEG");
        (opened.width(), opened.height())
    }

    #[test]
    fn a_portrait_is_cut_to_its_shape_and_a_document_made_smaller() {
        assert_eq!(size(&kept(&picture(1_000, 800, ImageFormat::Png), true).expect("taken")), PORTRAIT);
        assert_eq!(size(&kept(&picture(3_200, 800, ImageFormat::Jpeg), false).expect("taken")), (1_600, 400));
        assert_eq!(size(&kept(&picture(640, 480, ImageFormat::Png), false).expect("taken")), (640, 480));
    }

    #[test]
    fn what_else_lay_in_the_file_is_gone() {
        let mut sent = picture(64, 64, ImageFormat::Jpeg);
        sent.extend_from_slice(b"<script>35.6892N 51.3890E</script>");
        let kept = kept(&sent, false).expect("taken");
        assert!(!kept.windows(8).any(|window| window == b"<script>"));
    }

    #[test]
    fn what_is_no_picture_is_refused_whatever_it_is_called() {
        assert_eq!(kept(b"%PDF-1.7 ...", false), Err(NotAPicture::OtherType));
        assert_eq!(kept(b"", false), Err(NotAPicture::OtherType));
        let cut = &picture(64, 64, ImageFormat::Png)[..60];
        assert_eq!(kept(cut, false), Err(NotAPicture::Broken));
    }
}
