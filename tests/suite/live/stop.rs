//! Ctrl-C.

#![cfg(any(target_os = "linux", target_os = "macos"))]

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use super::program::Program;
use super::{ONE_URL, site};

/// How long the program takes to end once it is told to, with what browsers keep open.
fn stop(arguments: &[&str]) -> Duration {
    let folder = site();
    let mut program = Program::start(&folder, arguments);
    let mut open: Vec<_> = [ONE_URL, "/", "/"].map(|page| program.events(page).0).into();
    let mut kept = program.client();
    assert_eq!(kept.get(&format!("{}/", program.base), &[]).status, 200);
    let mut half = program.client();
    half.send("GET / HTTP/1.1\r\nHost: ");
    open.extend([kept, half, program.client()]);
    let start = Instant::now();
    program.interrupt();
    assert_eq!(program.wait().code(), Some(0), "{}", program.said());
    let took = start.elapsed();
    for client in &mut open {
        // One that was just about to be served may get to know that it is not.
        let ended = client.stream.read_to_end(&mut Vec::new()).map_err(|error| error.kind());
        assert!(matches!(ended, Ok(_) | Err(ErrorKind::ConnectionReset)), "{ended:?}");
    }
    took
}

#[test]
fn ctrl_c_ends_it_within_a_second_with_exit_code_0_whatever_is_open() {
    for arguments in [[].as_slice(), &["--poll"]] {
        // The quickest of some: the machine may be busy with other tests.
        let quickest = (0..3).map(|_| stop(arguments)).min().unwrap();
        assert!(quickest < Duration::from_secs(1), "{quickest:?}");
    }
}

#[test]
fn ctrl_c_ends_it_while_it_builds() {
    let folder = site();
    for count in 0..200 {
        let text = format!("---\ntitle: Page {count}\n---\nText.\n```rust\nfn main() {{}}\n```\n");
        folder.write(&format!("content/many/{count}.md"), text);
    }
    let mut program = Program::start(&folder, &[]);
    let book = folder.read("book.toml");
    folder.write("book.toml", book.replace("Report", "Renamed"));
    program.until_page("/", "Renamed");
    program.interrupt();
    assert_eq!(program.wait().code(), Some(0), "{}", program.said());
}
