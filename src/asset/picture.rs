//! The size of a picture, from the first bytes of its file: with it, the text below does not jump when the picture
//! arrives.

use quick_xml::events::{BytesStart, Event};

use crate::paths::SourcePath;

/// The size of a picture in pixels of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// From left to right.
    pub width: usize,
    /// From top to bottom.
    pub height: usize,
}

/// The size of a picture; `None` for what is none, has no size of its own, or cannot be read.
pub(super) fn size(path: &SourcePath, bytes: &[u8]) -> Option<Size> {
    let (_, extension) = path.name().rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => {
            let imagesize::ImageSize { width, height } = imagesize::blob_size(bytes).ok()?;
            Some(Size { width, height })
        }
        "svg" => of_svg(std::str::from_utf8(bytes).ok()?),
        _ => None,
    }
    .filter(|size| size.width > 0 && size.height > 0)
}

/// A drawing that says nothing but its proportions fills the place it gets, so only a size in pixels is one.
fn of_svg(text: &str) -> Option<Size> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => {
                let is_svg = root.local_name().as_ref() == "svg";
                let size = || Some(Size { width: pixels(&root, "width")?, height: pixels(&root, "height")? });
                return is_svg.then(size).flatten();
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn pixels(root: &BytesStart<'_>, name: &str) -> Option<usize> {
    let mut attributes = root.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let value = found.value.trim();
    let (whole, fraction) = value.strip_suffix("px").unwrap_or(value).split_once('.').unwrap_or((value, ""));
    let is_number = fraction.bytes().all(|byte| byte.is_ascii_digit());
    whole.strip_suffix("px").unwrap_or(whole).parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(attributes: &str) -> Option<(usize, usize)> {
        let text =
            format!("<?xml version=\"1.0\"?>\n<!-- x -->\n<svg {attributes}><rect width=\"1\"/></svg>");
        size(&SourcePath::new("static/a.svg"), text.as_bytes()).map(|size| (size.width, size.height))
    }

    #[test]
    fn a_drawing_has_the_size_it_gives_in_pixels() {
        assert_eq!(svg("width=\"64\" height='48px'"), Some((64, 48)));
        assert_eq!(svg("width=\"64.5\" height=\"48.25px\""), Some((64, 48)));
        for none in [
            "",
            "viewBox=\"0 0 64 48\"",
            "width=\"100%\" height=\"48\"",
            "width=\"4em\" height=\"3em\"",
            "width=\"0\" height=\"0\"",
            "width=\"64\"",
            "width=\"-1\" height=\"2\"",
        ] {
            assert_eq!(svg(none), None, "{none}");
        }
    }

    #[test]
    fn what_is_no_picture_has_no_size() {
        for name in ["a.png", "a.jpg", "a.gif", "a.webp", "a.avif", "a.svg", "a.txt", "a"] {
            for bytes in
                [&b""[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"<svg", b"\xff\xd8\xff\xe0"]
            {
                assert_eq!(size(&SourcePath::new(name), bytes), None, "{name}");
            }
        }
    }
}
