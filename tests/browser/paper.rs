//! The report on paper, as the program lets a browser print it.

use std::path::Path;
use std::process::Command;

use super::Stage;

/// How often some bytes stand in others.
fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|window| *window == wanted).count()
}

pub(crate) fn a_report_becomes_a_pdf_with_an_outline(_: &Stage) {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lighthouses");
    let temp = tempfile::tempdir().unwrap();
    let out = temp.path().join("report.pdf");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    let output = command.arg("pdf").arg(&out).arg("--dir").arg(&site).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let pdf = std::fs::read(&out).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(count(&pdf, b"/Type /Outlines"), 1);
    // The cover, the contents, the first part and more.
    assert!(count(&pdf, b"/MediaBox") >= 4, "{}", count(&pdf, b"/MediaBox"));
    // No link leads to the server that is gone.
    assert_eq!(count(&pdf, b"127.0.0.1"), 0);
    let beside: Vec<_> = std::fs::read_dir(temp.path()).unwrap().collect();
    assert_eq!(beside.len(), 1, "{beside:?}");
}
