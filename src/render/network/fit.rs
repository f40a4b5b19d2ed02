//! How wide words are on a reader's screen. Nobody knows the font, so these are the widths of the widest of the
//! usual ones.

use unicode_segmentation::UnicodeSegmentation;

/// The words as far as they fit on this many pixels. What is cut ends in an ellipsis.
pub(super) fn fit(words: &str, size: f64, room: f64) -> String {
    if width(words) * size <= room {
        return words.to_owned();
    }
    let mut cut = String::new();
    let mut taken = em('…') * size;
    for cluster in words.graphemes(true) {
        let more = width(cluster) * size;
        if taken + more > room {
            break;
        }
        taken += more;
        cut.push_str(cluster);
    }
    format!("{}…", cut.trim_end())
}

/// In units of the font's size.
fn width(words: &str) -> f64 {
    words.chars().map(em).sum()
}

fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | ' ' | '!' => 0.35,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '"' => 0.45,
        // Letters of East Asia and emoji fill a square, and so does the ellipsis.
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '\u{1100}'.. => 1.0,
        // Letters of other alphabets are seldom wider than capitals.
        'A'..='Z' | '&' | '+' | '<' | '=' | '>' | '~' | '\u{80}'..='\u{10ff}' => 0.84,
        _ => 0.65,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fit_stay_whole() {
        assert_eq!(fit("Lighthouse", 10.0, 100.0), "Lighthouse");
    }

    #[test]
    fn what_is_cut_fits_and_ends_in_an_ellipsis() {
        let words = fit("The lighthouse on the outer rock", 12.0, 100.0);
        assert!(words.starts_with("The light") && words.ends_with('…'), "{words}");
        assert!(width(&words) * 12.0 <= 100.0);
        // A letter is not torn from its accent.
        assert_eq!(fit("ae\u{301}e\u{301}", 10.0, 26.0), "a…");
        assert_eq!(fit("灯台の記録", 10.0, 30.0), "灯台…");
    }
}
