//! The threads that serve connections: a bounded number, each with one connection at a time.
//!
//! When all are taken, the connection that has waited longest for a request gives way to the newcomer. A
//! client loses little by that: a browser whose idle connection ends opens another for its next request.

use std::collections::{BTreeMap, VecDeque};
use std::net::{Shutdown, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a connection may wait for its first request before it can be closed for another: the request is
/// on the way, and the newcomers of a burst must not push out each other.
const GRACE: Duration = Duration::from_millis(100);

/// How long all threads may be busy, none of them done with its request, before newcomers are turned away.
const BUSY: Duration = Duration::from_millis(500);

/// The most connections that wait for a thread. The system's own queue is short, and when it overflows clients
/// try again only after a second.
const MAX_QUEUE: usize = 256;

/// The threads and their connections.
pub(super) struct Pool {
    most: usize,
    serve: Box<dyn Fn(Slot) + Send + Sync>,
    state: Mutex<State>,
    /// There is a connection to serve, or it is time to stop.
    work: Condvar,
    /// A connection has come or changed its state, or a thread has.
    freed: Condvar,
}

#[derive(Default)]
struct State {
    /// Connections that no thread has taken yet.
    queue: VecDeque<TcpStream>,
    open: BTreeMap<u64, Open>,
    last: u64,
    threads: usize,
    /// Threads without a connection, or whose connection was closed for another.
    free: usize,
    /// When a thread was last new, or done with a request.
    done: Option<Instant>,
    stopping: bool,
}

struct Open {
    stream: Arc<TcpStream>,
    /// When it was opened or had its last request.
    since: Instant,
    waits: bool,
    /// Whether it had a request before.
    served: bool,
    evicted: bool,
}

impl Open {
    /// For one that waits: since when, and from when on it can be closed for another.
    fn waits(&self) -> Option<(Instant, Instant)> {
        let ripe = if self.served { self.since } else { self.since + GRACE };
        (self.waits && !self.evicted).then_some((self.since, ripe))
    }
}

impl State {
    /// Closes the connection that has waited longest. If none can be closed yet, the error says until when it
    /// is worth waiting.
    fn evict(&mut self, now: Instant) -> Result<(), Option<Instant>> {
        let waiting = self.open.values_mut().filter_map(|open| Some((open.waits()?, open)));
        let mut next = self.done.map(|done| done + BUSY).filter(|end| *end > now);
        let mut longest = None;
        for ((since, ripe), open) in waiting {
            if ripe > now {
                next = next.into_iter().chain([ripe]).min();
            } else if longest.as_ref().is_none_or(|(other, _)| since < *other) {
                longest = Some((since, open));
            }
        }
        let (_, open) = longest.ok_or(next)?;
        open.evicted = true;
        // Its thread's read ends now. That it was closed already is as good.
        let _ = open.stream.shutdown(Shutdown::Both);
        self.free += 1;
        Ok(())
    }
}

impl Pool {
    /// At most so many threads, each of which calls `serve` with one connection after the other.
    pub(super) fn new(most: usize, serve: impl Fn(Slot) + Send + Sync + 'static) -> Arc<Self> {
        let (work, freed) = Default::default();
        Arc::new(Self { most, serve: Box::new(serve), state: Mutex::default(), work, freed })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Every change is made in one step, so that a panic leaves nothing half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection, for the next thread that is free. It comes back if too many wait already.
    pub(super) fn admit(&self, stream: TcpStream) -> Result<(), TcpStream> {
        let mut state = self.lock();
        if state.stopping || state.queue.len() >= MAX_QUEUE {
            return Err(stream);
        }
        state.queue.push_back(stream);
        self.work.notify_one();
        self.freed.notify_all();
        Ok(())
    }

    /// Sees to it that there is a thread for every connection that waits for one, until the pool is stopped.
    /// Where there can be none, `reject` is given the connection.
    pub(super) fn dispatch(self: &Arc<Self>, reject: impl Fn(&TcpStream)) {
        let mut state = self.lock();
        while !state.stopping {
            if state.queue.len() <= state.free {
                state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            if state.threads < self.most && self.spawn(&mut state) {
                continue;
            }
            let now = Instant::now();
            match state.evict(now) {
                Ok(()) => {}
                Err(Some(ripe)) => {
                    let waited = self.freed.wait_timeout(state, ripe.saturating_duration_since(now));
                    state = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                Err(None) => {
                    let newcomer = state.queue.pop_front();
                    drop(state);
                    newcomer.iter().for_each(&reject);
                    state = self.lock();
                }
            }
        }
    }

    /// Closes the connection that has waited longest, so that the system has a file descriptor to give.
    pub(super) fn make_room(&self) {
        // If there is none, time will bring one.
        let _ = self.lock().evict(Instant::now());
    }

    /// Whether the system had one more thread to give.
    fn spawn(self: &Arc<Self>, state: &mut State) -> bool {
        let pool = Arc::clone(self);
        let serve = move || {
            while let Some(slot) = pool.next() {
                // A panic costs the connection and no more; what it says has been printed.
                let _ = catch_unwind(AssertUnwindSafe(|| (pool.serve)(slot)));
            }
        };
        let spawned = thread::Builder::new().name("connection".into()).spawn(serve).is_ok();
        if spawned {
            state.threads += 1;
            state.free += 1;
            state.done = Some(Instant::now());
        }
        spawned
    }

    /// The next connection to serve; `None` if it is time to stop.
    fn next(self: &Arc<Self>) -> Option<Slot> {
        let mut state = self.lock();
        loop {
            if state.stopping {
                state.threads -= 1;
                self.freed.notify_all();
                return None;
            }
            if let Some(stream) = state.queue.pop_front() {
                let stream = Arc::new(stream);
                state.free -= 1;
                state.last += 1;
                let number = state.last;
                let (shared, since) = (Arc::clone(&stream), Instant::now());
                let open = Open { stream: shared, since, waits: true, served: false, evicted: false };
                state.open.insert(number, open);
                return Some(Slot { pool: Arc::clone(self), number, stream });
            }
            state = self.work.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Closes all connections and waits for the threads, so long at most.
    pub(super) fn stop(&self, patience: Duration) {
        let mut state = self.lock();
        state.stopping = true;
        state.queue.clear();
        for open in state.open.values() {
            let _ = open.stream.shutdown(Shutdown::Both);
        }
        self.work.notify_all();
        self.freed.notify_all();
        drop(self.freed.wait_timeout_while(state, patience, |state| state.threads > 0));
    }
}

/// A connection in the hands of a thread.
pub(super) struct Slot {
    pool: Arc<Pool>,
    number: u64,
    stream: Arc<TcpStream>,
}

impl Slot {
    /// The connection.
    pub(super) fn stream(&self) -> &TcpStream {
        &self.stream
    }

    /// Says that the connection waits for its client and can be closed for another.
    pub(super) fn wait(&self) {
        let mut state = self.pool.lock();
        if let Some(open) = state.open.get_mut(&self.number) {
            open.waits = true;
        }
        state.done = Some(Instant::now());
        self.pool.freed.notify_all();
    }

    /// Says that the connection has a request to answer. `false` if it was closed for another.
    pub(super) fn work(&self) -> bool {
        let mut state = self.pool.lock();
        let Some(open) = state.open.get_mut(&self.number).filter(|open| !open.evicted) else { return false };
        (open.since, open.waits, open.served) = (Instant::now(), false, true);
        true
    }

    /// Takes the connection out of the pool, which neither counts nor closes it any more. `None` if it was
    /// closed already.
    pub(super) fn take(self) -> Option<TcpStream> {
        let mut state = self.pool.lock();
        if state.stopping || state.open.get(&self.number)?.evicted {
            return None;
        }
        state.open.remove(&self.number);
        drop(state);
        let stream = Arc::clone(&self.stream);
        drop(self);
        Arc::into_inner(stream)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        let evicted = state.open.remove(&self.number).is_some_and(|open| open.evicted);
        state.free += usize::from(!evicted);
        state.done = Some(Instant::now());
        self.pool.freed.notify_all();
    }
}
