//! The preview server over real sockets: what it answers, whom it refuses, and that nobody can stop it from
//! answering others.

pub(crate) mod client;
mod events;
mod example;
mod floods;
mod limits;
mod pages;
mod ports;
mod protocol;
