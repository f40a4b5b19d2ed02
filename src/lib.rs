//! Fieldbook publishes the report on an industry as a website.
//!
//! A build is a function from a source tree to an output tree and a list of diagnostics. The disk is touched
//! at both ends only; between them lie pure stages, one module each, listed here in the order data takes.
//! A module uses those above it and nothing below; a test reads the imports and holds it to that.

// Foundation: knows nothing of sites.
pub mod paths;

pub mod grammar;

pub mod policy;

pub mod spelling;

pub mod date;
pub mod diagnostic;
pub mod files;
pub mod highlight;
mod markup;
pub mod number;

pub mod node;

pub mod builtin;

// The stages, in order.
pub mod config;

pub mod frozen;

pub mod source;

pub mod edition;

pub mod asset;

pub mod parse;

pub mod model;

pub mod link;

pub mod exhibit;

pub mod search;

pub mod check;

pub mod plan;

pub mod render;

pub mod cache;

pub mod rendered_site;

pub mod verify;

pub mod write;

pub mod pipeline;

// What helps authors, beside the build.
pub mod starter;

pub mod freeze;
pub mod keys;
pub mod scaffold;
pub mod schema;

pub mod format;
pub mod rename;

pub mod web;

pub mod import;

pub mod outside;

pub mod git;

pub mod archive;

pub mod deploy;

pub mod diff;
pub mod query;
pub mod trace;

// The shells.
pub mod serve;

pub mod pdf;
