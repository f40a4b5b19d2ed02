//! HTML → events. Whatever the bytes are, reading them comes to an end: no depth of nesting and no number of
//! attributes takes more than a fixed piece of the stack.

use std::borrow::Cow;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Readable, Reader, Span, SpanBound, StringReader, Tokenizer};

/// Calls `see` for every event. What stands in a script or a text area is no markup. Places are in bytes if `S` is
/// `usize`, and are not kept if it is `()`.
pub(crate) fn read<S: SpanBound>(bytes: &[u8], mut see: impl FnMut(&CallbackEvent<'_>, Span<S>)) {
    let callback = |event: CallbackEvent<'_>, span: Span<S>| -> Option<()> {
        see(&event, span);
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    let reader = Pausing { bytes: bytes.to_reader(), values: 0 };
    // The callback keeps what it finds; the tokenizer has nothing to return but pauses.
    Tokenizer::new_with_emitter(reader, Lenient(emitter)).for_each(drop);
}

/// The words of HTML that has no tags, with its entities as the signs they stand for. What has a `<` is taken as it is.
pub(crate) fn text(html: &str) -> Cow<'_, str> {
    if html.contains('<') || !html.contains('&') {
        return html.into();
    }
    words(html).into()
}

/// The words of HTML, without its tags.
pub(crate) fn words(html: &str) -> String {
    let mut words = String::new();
    read::<()>(html.as_bytes(), |event, _| {
        if let CallbackEvent::String { value } = event {
            words.push_str(&String::from_utf8_lossy(value));
        }
    });
    words
}

/// Asks for no report of errors: browsers forgive them, and looking for them takes a fifth of the time.
struct Lenient<E>(E);

impl<E: Emitter> ForwardingEmitter for Lenient<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// A reader that fails now and then within an attribute, and goes on when it is asked again.
///
/// html5gum (0.9) calls itself for each attribute in double quotes that follows another one, so that some thousands of
/// them would overflow the stack, which no program survives. A failure unwinds these calls; the state of the tokenizer
/// is then that of the value it was about to read, and nothing is lost.
struct Pausing<'a> {
    bytes: StringReader<'a>,
    /// How many stretches of values in double quotes were read since the last pause.
    values: usize,
}

/// How many values are read between two pauses: as many as a tag usually has, so that the stack stays small and pauses
/// are rare.
const VALUES_AT_ONCE: usize = 16;

/// What the tokenizer looks for in a value in double quotes, and nowhere else.
const ENDS_OF_VALUE: &[u8] = b"\"&\0";

/// Why a reader stops for a moment.
#[derive(Debug, thiserror::Error)]
#[error("a pause")]
struct Pause;

#[expect(
    clippy::inline_always,
    reason = "in the tokenizer `ends` is a constant, for which the search is compiled; otherwise it takes twice the time"
)]
impl Reader for Pausing<'_> {
    type Error = Pause;

    #[inline(always)]
    fn read_byte(&mut self) -> Result<Option<u8>, Pause> {
        self.bytes.read_byte().map_err(|never| match never {})
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Pause> {
        self.bytes.try_read_string(text, case_sensitive).map_err(|never| match never {})
    }

    #[inline(always)]
    fn read_until<'b>(&'b mut self, ends: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Pause> {
        if ends.starts_with(ENDS_OF_VALUE) {
            self.values += 1;
            if self.values > VALUES_AT_ONCE {
                self.values = 0;
                return Err(Pause);
            }
        }
        self.bytes.read_until(ends, buffer).map_err(|never| match never {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names and values of all attributes, each where it stands.
    fn attributes(html: &str) -> Vec<(String, String)> {
        let (mut found, mut last) = (Vec::new(), String::new());
        read::<usize>(html.as_bytes(), |event, span| match event {
            CallbackEvent::AttributeName { name } => last = String::from_utf8_lossy(name).into_owned(),
            CallbackEvent::AttributeValue { value } => {
                let value = String::from_utf8_lossy(value).into_owned();
                assert!(value.contains('&') || html[span.start..span.end] == value, "{span:?}: {value}");
                found.push((last.clone(), value));
            }
            _ => {}
        });
        found
    }

    #[test]
    fn hundreds_of_thousands_of_attributes_are_read_one_by_one() {
        for (open, close) in [("=\"", "\""), ("='", "'"), ("=", "")] {
            let many: Vec<_> = (0..400_000).map(|n| format!("a{n}{open}v{n}{close}")).collect();
            let found = attributes(&format!("<p {} >", many.join(" ")));
            assert_eq!(found.len(), 400_000);
            let holds = |(n, (name, value)): (usize, &(String, String))| {
                (name.as_str(), value.as_str()) == (&*format!("a{n}"), &*format!("v{n}"))
            };
            assert!(found.iter().enumerate().all(holds));
        }
    }

    #[test]
    fn every_shape_of_much_html_is_read_to_its_end_on_a_small_stack() {
        let shapes = [
            "<a b=\"\"",
            "<a\tb=\"x\"/",
            "<a b=\"&amp;\" c='&'",
            "<div>",
            "</div>",
            "<!--",
            "<!-",
            "<",
            "&",
            "&#1",
            "\"",
            " a=\"",
            "<p \"=\"\"",
            "<script>",
            "<![CDATA[",
            "<!doctype \"",
            "\0",
            "<a b=\"\"c=\"\"",
        ];
        let read_all = move || {
            for shape in shapes {
                let mut events = 0;
                read::<()>(shape.repeat(20_000).as_bytes(), |_, _| events += 1);
                read::<()>(format!("<a {}", shape.repeat(20_000)).as_bytes(), |_, _| events += 1);
                assert!(events < 1_000_000, "{shape}");
            }
        };
        let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(read_all);
        thread.expect("a thread").join().expect("an end");
    }
}
