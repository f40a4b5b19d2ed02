//! The listener: who may connect, how many at a time, and what is done with them. Knows nothing of the site.
//!
//! Responses are printed by `tiny_http`, but its listener is not used: its threads are unbounded, it reads
//! heads without a limit of size or time, it panics when file descriptors run out, and its parser of requests
//! has open advisories. So connections are taken from the standard library and their heads are read by
//! `httparse`.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::connection::{self, Service};
use super::handler::{Handler, Limits};
use super::pool::Pool;
use super::request::Hosts;
use super::response::Response;

/// The port that is tried first, and how many are tried after it.
const PORT: u16 = 1111;
const MORE_PORTS: u16 = 100;

/// How long the server is given to come to its end.
const STOPPING: Duration = Duration::from_secs(1);

/// How long to wait when the system has no connection to give, before asking again.
const PAUSE: Duration = Duration::from_millis(10);

/// Why the server cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// The port that was asked for is in use.
    #[error("port {port} of `{hostname}` is taken: name another with `--port`, or none to get a free one")]
    Taken {
        /// As it was given.
        hostname: String,
        /// As it was given.
        port: u16,
    },
    /// None of the usual ports is free.
    #[error("the ports from {PORT} to {} of `{hostname}` are all taken: name a free one with `--port`", PORT + MORE_PORTS)]
    AllTaken {
        /// As it was given.
        hostname: String,
    },
    /// The name leads to no address.
    #[error("`{hostname}` has no address: name another host with `--hostname`")]
    Unknown {
        /// As it was given.
        hostname: String,
        /// What the system says.
        source: io::Error,
    },
    /// The system does not allow it.
    #[error(
        "cannot listen at `{hostname}`, port {port}: `--hostname` names another address of this machine, `--port` another port"
    )]
    Refused {
        /// As it was given.
        hostname: String,
        /// The port that was tried.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}

/// A server that has its port and does not serve yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    hosts: Hosts,
    limits: Limits,
}

impl Server {
    /// Listens at a port of a host: the one given (0: any that is free), or else 1111 or the next free one of
    /// the hundred after it.
    ///
    /// # Errors
    /// If the host has no address here, or the port cannot be had.
    pub fn bind(hostname: &str, port: Option<u16>) -> Result<Self, BindError> {
        // An address of version 6 may be given as it stands in links.
        let hostname = hostname.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(hostname);
        let ip = resolve(hostname)?;
        let listener = match port {
            Some(port) => listen(hostname, ip, port)?,
            None => listen_at_first_free(hostname, ip)?,
        };
        let refused =
            |source| BindError::Refused { hostname: hostname.to_owned(), port: port.unwrap_or(PORT), source };
        let address = listener.local_addr().map_err(refused)?;
        let hosts = Hosts::new(hostname, ip, address.port());
        Ok(Self { listener, address, hosts, limits: Limits::default() })
    }

    /// The same with other limits.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the returned handle is stopped or dropped.
    ///
    /// # Panics
    /// If the system has no thread to give.
    pub fn start(self, handler: Arc<dyn Handler>) -> Running {
        raise_file_limit();
        let Self { listener, address, hosts, limits } = self;
        let service = Service { handler, hosts, limits };
        let pool = Pool::new(limits.connections, move |slot| connection::serve(&service, slot));
        let stopping = Arc::new(AtomicBool::new(false));
        let (clients, stop) = (Arc::clone(&pool), Arc::clone(&stopping));
        let accepting = thread::spawn(move || accept(&listener, &clients, &stop));
        let clients = Arc::clone(&pool);
        thread::spawn(move || clients.dispatch(reject));
        Running { address, pool, stopping, accepting: Some(accepting) }
    }
}

/// The address of a host. Of several the one of version 4 is taken: it is what most clients try.
fn resolve(hostname: &str) -> Result<IpAddr, BindError> {
    let unknown = |source| BindError::Unknown { hostname: hostname.to_owned(), source };
    let addresses: Vec<_> = (hostname, 0).to_socket_addrs().map_err(unknown)?.map(|a| a.ip()).collect();
    let first = addresses.iter().find(|ip| ip.is_ipv4()).or(addresses.first());
    first.copied().ok_or_else(|| unknown(io::ErrorKind::NotFound.into()))
}

fn listen(hostname: &str, ip: IpAddr, port: u16) -> Result<TcpListener, BindError> {
    TcpListener::bind((ip, port)).map_err(|source| {
        let hostname = hostname.to_owned();
        match source.kind() {
            io::ErrorKind::AddrInUse => BindError::Taken { hostname, port },
            _ => BindError::Refused { hostname, port, source },
        }
    })
}

fn listen_at_first_free(hostname: &str, ip: IpAddr) -> Result<TcpListener, BindError> {
    for port in PORT..=PORT + MORE_PORTS {
        match listen(hostname, ip, port) {
            Err(BindError::Taken { .. }) => {}
            // Some systems set ports aside for others and say that these are not permitted.
            Err(BindError::Refused { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => {}
            result => return result,
        }
    }
    Err(BindError::AllTaken { hostname: hostname.to_owned() })
}

/// Takes connections until it is time to stop.
fn accept(listener: &TcpListener, pool: &Pool, stopping: &AtomicBool) {
    while !stopping.load(Ordering::SeqCst) {
        match listener.accept() {
            Ok((stream, _)) => {
                if let Err(stream) = pool.admit(stream) {
                    reject(&stream);
                }
            }
            // The client was faster gone than accepted.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(_) => {
                pool.make_room();
                thread::sleep(PAUSE);
            }
        }
    }
}

/// Answers without a thread, and so without waiting for anything.
fn reject(mut stream: &TcpStream) {
    let response = Response::text(503, "All connections are busy.\n").with("Retry-After", "1");
    let mut bytes = connection::print(&response, true);
    bytes.extend_from_slice(response.bytes());
    // What the client does not take now it does not get.
    let _ = stream.set_nonblocking(true);
    let _ = stream.write(&bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    // Unread bytes would turn the end of the connection into a reset.
    let _ = stream.read(&mut [0; 4096]);
}

/// A server that serves.
pub struct Running {
    address: SocketAddr,
    pool: Arc<Pool>,
    stopping: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Closes the listener and all connections and waits for their threads, a second at most.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let deadline = Instant::now() + STOPPING;
        self.stopping.store(true, Ordering::SeqCst);
        self.pool.stop(STOPPING);
        let Some(accepting) = self.accepting.take() else { return };
        while !accepting.is_finished() && Instant::now() < deadline {
            // Only a connection wakes the thread that waits for one.
            let _ = TcpStream::connect_timeout(&reachable(self.address), 10 * PAUSE);
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// An address at which this machine reaches what listens at `address`.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Asks the system for as many files as all connections and streams need: some start programs with 256.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn raise_file_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    const WANTED: u64 = 4096;
    let mut limit = getrlimit(Resource::Nofile);
    let possible = limit.maximum.map_or(WANTED, |most| most.min(WANTED));
    if limit.current.is_some_and(|current| current < possible) {
        limit.current = Some(possible);
        // Without it fewer clients are served at a time, and none worse.
        let _ = setrlimit(Resource::Nofile, limit);
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn raise_file_limit() {}
