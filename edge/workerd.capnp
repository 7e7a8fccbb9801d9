# How workerd runs the worker: `node edge/build.mjs` puts this file beside the modules that it names.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [ (name = "edge", worker = .edge) ],
  sockets = [ (name = "http", address = "127.0.0.1:8787", http = (), service = "edge") ],
);

const edge :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "loyalty.wasm", wasm = embed "loyalty.wasm"),
    (name = "program.json", json = embed "program.json"),
  ],
  compatibilityDate = "2025-09-01",
);
