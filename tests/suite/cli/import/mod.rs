//! `import`: data of others, beside what is there.

mod landscape;
mod names;
mod service;
mod table;
