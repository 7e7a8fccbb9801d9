//! Serves the page's files on this machine only: one thread and one answer to a connection.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// The listening socket.
pub(super) struct Server(TcpListener);

impl Server {
    pub(super) fn bind(port: u16) -> Result<Self> {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => Ok(Server(listener)),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
                "port {port} is taken by another program: choose another with --port, or any free one with --port 0"
            ),
            Err(error) => Err(error).with_context(|| format!("port {port} cannot be opened")),
        }
    }

    pub(super) fn port(&self) -> u16 {
        self.0.local_addr().map_or(0, |address| address.port())
    }

    /// Answers until the process ends.
    pub(super) fn serve(&self, folder: &Path, edge: &str) {
        let site = Arc::new(Site { folder: folder.to_path_buf(), policy: policy(edge) });
        for stream in self.0.incoming().flatten() {
            let site = Arc::clone(&site);
            // A browser that goes away is no concern of the server's.
            thread::spawn(move || drop(site.answer(&stream)));
        }
    }
}

/// Scripts, styles and connections from here alone, and from the edge worker; WebAssembly, but no `eval`. Pictures also
/// from the page itself: a signature, and what somebody attaches to an answer.
fn policy(edge: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self' {edge}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

struct Site {
    folder: PathBuf,
    policy: String,
}

/// No browser's request comes near this.
const LONGEST_REQUEST: u64 = 1 << 16;

impl Site {
    fn answer(&self, mut stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let request = read_request(stream)?;
        let mut words = request.split(' ');
        let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let (status, media, body) = self.find(method, url);
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {}\r\nContent-Security-Policy: {}\r\n\
             Cache-Control: {}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\
             Connection: close\r\n\r\n",
            body.len(),
            self.policy,
            caching(status, url),
        );
        stream.write_all(head.as_bytes())?;
        if method != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn find(&self, method: &str, url: &str) -> (&'static str, &'static str, Vec<u8>) {
        const PLAIN: &str = "text/plain; charset=utf-8";
        if !matches!(method, "GET" | "HEAD") {
            return ("405 Method Not Allowed", PLAIN, b"GET or HEAD\n".to_vec());
        }
        let found = self.path(url).and_then(|path| Some((media_type(&path), fs::read(path).ok()?)));
        match found {
            Some((media, body)) => ("200 OK", media, body),
            None => ("404 Not Found", PLAIN, b"There is no such file.\n".to_vec()),
        }
    }

    /// The file that a URL names, never one outside the folder.
    fn path(&self, url: &str) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next()?.trim_start_matches('/');
        let path = Path::new(if path.is_empty() { "index.html" } else { path });
        let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
        inside.then(|| self.folder.join(path))
    }
}

/// The first line of a request, once its head has been read to the end.
fn read_request(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    Ok(first)
}

/// The folder of a model pack has a name of its own for each content; everything else is asked for again.
fn caching(status: &str, url: &str) -> &'static str {
    let lasting = status.starts_with("200") && url.starts_with("/shop/pack/");
    if lasting { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
