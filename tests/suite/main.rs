//! The tests of the whole: one binary, so that it links once and everything shares [`site::Site`].

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests lay out folders and look at what stands in them")]

mod site;

mod asking;
mod caching;
mod citing;
mod cli;
mod comparing;
mod data;
mod developments;
mod diagnostics;
mod directories;
mod domains;
mod editions;
mod exhibit_files;
mod exhibits;
mod findings;
mod formatting;
mod golden;
mod incremental;
mod linking;
mod live;
mod machines;
mod metrics;
mod networks;
mod pictures;
mod printing;
mod properties;
mod published;
mod relations;
mod rendering;
mod searching;
mod serving;
mod sharing;
mod standing;
mod tidy;
mod timelines;
mod twins;
mod units;
mod values;
mod watching;
mod writing;
