import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  assertParameterNames,
  canonicalJson,
  identityParameters,
  parameterTraits,
  parseParameters,
  readableValue,
  significantParameters
} from "./chunk-Z3URZZHH.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/core/identity.ts
import { createHash } from "node:crypto";
var longestReadable = 60;
function identify(family, shape, values) {
  return {
    id: describeIdentity(family, shape, values),
    outputFolder: nameFolder(family, shape, values)
  };
}
function describeIdentity(family, shape, values) {
  const parameters = identityParameters(shape, values);
  const names = Object.keys(parameters);
  if (names.length === 0) return family;
  const shown = names.map(
    (name) => `${name}=${isPrivate(shape, name) ? "\u2022\u2022\u2022" : readableValue(parameters[name])}`
  );
  const suffix = names.some((name) => isPrivate(shape, name)) ? `#${shortHash(parameters)}` : "";
  return `${family}(${shown.join(",")})${suffix}`;
}
function nameFolder(family, shape, values) {
  const parameters = significantParameters(shape, values);
  const names = Object.keys(parameters);
  if (names.length === 0) return `outputs/${family}`;
  const readable = names.filter((name) => !isPrivate(shape, name)).map((name) => `${name}=${readableValue(parameters[name])}`);
  return `outputs/${family}/${folderName(readable.join(","), shortHash(parameters))}`;
}
function isPrivate(shape, name) {
  return shape[name] !== void 0 && parameterTraits(shape[name]).private;
}
function shortHash(parameters) {
  return createHash("sha256").update(canonicalJson(parameters)).digest("hex").slice(0, 8);
}
function folderName(readable, hash) {
  const safe = readable.replace(/[{}[\]"]/g, "").replace(/:/g, "=").replace(/[^\p{L}\p{N}_.,=+-]+/gu, "_");
  const short = [...safe].slice(0, longestReadable).join("").replace(/[.,_=]+$/, "");
  return short === "" ? hash : `${short}-${hash}`;
}

// src/core/target.ts
function isTarget(value) {
  return typeof value === "object" && value !== null && "exists" in value && typeof value.exists === "function";
}
function isFileTarget(value) {
  return isTarget(value) && "path" in value && typeof value.path === "string";
}
function listTargets(output) {
  if (output === void 0 || output === null) return [];
  if (isTarget(output)) return [{ name: "output", target: output }];
  return Object.entries(output).map(([name, target]) => ({ name, target }));
}

// src/core/task-context.ts
var contexts = /* @__PURE__ */ new WeakMap();
function attachContext(task, context) {
  contexts.set(task, context);
}
function contextOf(task) {
  return contexts.get(task) ?? idle;
}
var idle = {
  progress: () => void 0,
  log: (text) => console.log(text),
  signal: new AbortController().signal
};

// src/core/task.ts
var Task = class {
  static parameters = {};
  static kind = "task";
  /**
   * A base class with parameters: a zod schema for each name. Metadata says the rest:
   * `.meta({ significant: false })` leaves a parameter out of the identity,
   * `.meta({ visibility: "private" })` keeps its value out of pages, logs and file names,
   * `.describe("…")` shows in help. Parameters are inherited, and `with` adds to them.
   */
  static with(shape) {
    assertParameterNames(this.name, shape);
    const Base = this;
    const merged = { ...this.parameters, ...shape };
    const Parameterised = class extends Base {
      static parameters = merged;
    };
    Object.defineProperty(Parameterised, "name", { value: this.name });
    return Parameterised;
  }
  /** The class's name. */
  family;
  /** `TrainModel(model={kind:knn,k:7})`: the family and the parameters that are not at their default. */
  id;
  /** Where `csv(this)` and its like put their files, relative to the project's root. */
  outputFolder;
  /** The parameters as they were passed, before defaults. */
  given;
  #required;
  constructor(given) {
    const shape = classOf(this).parameters;
    this.family = this.constructor.name;
    const values = parseParameters(this.family, shape, given);
    const identity = identify(this.family, shape, values);
    this.id = identity.id;
    this.outputFolder = identity.outputFolder;
    this.given = given ?? {};
    for (const [name, value] of Object.entries(values)) {
      Object.defineProperty(this, name, { value, enumerable: true });
    }
  }
  /** The tasks whose outputs this one reads. */
  requires() {
    return void 0;
  }
  /** Where the result goes: a target, or targets in an array or a record. */
  output() {
    return void 0;
  }
  /** Makes the outputs. It may be async, or an async generator that yields further tasks it needs. */
  run() {
    return void 0;
  }
  /** The outputs of what `requires()` returned, in the same shape and with their types. */
  input() {
    this.#required ??= { value: this.requires() };
    return inputOf(this.#required.value);
  }
  /** True when every output exists: Luigi's question. A run asks more; see `why`. */
  async complete() {
    const targets = listTargets(this.output());
    const there = await Promise.all(targets.map(({ target }) => target.exists()));
    return there.every(Boolean);
  }
  /** Tells how far a long `run()` is: `done` of `total` steps. */
  progress(done, total) {
    contextOf(this).progress(done, total);
  }
  /** Writes a line to the task's log. */
  log(text) {
    contextOf(this).log(text);
  }
  /** Aborts when the run is cancelled: pass it to what can wait or be long. */
  get signal() {
    return contextOf(this).signal;
  }
};
var ExternalTask = class extends Task {
  static kind = "external";
};
var WrapperTask = class extends Task {
  static kind = "wrapper";
};
function classOf(task) {
  return task.constructor;
}
function isTask(value) {
  return value instanceof Task;
}
function listRequirements(required, source) {
  if (required === void 0 || required === null) return [];
  if (isTask(required)) return [{ name: "", task: required }];
  if (typeof required !== "object") throw notATask(source, "", required);
  return Object.entries(required).map(([name, task]) => {
    if (isTask(task)) return { name, task };
    throw notATask(source, ` at \`${name}\``, task);
  });
}
function notATask(source, at, found) {
  return new CauceError(
    "requires-not-a-task",
    `${source} ${describe(found)}${at}. Expected a task, or tasks in an array or a record.`
  );
}
function inputOf(required) {
  if (required === void 0 || required === null) return void 0;
  if (isTask(required)) return required.output();
  if (Array.isArray(required)) return required.map((task) => task.output());
  return Object.fromEntries(Object.entries(required).map(([name, task]) => [name, task.output()]));
}
function describe(value) {
  if (value === null) return "null";
  if (typeof value === "function")
    return `the class \`${value.name}\` itself (is \`new\` missing?)`;
  return Array.isArray(value) ? "an array in an array" : `a value of type ${typeof value}`;
}

// src/pipeline/impact-report.ts
var ImpactReport = class {
  subject;
  kind;
  /** The families of the code that it reaches, in the order of the code. */
  families;
  /** The recorded tasks that it reaches, each behind what it requires. */
  tasks;
  /** Families of which it cannot be said, because their code is in error; with the error's text. */
  unknown;
  constructor(subject, kind, found) {
    this.subject = subject;
    this.kind = kind;
    this.families = found.families;
    this.tasks = found.tasks;
    this.unknown = found.unknown;
  }
};

// src/pipeline/run-report.ts
var RunReport = class {
  /** The id of the task that was asked for. */
  root;
  summary;
  /** Every task of the plan, in the order in which they ended. */
  tasks;
  constructor(root, summary, tasks) {
    this.root = root;
    this.summary = summary;
    this.tasks = tasks;
  }
  /** True when every task is fresh or succeeded. */
  get ok() {
    return this.tasks.every(({ status }) => status === "fresh" || status === "succeeded");
  }
  /** The ids of the tasks that ran and succeeded, in that order. */
  get ran() {
    return this.tasks.filter(({ status }) => status === "succeeded").map(({ id }) => id);
  }
};
function reportRun(root, events, summary) {
  const reasons = /* @__PURE__ */ new Map();
  const tasks = [];
  for (const event of events) {
    if (event.event !== "task") continue;
    if (event.status === "started") {
      reasons.set(event.id, event.reason);
      continue;
    }
    tasks.push({
      id: event.id,
      family: event.family,
      params: event.params,
      status: event.status,
      reasons: reasons.get(event.id) ?? [],
      restored: event.status === "fresh" && event.restored === true,
      outputs: event.status === "succeeded" ? event.outputs : [],
      ..."ms" in event ? { ms: event.ms } : {},
      ...event.status === "failed" ? { error: event.error } : {}
    });
  }
  return new RunReport(root, summary, tasks);
}

// src/target/frame-loader.ts
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
var loader = loadVendored;
var loaded;
function setFrameLibraryLoader(load) {
  loader = load;
  loaded = void 0;
}
function loadFrameLibrary() {
  loaded ??= loader().catch((error) => {
    loaded = void 0;
    throw error;
  });
  return loaded;
}
async function loadVendored() {
  const bundle = path.join(packageRoot(), "vendor", "danfojs", "index.cjs");
  if (!existsSync(bundle)) throw libraryMissing(bundle);
  const library = createRequire(import.meta.url)(bundle);
  if (!isDanfo(library)) throw libraryMissing(bundle);
  return library;
}
function isDanfo(library) {
  return typeof library === "object" && library !== null && "DataFrame" in library && typeof library.DataFrame === "function";
}
function packageRoot() {
  const start = path.dirname(fileURLToPath(import.meta.url));
  for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (isOurPackage(path.join(folder, "package.json"))) return folder;
  }
  throw libraryMissing(start);
}
function isOurPackage(manifest) {
  if (!existsSync(manifest)) return false;
  const content = JSON.parse(readFileSync(manifest, "utf8"));
  return typeof content === "object" && content !== null && "name" in content && content.name === "cauce";
}
function libraryMissing(place) {
  return new CauceError(
    "frame-library-missing",
    `\`readFrame\` found no danfojs at ${place}, where the package keeps its own. Install cauce again; readRows() works without it.`
  );
}

// src/core/project-root.ts
import path2 from "node:path";
var current;
function projectRoot() {
  return current ?? process.cwd();
}
function setProjectRoot(folder) {
  current = folder;
}
function resolveFromRoot(targetPath) {
  return path2.resolve(projectRoot(), targetPath);
}

export {
  isTarget,
  isFileTarget,
  listTargets,
  attachContext,
  Task,
  ExternalTask,
  WrapperTask,
  classOf,
  isTask,
  listRequirements,
  ImpactReport,
  RunReport,
  reportRun,
  setFrameLibraryLoader,
  loadFrameLibrary,
  setProjectRoot,
  resolveFromRoot
};
//# sourceMappingURL=chunk-7C5RFFRJ.js.map
