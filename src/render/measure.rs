//! How wide words are. Nobody knows the reader's font, so these are estimates on the safe side.

/// How wide words are in a font of this size, in the unit of the size.
pub(super) fn width(words: &str, size: f64) -> f64 {
    words.chars().map(advance).sum::<f64>() * size
}

fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '(' | ')' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '−' => 1.0,
        'A'..='Z' => 0.8,
        '\0'..='\u{2ff}' => 0.64,
        _ if letter < '\u{1100}' => 0.8,
        _ => 1.0,
    }
}

/// The lines of words that are no wider than `room`. A word that is wider itself is torn.
pub(super) fn lines(words: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut taken = 0.0;
    for word in words.split_whitespace() {
        let wide = width(word, size);
        let space = if taken > 0.0 { width(" ", size) } else { 0.0 };
        if taken > 0.0 && taken + space + wide > room {
            lines.push(String::new());
            taken = 0.0;
        }
        let Some(line) = lines.last_mut() else { continue };
        if taken > 0.0 {
            line.push(' ');
            taken += space;
        }
        if taken + wide <= room {
            line.push_str(word);
            taken += wide;
        } else {
            taken = torn(word, size, room, &mut lines);
        }
    }
    lines
}

/// Adds a word that is wider than a line. Returns how wide its last piece is.
fn torn(word: &str, size: f64, room: f64, lines: &mut Vec<String>) -> f64 {
    let mut taken = 0.0;
    for letter in word.chars() {
        let wide = advance(letter) * size;
        if taken > 0.0 && taken + wide > room {
            lines.push(String::new());
            taken = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(letter);
        }
        taken += wide;
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_broken_between_words_and_inside_of_one_that_is_too_long() {
        assert_eq!(lines("", 10.0, 100.0), [""]);
        assert_eq!(lines("a lamp  of oil", 10.0, 50.0), ["a lamp", "of oil"]);
        let torn = lines("ab lighthousekeepers", 10.0, 50.0);
        assert_eq!(torn.concat(), "ablighthousekeepers");
        assert!(torn.iter().all(|line| width(line, 10.0) <= 50.0), "{torn:?}");
        assert_eq!(lines("灯台の記録", 10.0, 20.0), ["灯台", "の記", "録"]);
    }
}
