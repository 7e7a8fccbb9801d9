//! What the other tasks need on a machine that has only rustup and Node; each step does nothing when it is done.

use crate::run::{command, output, root, run, say, succeeds};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;

/// What the engine is compiled to.
pub const WASM: &str = "wasm32-unknown-unknown";
const OLDEST_NODE: (u32, u32) = (20, 19);

/// The ways to install Chromium from a system's packages: the program, what refreshes its lists, what installs.
const PACKAGES: &[(&str, &[&str], &[&str])] = &[
    (
        "apt-get",
        &["update"],
        &["install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", "chromium"],
    ),
    ("dnf", &[], &["install", "-y", "chromium"]),
    ("pacman", &[], &["-Sy", "--noconfirm", "chromium"]),
    ("zypper", &[], &["install", "-y", "chromium"]),
    ("apk", &[], &["add", "chromium"]),
    ("brew", &[], &["install", "--cask", "chromium"]),
];

/// Everything.
pub fn all() -> Result<()> {
    wasm_target()?;
    npm_packages()?;
    let chromium = chromium()?;
    say(format!("Ready; Chromium is {}", chromium.display()));
    Ok(())
}

/// The wasm32 target of the toolchain, and the sources of its standard library, which the engine's build makes small.
pub fn wasm_target() -> Result<()> {
    let library = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if !PathBuf::from(library.trim()).is_dir() {
        say(format!("Adding the {WASM} target through rustup"));
        run(command("rustup").args(["target", "add", WASM])).context("the engine needs the wasm32 target of Rust")?;
    }
    let toolchain = output(command("rustc").args(["--print", "sysroot"]))?;
    if !PathBuf::from(toolchain.trim()).join("lib/rustlib/src/rust/library/Cargo.toml").is_file() {
        say("Adding the standard library's sources through rustup");
        run(command("rustup").args(["component", "add", "rust-src"])).context("the engine needs Rust's own sources")?;
    }
    Ok(())
}

/// The npm packages of the committed lock file, installed anew when it has changed.
pub fn npm_packages() -> Result<()> {
    node()?;
    let lock = fs::read(root().join("package-lock.json")).context("package-lock.json cannot be read")?;
    let installed = root().join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|text| text == lock) {
        return Ok(());
    }
    say("Installing the npm packages of package-lock.json (npm ci)");
    run(command("npm").args(["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, lock).with_context(|| format!("{} cannot be written", installed.display()))
}

fn node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let wanted = format!("Node {major}.{minor} or newer is needed");
    let printed = output(command("node").arg("--version")).with_context(|| wanted.clone())?;
    let mut numbers = printed.trim().trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST_NODE {
        bail!("{wanted}; this is {}", printed.trim());
    }
    Ok(())
}

/// A Chromium to test in: the one that `tests/browser.mjs` finds, or else one from the system's packages.
pub fn chromium() -> Result<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let Some((program, refresh, install)) = PACKAGES.iter().find(|(program, ..)| has(program)) else {
        bail!(
            "no Chromium was found, and no package manager to install it with: install Chromium, or name one in the variable CHROMIUM"
        );
    };
    say(format!("Installing Chromium from the system's packages ({program})"));
    let by_hand = || {
        format!(
            "Chromium could not be installed: run `sudo {program} {}`, or name one in the variable CHROMIUM",
            install.join(" ")
        )
    };
    if !refresh.is_empty() {
        run(command_as_root(program).args(*refresh)).with_context(by_hand)?;
    }
    run(command_as_root(program).args(*install)).with_context(by_hand)?;
    find_chromium().context("Chromium was installed but is not found; name it in the variable CHROMIUM")
}

fn find_chromium() -> Option<PathBuf> {
    let found = command("node").args(["tests/browser.mjs"]).output().ok()?;
    found.status.success().then(|| PathBuf::from(String::from_utf8_lossy(&found.stdout).trim()))
}

fn has(program: &str) -> bool {
    succeeds(command(program).arg("--version"))
}

/// As it is for root and for Homebrew, which refuses root; otherwise through sudo, which never asks here.
fn command_as_root(program: &str) -> std::process::Command {
    let already = program == "brew" || output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if already {
        return command(program);
    }
    let mut sudo = command("sudo");
    sudo.args(["--non-interactive", program]);
    sudo
}
