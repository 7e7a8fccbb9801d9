//! The edge worker's process: workerd.

use crate::leash::{End, Leashed, leash};
use crate::run::{command, output};
use anyhow::{Context, Result, bail};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A port to listen on; 0 becomes one that is free now.
pub(super) fn free_port(port: u16) -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} is taken by another program: choose another with --edge-port"))?;
    Ok(listener.local_addr()?.port())
}

/// What a worker runs from.
pub(super) struct Place<'a> {
    /// Where it was built.
    pub(super) folder: &'a Path,
    /// Where it keeps the responses to surveys.
    pub(super) responses: &'a Path,
    /// What an operator shows who reads them.
    pub(super) token: &'a str,
}

/// Starts a worker and waits until it answers.
pub(super) fn start(place: &Place<'_>, port: u16) -> Result<Leashed> {
    let workerd = output(command("node").args(["-p", "require('workerd').default"]))?;
    let child = leash(End::Killed)
        .args([workerd.trim(), "serve", "--socket-addr"])
        .arg(format!("http=127.0.0.1:{port}"))
        .arg(format!("--directory-path=responses={}", place.responses.display()))
        .arg(place.folder.join("workerd.capnp"))
        .env("PATRONAGE_TOKEN", place.token)
        .spawn()
        .context("workerd could not be started")?;
    let worker = Leashed(child);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        if healthy(port).unwrap_or(false) {
            return Ok(worker);
        }
        sleep(Duration::from_millis(50));
    }
    bail!("the edge worker does not answer on port {port}; its own words are above")
}

fn healthy(port: u16) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /health HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(1 << 16).read_to_string(&mut answer)?;
    Ok(answer.split(' ').nth(1) == Some("200"))
}
