//! HTTP: connections and requests, and what the published site answers as GitHub Pages would.

mod conditions;
mod connection;
pub mod handler;
mod media;
mod pool;
pub mod request;
pub mod respond;
pub mod response;
pub mod server;
