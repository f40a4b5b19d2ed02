//! A small site behind a real server, with a few addresses that misbehave on purpose.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Condvar, LazyLock, Mutex};

use fieldbook::paths::OutputPath;
use fieldbook::serve::events::{EventHub, Message, OpenPage};
use fieldbook::serve::http::handler::{Handler, Limits, Reply};
use fieldbook::serve::http::request::Request;
use fieldbook::serve::http::respond::{Published, Served, file_at, respond};
use fieldbook::serve::http::server::{Running, Server};

use super::client::{Answer, Client};

/// The page at the root of the example.
pub(super) const HOME: &str = "<!doctype html><html><head><title>Home</title></head><body>Home</body></html>";

/// The bytes of a file that no socket takes at once.
pub(super) const LARGE: usize = 32 * 1024 * 1024;

static LARGE_FILE: LazyLock<Arc<[u8]>> = LazyLock::new(|| vec![7; LARGE].into());

struct Site(BTreeMap<&'static str, Arc<[u8]>>);

impl Published for Site {
    fn base(&self) -> &'static str {
        "/repo"
    }

    fn find(&self, path: &OutputPath) -> Option<Served> {
        self.0.get(path.as_str()).cloned().map(Served::File)
    }
}

/// What the handler of the example works with.
pub(super) struct Example {
    site: Site,
    pub(super) hub: Arc<EventHub>,
    /// How many requests stand before the gate, and whether it is open.
    gate: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Example {
    fn new(hub: EventHub) -> Self {
        let text = |text: &str| Arc::from(text.as_bytes());
        let files = BTreeMap::from([
            ("index.html", text(HOME)),
            ("404.html", text("<p>missing</p>")),
            ("dir/index.html", text("<p>dir</p>")),
            ("other/index.html", text("<p>other</p>")),
            ("data.txt", text("0123456789")),
            ("large.bin", Arc::clone(&LARGE_FILE)),
        ]);
        Self { site: Site(files), hub: Arc::new(hub), gate: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits until so many requests stand before the gate.
    pub(super) fn wait_for_busy(&self, count: usize) {
        let gate = self.gate.lock().unwrap();
        drop(self.changed.wait_while(gate, |(waiting, _)| *waiting < count).unwrap());
    }

    pub(super) fn open_gate(&self) {
        self.gate.lock().unwrap().1 = true;
        self.changed.notify_all();
    }

    fn stand_before_gate(&self) {
        let mut gate = self.gate.lock().unwrap();
        gate.0 += 1;
        self.changed.notify_all();
        drop(self.changed.wait_while(gate, |(_, open)| !*open).unwrap());
    }

    fn open_page(&self, request: &Request) -> Option<OpenPage> {
        let address = request.parameter("path").filter(|path| file_at(&self.site, path).is_some())?;
        Some(OpenPage { address, version: request.parameter("version")? })
    }
}

impl Handler for Example {
    fn handle(&self, request: &Request) -> Reply {
        match request.path.as_str() {
            "/panic" => panic!("this handler was asked to"),
            "/gate" => self.stand_before_gate(),
            "/repo/__fieldbook/events" => {
                let (hub, page) = (Arc::clone(&self.hub), self.open_page(request).unwrap());
                return Reply::Stream(Box::new(move |stream| {
                    hub.join(stream, page, |page| vec![Message::Problems(page.version.clone().into())]);
                }));
            }
            _ => {}
        }
        Reply::Response(respond(&self.site, request))
    }
}

/// The example, served.
pub(super) struct Serving {
    pub(super) address: SocketAddr,
    pub(super) example: Arc<Example>,
    pub(super) running: Running,
}

impl Serving {
    pub(super) fn start() -> Self {
        Self::with(Limits::default(), EventHub::default())
    }

    pub(super) fn limited(limits: Limits) -> Self {
        Self::with(limits, EventHub::default())
    }

    pub(super) fn with(limits: Limits, hub: EventHub) -> Self {
        let server = Server::bind("127.0.0.1", Some(0)).unwrap().limited(limits);
        let (address, example) = (server.address(), Arc::new(Example::new(hub)));
        let handler: Arc<dyn Handler> = Arc::<Example>::clone(&example);
        Self { address, example, running: server.start(handler) }
    }

    pub(super) fn client(&self) -> Client {
        Client::connect(self.address)
    }

    /// Asks once, on a connection of its own.
    pub(super) fn get(&self, target: &str, lines: &[&str]) -> Answer {
        self.client().get(target, lines)
    }

    /// Opens the event stream of a page, past its head and its first message.
    pub(super) fn events(&self, page: &str, version: &str) -> Client {
        let mut client = self.client();
        client.send(&super::client::head(
            "GET",
            &format!("/repo/__fieldbook/events?path={page}&version={version}"),
            &[],
        ));
        client.read_to(&format!("event: problems\ndata: \"{version}\"\n\n"));
        client
    }
}
