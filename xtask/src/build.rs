//! The engine as WebAssembly and the npm package around it, in `pkg/dist`.

use crate::run::{command, root, run, say};
use crate::sizes::sizes;
use crate::{alike, loaders, order, pairs, sentences, setup, types};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// One wasm file of the package: an entry point and the parts of the engine behind it.
pub struct Flavour {
    /// The entry point's name, its folder in `pkg/dist` and the wasm file's stem.
    pub name: &'static str,
    /// The features of the crate.
    pub features: &'static str,
    /// The interface of what `load()` gives.
    pub api: &'static str,
    /// Something of it, for the example in its documentation.
    pub offer: &'static str,
    /// How it is compiled.
    manner: &'static Manner,
}

impl Flavour {
    /// The finished wasm file.
    pub fn wasm(&self) -> PathBuf {
        dist().join(self.name).join(self.name).with_extension("wasm")
    }
}

/// Every flavour; a new one is an entry here, a folder in `pkg/src` and its lines in `pkg/package.json`.
pub const FLAVOURS: &[Flavour] = &[
    Flavour {
        name: "patronage",
        features: "js,program,offers,session,invite,metrics,recommend,examine,expression",
        api: "Patronage",
        offer: "Program",
        manner: &USUAL,
    },
    Flavour { name: "loyalty", features: "js,program", api: "Loyalty", offer: "Program", manner: &USUAL },
    Flavour { name: "offers", features: "js,offers", api: "Promotions", offer: "Offers", manner: &USUAL },
    Flavour { name: "survey", features: "js,session,hosted", api: "Surveys", offer: "Survey", manner: &DENSE },
    Flavour { name: "invite", features: "js,invite", api: "Inviting", offer: "Invitations", manner: &USUAL },
    Flavour { name: "metrics", features: "js,metrics", api: "Insights", offer: "metrics", manner: &USUAL },
    Flavour { name: "recommend", features: "js,recommend", api: "Recommending", offer: "Recommender", manner: &QUICK },
];

/// How a flavour is compiled.
struct Manner {
    /// For which target, by its name or the file that describes it.
    target: &'static str,
    /// What the compiler does otherwise than it does by itself.
    flags: &'static [&'static str],
    /// What `wasm-opt` may use besides [`WASM_FEATURES`].
    features: &'static [&'static str],
}

const USUAL: Manner = Manner { target: setup::WASM, flags: &[], features: &[] };

/// For a flavour that decides much and computes little: what is longer than eight bytes is copied by the one instruction
/// for it, loops stay as they are written, what is equal is not looked for, and a long function stays one by itself though
/// it is called in but one place, since what is numbered in a short function has small numbers. (The costs are ten times
/// those that are usual, and twelve times for a call; what is not scaled is the advantage that being called once gives.) The
/// stack ends below a mebibyte, so that addresses take three bytes and not four.
///
/// Functions answer two values as two and not through memory, which makes 3 % less and is what its target has otherwise than
/// the usual one; see [`pairs`] for what is put right of that. No other code is linked in that would expect such values in
/// memory but that for numbers of 128 bits, which this flavour has none of: the linker's warnings about it are errors.
const DENSE: Manner = Manner {
    target: "xtask/wasm32-multivalue.json",
    flags: &[
        "-Cllvm-args=-max-store-memcpy=1",
        "-Cllvm-args=-opt-disable=licm,indvars,loop-rotate,gvn,reassociate,machine-cse",
        "-Cllvm-args=-disable-machine-licm",
        "-Cllvm-args=-inline-instr-cost=50",
        "-Cllvm-args=-inline-call-penalty=300",
        "-Cllvm-args=-inline-threshold=50",
        "-Clink-arg=--fatal-warnings",
    ],
    features: &["--enable-multivalue"],
};

/// For a flavour that computes much: short functions stand where they are called, but loops are not written out. It answers in
/// two thirds of the time for a sixteenth more bytes.
const QUICK: Manner = Manner {
    target: setup::WASM,
    flags: &["-Copt-level=2", "-Cllvm-args=-inline-threshold=60", "-Cllvm-args=-unroll-threshold=0"],
    features: &[],
};

impl Manner {
    /// The folder in which the compiler puts what it makes for the target.
    fn folder(&self) -> &'static Path {
        Path::new(Path::new(self.target).file_stem().unwrap_or_default())
    }
}

/// What `wasm-opt` may use: what Safari 16.0 has, so neither SIMD nor reference types.
const WASM_FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
];

/// No words for panics, which trap; and none of what makes loops quicker but code longer: neither several counters for one
/// loop nor loads and sums made ahead of where they are needed.
const RUSTFLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
    -Cllvm-args=-disable-lsr -Cllvm-args=-enable-pre=false -Cllvm-args=-enable-load-pre=false";

/// Builds everything.
pub fn all() -> Result<()> {
    setup::wasm_target()?;
    setup::npm_packages()?;
    if dist().exists() {
        fs::remove_dir_all(dist()).context("pkg/dist cannot be removed")?;
    }
    for flavour in FLAVOURS {
        engine(flavour).with_context(|| format!("the flavour {} could not be built", flavour.name))?;
    }
    scripts()
}

/// Builds the wasm of some flavours again, into the package that is there.
pub fn flavours(names: &[String]) -> Result<()> {
    setup::wasm_target()?;
    setup::npm_packages()?;
    for name in names {
        let flavour = FLAVOURS.iter().find(|flavour| flavour.name == name);
        engine(flavour.with_context(|| format!("there is no flavour {name}"))?)?;
    }
    Ok(())
}

fn dist() -> PathBuf {
    root().join("pkg/dist")
}

