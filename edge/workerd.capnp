# How workerd runs the worker: `node edge/build.mjs` puts this file beside the modules that it names. Where responses are
# stored is said when it is started: workerd serve --directory-path=responses=FOLDER workerd.capnp
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "responses", disk = (writable = true)),
  ],
  sockets = [ (name = "http", address = "127.0.0.1:8787", http = (), service = "edge") ],
);

const edge :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "patronage.wasm", wasm = embed "patronage.wasm"),
    (name = "program.json", json = embed "program.json"),
    (name = "surveys.json", json = embed "surveys.json"),
  ],
  compatibilityDate = "2025-09-01",
  durableObjectNamespaces = [ (className = "SurveyResponses", uniqueKey = "survey-responses", enableSql = true) ],
  durableObjectStorage = (localDisk = "responses"),
  bindings = [
    (name = "RESPONSES", durableObjectNamespace = "SurveyResponses"),
    (name = "TOKEN", fromEnvironment = "PATRONAGE_TOKEN"),
    (name = "ORIGINS", fromEnvironment = "PATRONAGE_ORIGINS"),
    (name = "RESPONDENTS", fromEnvironment = "PATRONAGE_RESPONDENTS"),
    (name = "LONGEST", fromEnvironment = "PATRONAGE_LONGEST"),
  ],
);
