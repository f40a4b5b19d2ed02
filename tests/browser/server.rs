//! A server on loopback that publishes files from memory as GitHub Pages would.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use percent_encoding::percent_decode_str;

/// Files by their address: `/report/index.html`.
pub(crate) type Files = BTreeMap<String, Arc<[u8]>>;

/// A server that lives as long as the tests.
pub(crate) struct Server {
    /// `http://127.0.0.1:40123`.
    pub(crate) origin: String,
}

impl Server {
    /// Takes a free port, asks for the files that are to be published at it, and publishes them. The file at
    /// `missing` is the answer to an address without one.
    pub(crate) fn start(missing: &'static str, files: impl FnOnce(&str) -> Files) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let files = Arc::new(files(&origin));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let files = Arc::clone(&files);
                // A browser opens connections ahead of need; one that says nothing must not block the others.
                thread::spawn(move || answer(&stream, &files, missing));
            }
        });
        Self { origin }
    }
}

/// Answers one request. A browser that hangs up has its reasons.
fn answer(mut stream: &TcpStream, files: &Files, missing: &str) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let target = request.split(' ').nth(1).unwrap_or("/");
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8_lossy();
    let index = format!("{}/index.html", path.trim_end_matches('/'));
    let redirect = format!("Location: {path}/\r\n");
    let (status, file, extra) = match files.get(&*path) {
        Some(_) => ("200 OK", &*path, ""),
        None if path.ends_with('/') && files.contains_key(&index) => ("200 OK", &*index, ""),
        None if files.contains_key(&index) => ("301 Moved Permanently", &*index, &*redirect),
        None => ("404 Not Found", missing, ""),
    };
    let (bytes, kind) = (&files[file], content_type(file));
    let length = bytes.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{extra}Connection: close\r\n\r\n"
    )?;
    stream.write_all(bytes)
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        _ => "application/octet-stream",
    }
}
