//! `import`: data of others, beside what is there.

mod landscape;
mod service;
mod table;