fn engine(flavour: &Flavour) -> Result<()> {
    let bound = root().join("target/pkg").join(flavour.name);
    bind(&pairs::read_in_time(&compiled(flavour)?)?, &bound)?;
    copy(&bound.join("engine.js"), &flavour.wasm().with_file_name("engine.js"))?;
    optimise(&bound.join("engine_bg.wasm"), flavour)?;
    let alike = alike::made_alike(&fs::read(flavour.wasm())?)?;
    let mut tried = Vec::new();
    for (at, ordered) in order::alike_together(&alike)?.into_iter().enumerate() {
        tried.push(bound.join(format!("order{at}.wasm")));
        fs::write(&tried[at], ordered).with_context(|| format!("{} cannot be written", tried[at].display()))?;
    }
    copy(&smallest(&tried)?, &flavour.wasm())
}

/// What the compiler makes of the engine.
fn compiled(flavour: &Flavour) -> Result<Vec<u8>> {
    say(format!("Compiling the flavour {} to WebAssembly", flavour.name));
    run(command("cargo")
        // Beside a Rust library, a cdylib would be linked without optimisation over all crates.
        .args(["rustc", "--package", "patronage", "--lib", "--crate-type", "cdylib"])
        .args(["--profile", "wasm", "--target", flavour.manner.target, "-Z", "json-target-spec"])
        .args(["--no-default-features", "--features", flavour.features, "--target-dir", "target/engine"])
        // The standard library is built again, for size and without its panic messages: a trap needs no words, and the
        // messages would name the builder's folders. The toolchain is pinned, and so is what these options mean.
        .args(["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size", "--"])
        .args(flavour.manner.flags)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", RUSTFLAGS))?;
    let file = root().join("target/engine").join(flavour.manner.folder()).join("wasm/patronage.wasm");
    fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))
}

/// The file that has the fewest bytes as a server sends it.
fn smallest(files: &[PathBuf]) -> Result<PathBuf> {
    let least = files.iter().zip(sizes(files)?).min_by_key(|(_, sizes)| sizes.brotli);
    least.map(|(file, _)| file.clone()).context("there is a file")
}

/// Splits the compiler's output into the wasm and the JavaScript that calls it.
fn bind(compiled: &[u8], folder: &Path) -> Result<()> {
    let mut module = walrus::Module::from_buffer(compiled).context("what the compiler makes is no wasm")?;
    claim_nothing(&mut module);
    Bindgen::new()
        .input_module("engine", module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()?
        .emit(folder)
}

/// The standard library claims reference types, and wasm-bindgen would add them on that claim; to a module that says
/// nothing at all it adds them too, with a warning. So this one says that it has no feature: a list of none.
fn claim_nothing(module: &mut walrus::Module) {
    const SECTION: &str = "target_features";
    module.customs.remove_raw(SECTION);
    module.customs.add(walrus::RawCustomSection { name: SECTION.to_owned(), data: vec![0] });
}

fn optimise(bound: &Path, flavour: &Flavour) -> Result<()> {
    run(command("node")
        .arg("node_modules/binaryen/bin/wasm-opt")
        // What compresses best, by trial: control flow found anew, two rounds, and neither what is called once inlined nor
        // equal parts kept in locals, but the shortest functions of all everywhere. The lowest kilobyte of memory is the far
        // end of the stack.
        .args([
            "--flatten",
            "--rereloop",
            "-Oz",
            "-Oz",
            "--converge",
            "--one-caller-inline-max-function-size=0",
            "--skip-pass=local-cse",
            "--low-memory-unused",
            "--always-inline-max-function-size=4",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .args(WASM_FEATURES)
        .args(flavour.manner.features)
        .arg(bound)
        .arg("--output")
        .arg(flavour.wasm()))
}

/// The TypeScript of `pkg/src` as ES modules, and what `require` needs beside them.
fn scripts() -> Result<()> {
    say("Compiling the package's TypeScript");
    types::run(&root(), false)?;
    sentences::write(&root())?;
    for flavour in FLAVOURS {
        loaders::write(&root(), flavour)?;
    }
    run(command("node").args(["node_modules/typescript/bin/tsc", "--project", "pkg"]))?;
    for flavour in FLAVOURS {
        let (from, to) = (root().join("pkg/src").join(flavour.name), dist().join(flavour.name));
        for file in ["deno.js", "wasm.d.ts", "wasm.d.cts"] {
            copy(&from.join(file), &to.join(file))?;
        }
        // All loaders have the type of index.ts, which is the one that package.json names.
        for loader in ["bun", "edge", "node", "workerd"] {
            let declaration = to.join(loader).with_extension("d.ts");
            fs::remove_file(&declaration).with_context(|| format!("{} cannot be removed", declaration.display()))?;
        }
    }
    let alone = ["explain", "vocabulary"].map(str::to_owned);
    let twice = sentences::LOCALES.map(|locale| format!("locales/{locale}")).into_iter().chain(alone);
    let twice: Vec<PathBuf> = twice.map(|file| dist().join(file + ".js")).collect();
    for file in &twice {
        copy(&file.with_extension("d.ts"), &file.with_extension("d.cts"))?;
    }
    run(command("npx")
        .args([
            "--no-install",
            "esbuild",
            "--bundle",
            "--log-level=warning",
            "--format=cjs",
            "--out-extension:.js=.cjs",
        ])
        .args(["--outdir=pkg/dist", "--outbase=pkg/dist"])
        .args(twice))?;
    standalone()
}

/// The widget with all that it imports, for a page without a bundler. It lies beside the wasm that it loads.
fn standalone() -> Result<()> {
    say("Bundling the widget");
    run(command("node").arg("pkg/build.mjs"))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be created", folder.display()))?;
    fs::copy(from, to).with_context(|| format!("{} cannot be copied to {}", from.display(), to.display()))?;
    Ok(())
}
