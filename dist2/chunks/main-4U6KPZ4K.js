import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  describeFailure,
  describeParams,
  findVaryingParams,
  renderDagHtml,
  renderDagText
} from "./chunk-IPR5J7CG.js";
import {
  renderWhy
} from "./chunk-XKVCD74V.js";
import {
  typedNames
} from "./chunk-TUNHU6BE.js";
import {
  PROTOCOL_VERSION,
  serializeMessage
} from "./chunk-ZFECE4P5.js";
import {
  Displayed,
  isFigure,
  renderFigure,
  renderGridHtml,
  renderGridText,
  renderTable
} from "./chunk-66VCQ2Z6.js";
import {
  groupBy,
  svgDataUrl
} from "./chunk-PBNUTUXX.js";
import {
  Dag,
  WhyReport,
  setHost
} from "./chunk-YENJQZQL.js";
import {
  stepView,
  viewDag
} from "./chunk-AVBLG5ZY.js";
import {
  renderImpact
} from "./chunk-NWOIQDTO.js";
import {
  BLOCK_STYLE,
  HAIRLINE,
  MONO,
  stateMarkHtml
} from "./chunk-JYSN4P5R.js";
import {
  STATES_BY_URGENCY,
  STATE_LOOKS,
  escapeXml
} from "./chunk-MTG25PDI.js";
import {
  describeReasons
} from "./chunk-QABJVAE6.js";
import {
  formatDuration
} from "./chunk-JQFWWZD6.js";
import {
  cutText,
  formatValue
} from "./chunk-AR23OWK2.js";
import {
  Engine,
  MagicString,
  findUserFrames,
  openProject,
  registerSource
} from "./chunk-SSL2OL3F.js";
import "./chunk-ZRDOBMNB.js";
import "./chunk-B5UEXQYH.js";
import {
  CodeBase,
  analyzeCell,
  contains,
  declaredNames,
  findReferences,
  importedTasks,
  namesInPattern,
  readCell,
  splitMagics,
  walk
} from "./chunk-EHYYL4X4.js";
import {
  ImpactReport,
  RunReport,
  classOf,
  isFileTarget,
  isTask,
  listTargets
} from "./chunk-7C5RFFRJ.js";
import {
  packageRoot,
  packageVersion,
  readPackage
} from "./chunk-E47LMD53.js";
import {
  parameterDefault,
  parameterTraits
} from "./chunk-Z3URZZHH.js";
import {
  CauceError,
  isCauceError
} from "./chunk-EERKI2QO.js";

// src/kernel/main.ts
import path4 from "node:path";
import { pathToFileURL } from "node:url";

// src/kernel/publisher.ts
import { AsyncLocalStorage } from "node:async_hooks";
var running = new AsyncLocalStorage();
var last;
function runAs(execution, body) {
  last = execution;
  return running.run(execution, body);
}
function runBeside(execution, body) {
  return running.run(execution, body);
}
function currentExecution() {
  return running.getStore() ?? last;
}

// src/kernel/capture-streams.ts
function captureStreams() {
  const undo = [capture("stdout"), capture("stderr")];
  return () => {
    for (const back of undo) back();
  };
}
function capture(name) {
  const stream = process[name];
  const original = stream.write;
  const decoder = new TextDecoder();
  const write = (chunk, encoding, callback) => {
    const execution = currentExecution();
    if (execution === void 0) return original.call(stream, chunk);
    execution.publisher.stream(
      name,
      typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })
    );
    const done = typeof encoding === "function" ? encoding : callback;
    if (typeof done === "function") process.nextTick(done);
    return true;
  };
  stream.write = write;
  return () => {
    stream.write = original;
  };
}

// src/kernel/cell-failure.ts
var CellFailure = class extends Error {
  ename;
  problems;
  constructor(ename, label, source, problems) {
    super(problems.map((problem) => describeProblem(label, source, problem)).join("\n\n"));
    this.name = ename;
    this.ename = ename;
    this.problems = problems;
  }
};
function syntaxFailure(label, source, problems) {
  return new CellFailure(
    "SyntaxError",
    label,
    source,
    problems.map((problem) => ({ ...problem, length: 1 }))
  );
}
function typeFailure(label, source, problems) {
  const located = problems.map(({ start, end, message, code }) => ({
    ...locate(source, start),
    length: Math.max(1, end - start),
    message: `${message} (TS${code})`
  }));
  return new CellFailure("TypeScriptError", label, source, located);
}
function locate(source, offset) {
  const before = source.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
function describeProblem(label, source, problem) {
  const text = source.split("\n")[problem.line - 1] ?? "";
  const length = Math.max(1, Math.min(problem.length, text.length - problem.column + 1));
  const gutter = String(problem.line);
  const underline = `${" ".repeat(gutter.length)} | ${" ".repeat(Math.max(0, problem.column - 1))}${"~".repeat(length)}`;
  return `${problem.message}
${capitalise(label)}, line ${problem.line}
${gutter} | ${text}
${underline}`;
}
function capitalise(text) {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

// src/kernel/describe-error.ts
var mostFrames = 8;
function describeError(error) {
  if (error instanceof CellFailure)
    return {
      ename: error.ename,
      evalue: error.message.split("\n")[0] ?? "",
      traceback: [`${error.ename}: ${error.message}`]
    };
  if (!(error instanceof Error))
    return {
      ename: "Error",
      evalue: `a value that is no Error was thrown: ${String(error)}`,
      traceback: [`Uncaught ${String(error)}`]
    };
  const head = `${error.name}: ${error.message}`;
  const code = isCauceError(error) ? ` [${error.code}]` : "";
  return {
    ename: error.name,
    evalue: error.message,
    traceback: [`${head}${code}`, ...placesOf(error), ...causesOf(error)]
  };
}
function placesOf(error) {
  if (isCauceError(error) && error.location !== void 0) {
    const { place, line } = error.location;
    return [`    at ${capitalise(place)}${line === void 0 ? "" : `, line ${line}`}`];
  }
  return findUserFrames(error.stack ?? "").slice(0, mostFrames).map(
    ({ location, name }) => `    at ${name === void 0 || name.includes("eval") ? "" : `${name}, `}${capitalise(location.place)}, line ${location.line}`
  );
}
function causesOf(error) {
  if (!(error.cause instanceof Error) || isCauceError(error)) return [];
  return [`Caused by ${error.cause.name}: ${error.cause.message}`, ...placesOf(error.cause)];
}

// src/kernel/kernel.ts
import { setTimeout as delay } from "node:timers/promises";

// src/kernel/ask-input.ts
var InputDesk = class {
  #send;
  #open = [];
  constructor(send) {
    this.#send = send;
  }
  /** The input of the cell that a request runs. */
  inputOf(request) {
    let isClosed = false;
    return {
      ask: async (question, signal) => {
        signal.throwIfAborted();
        if (request.content.allow_stdin !== true) throw noInput(question);
        if (isClosed) throw cellEnded(question);
        return this.#ask(request, question, signal);
      },
      close: () => {
        isClosed = true;
        for (const open2 of this.#open.filter((one) => one.request === request))
          this.#drop(open2, cellEnded(open2.question));
      }
    };
  }
  /** Takes in an `input_reply`; one that nobody waits for any more is dropped. */
  take({ content }) {
    const [answered, ...rest] = this.#open;
    if (answered === void 0) return;
    this.#open = rest;
    answered.resolve(typeof content.value === "string" ? content.value : "");
    this.#sendFirst();
  }
  #ask(request, question, signal) {
    return new Promise((resolve, reject) => {
      const open2 = { request, question, resolve, reject };
      this.#open = [...this.#open, open2];
      if (this.#open.length === 1) this.#sendFirst();
      const interrupted = () => this.#drop(open2, new Error("the question was interrupted"));
      signal.addEventListener("abort", interrupted, { once: true });
    });
  }
  #drop(dropped, error) {
    const wasFirst = this.#open[0] === dropped;
    this.#open = this.#open.filter((open2) => open2 !== dropped);
    dropped.reject(error);
    if (wasFirst) this.#sendFirst();
  }
  #sendFirst() {
    const [first] = this.#open;
    if (first === void 0) return;
    const { request: parent, question } = first;
    this.#send({ channel: "stdin", type: "input_request", content: { ...question }, parent });
  }
};
function noInput({ prompt: prompt2 }) {
  return new CauceError(
    "no-input",
    `\`${prompt2.trim()}\` was asked, and the program that runs this notebook cannot answer (its \`allow_stdin\` is off). Run the cell in JupyterLab, Notebook or a console, or give the value as a constant.`
  );
}
function cellEnded({ prompt: prompt2 }) {
  return new CauceError(
    "cell-ended",
    `\`${prompt2.trim()}\` was not answered before its cell ended. Await the question in the cell: \`await prompt(\u2026)\`.`
  );
}

// src/kernel/comms.ts
var Comms = class {
  #send;
  #targets = /* @__PURE__ */ new Map();
  #open = /* @__PURE__ */ new Map();
  constructor(send) {
    this.#send = send;
  }
  /** A target that is registered again is replaced. Returns the way back. */
  registerCommTarget(name, target) {
    this.#targets.set(name, target);
    return () => {
      if (this.#targets.get(name) === target) this.#targets.delete(name);
    };
  }
  /** Opens a comm to the page, under the cell that calls. */
  openComm(target, data = {}, extras = {}) {
    const comm = this.#add(crypto.randomUUID(), target);
    comm.publish("comm_open", data, extras, { target_name: target });
    return comm;
  }
  /** The content of `comm_info_reply`. */
  info({ target_name: wanted }) {
    const open2 = [...this.#open.values()].filter(
      ({ target }) => typeof wanted !== "string" || wanted === target
    );
    const comms = open2.map(({ id, target }) => [id, { target_name: target }]);
    return { status: "ok", comms: Object.fromEntries(comms) };
  }
  /** Takes in `comm_open`, `comm_msg` and `comm_close`. Rejects with what a handler throws. */
  async handle(message) {
    const { header, content, metadata, buffers } = message;
    const event = { data: Object(content.data), metadata, buffers };
    const id = String(content.comm_id);
    if (header.msg_type === "comm_open") {
      await this.#opened(id, String(content.target_name), event, message);
      return;
    }
    const comm = this.#open.get(id);
    if (header.msg_type === "comm_msg") await comm?.message(event);
    if (header.msg_type === "comm_close") {
      this.#open.delete(id);
      await comm?.closed(event);
    }
  }
  async #opened(id, name, event, message) {
    const target = this.#targets.get(name);
    if (target === void 0) {
      const content = { comm_id: id, data: {} };
      this.#send({ channel: "iopub", type: "comm_close", content, parent: message });
      return;
    }
    const comm = this.#add(id, name);
    try {
      await target(comm, event);
    } catch (error) {
      comm.close();
      throw error;
    }
  }
  #add(id, target) {
    const comm = new OpenComm(id, target, this.#send, () => this.#open.delete(id));
    this.#open.set(id, comm);
    return comm;
  }
};
var OpenComm = class {
  id;
  target;
  #send;
  #forget;
  #onMessage = () => {
  };
  #onClose = () => {
  };
  #isOpen = true;
  constructor(id, target, send, forget) {
    this.id = id;
    this.target = target;
    this.#send = send;
    this.#forget = forget;
  }
  send(data, extras = {}) {
    if (this.#isOpen) this.publish("comm_msg", data, extras);
  }
  close(data = {}) {
    if (!this.#isOpen) return;
    this.publish("comm_close", data, {});
    this.#isOpen = false;
    this.#forget();
  }
  onMessage(handler) {
    this.#onMessage = handler;
  }
  onClose(handler) {
    this.#onClose = handler;
  }
  async message(event) {
    await this.#onMessage(event);
  }
  async closed(event) {
    this.#isOpen = false;
    await this.#onClose(event);
  }
  publish(type, data, extras, more = {}) {
    const content = { comm_id: this.id, data, ...more };
    const parent = currentExecution()?.request;
    this.#send({ channel: "iopub", type, content, parent, ...extras });
  }
};

// src/kernel/magics/nearest-name.ts
function nearestName(name, known) {
  const [nearest] = known.map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate) })).filter(({ candidate, distance }) => distance <= Math.max(2, candidate.length / 2)).sort((a, b) => a.distance - b.distance);
  return nearest?.candidate;
}
function editDistance(from, to) {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      const added = (next[column] ?? 0) + 1;
      const removed = (row[column + 1] ?? 0) + 1;
      next.push(Math.min(replaced, added, removed));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

// src/kernel/magics/run-bash.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
async function runBash(script, { publisher, signal }) {
  const child = spawn("bash", ["-c", script], {
    cwd: process.cwd(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true
  });
  const stop = () => {
    if (child.pid !== void 0) process.kill(-child.pid, "SIGTERM");
  };
  signal.addEventListener("abort", stop, { once: true });
  for (const name of ["stdout", "stderr"])
    child[name].setEncoding("utf8").on("data", (text) => publisher.stream(name, text));
  try {
    await once(child, "close");
  } catch (cause) {
    throw new CauceError(
      "bash-not-started",
      `\`bash\` could not be started: ${cause.message}. Install bash, or use node:child_process.`,
      { cause }
    );
  } finally {
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
  if (child.exitCode === 0) return;
  const how = child.signalCode ?? `exit status ${child.exitCode}`;
  throw new CauceError(
    "bash-failed",
    `\`%%bash\` ended with ${how}, expected 0. What it wrote stands above.`
  );
}

// src/kernel/magics/session-magics.ts
import path from "node:path";
function listNames({ names, publisher }) {
  const rows = names().map(({ name, value: value2, place }) => ({
    name,
    holds: kindOf(value2),
    declared: place ?? ""
  }));
  if (rows.length === 0) {
    publisher.stream("stdout", "No names are declared.\n");
    return;
  }
  const { html, text } = renderTable(rows);
  publisher.displayData({ "text/html": html, "text/plain": text });
}
function changeFolder(argument, { publisher }) {
  const folder = path.resolve(argument.replace(/^~(?=\/|$)/, process.env.HOME ?? "~"));
  try {
    if (argument !== "") process.chdir(folder);
  } catch (cause) {
    throw new CauceError(
      "no-folder",
      `\`${argument}\` is no folder that can be entered (looked for ${folder}). Expected a folder, relative to ${process.cwd()}.`,
      { cause }
    );
  }
  publisher.stream("stdout", `${process.cwd()}
`);
}
function showEnvironment(argument, { publisher }) {
  const [, name = "", value2] = /^(\w+)(?:\s*=\s*|\s+)(.*)$/.exec(argument) ?? ["", argument];
  if (value2 !== void 0) {
    process.env[name] = value2;
    return;
  }
  const text = name === "" ? Object.keys(process.env).sort().join("\n") : process.env[name];
  publisher.stream("stdout", `${text ?? `${name} is not set`}
`);
}
function setCheck(argument, context) {
  if (argument === "off" || argument === "warn" || argument === "error")
    context.checkMode = argument;
  else if (argument !== "")
    throw new CauceError(
      "magic-argument",
      `\`%check ${argument}\` is no way to check. Expected \`%check error\` (a type error stops its cell), \`%check warn\` (it is shown, and the cell runs) or \`%check off\`.`
    );
  context.publisher.stream("stdout", `Type errors: ${context.checkMode}
`);
}
function kindOf(value2) {
  if (value2 === null) return "null";
  if (Array.isArray(value2)) return `Array(${value2.length})`;
  if (typeof value2 === "function")
    return /^class\b/.test(Function.prototype.toString.call(value2)) ? "class" : "function";
  if (typeof value2 !== "object") return typeof value2;
  const prototype = Object.getPrototypeOf(value2);
  return prototype === null ? "object" : String(Object(prototype).constructor?.name ?? "object");
}

// src/kernel/magics/time-expression.ts
var rounds = 7;
var roundMs = 100;
var mostLoops = 1e7;
async function timeOnce(argument, isCell, context) {
  if (isCell) {
    tell(context, `Wall time: ${describe(context.codeMs)}`);
    return;
  }
  requireExpression("time", argument);
  const timed = await context.evaluate(
    `[performance.now(), await (${withoutEnd(argument)}
), performance.now()]`
  );
  const [from, value2, to] = timed;
  tell(context, `Wall time: ${describe(to - from)}`);
  if (value2 !== void 0) context.publisher.displayData(await context.present(value2));
}
async function timeOften(argument, context) {
  requireExpression("timeit", argument);
  const measure = await context.evaluate(
    `async (loops) => {
      const from = performance.now();
      for (let loop = 0; loop < loops; loop++) void (${withoutEnd(argument)}
);
      return performance.now() - from;
    }`
  );
  let loops = 1;
  for (let ms = await measure(1); ms < roundMs && loops < mostLoops; ms = await measure(loops))
    loops *= ms < roundMs / 10 ? 10 : 2;
  const means = [];
  for (let round = 0; round < rounds; round++) {
    context.signal.throwIfAborted();
    means.push(await measure(loops) / loops);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const mean = means.reduce((sum, ms) => sum + ms, 0) / rounds;
  const spread = Math.sqrt(means.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / rounds);
  tell(
    context,
    `${describe(mean)} \xB1 ${describe(spread)} per loop (mean \xB1 standard deviation of ${rounds} rounds of ${loops})`
  );
}
function withoutEnd(expression) {
  return expression.replace(/;\s*$/, "");
}
function requireExpression(name, argument) {
  if (argument !== "") return;
  throw new CauceError(
    "magic-argument",
    `\`%${name}\` was given nothing to time. Expected an expression: \`%${name} compute(3)\`.`
  );
}
function describe(ms) {
  if (ms >= 1e3) return formatDuration(ms);
  if (ms >= 1) return `${ms.toPrecision(3)} ms`;
  return ms >= 1e-3 ? `${(ms * 1e3).toPrecision(3)} \xB5s` : `${(ms * 1e6).toPrecision(3)} ns`;
}
function tell({ publisher }, line) {
  publisher.stream("stdout", `${line}
`);
}

// src/kernel/magics/run-magics.ts
var lineMagics = {
  help: {
    usage: "%help",
    summary: "this list",
    phase: "before",
    run: (_, context) => context.publisher.stream("stdout", helpText())
  },
  time: {
    usage: "%time EXPRESSION",
    summary: "its value, and how long it took",
    phase: "after",
    run: ({ argument, isCell }, context) => timeOnce(argument, isCell, context)
  },
  timeit: {
    usage: "%timeit EXPRESSION",
    summary: "how long it takes, over many evaluations",
    phase: "after",
    run: ({ argument }, context) => timeOften(argument, context)
  },
  who: {
    usage: "%who",
    summary: "the names that cells share now",
    phase: "after",
    run: (_, context) => listNames(context)
  },
  reset: {
    usage: "%reset",
    summary: "forget all names and cells; checkpoints stay",
    phase: "before",
    run: (_, context) => context.reset()
  },
  cd: {
    usage: "%cd [FOLDER]",
    summary: "the folder that cells read and write in; without one, tell it",
    phase: "before",
    run: ({ argument }, context) => changeFolder(argument, context)
  },
  env: {
    usage: "%env [NAME[=VALUE]]",
    summary: "environment variables: their names, one value, or set one",
    phase: "before",
    run: ({ argument }, context) => showEnvironment(argument, context)
  },
  check: {
    usage: "%check [off|warn|error]",
    summary: "what type errors do from now on",
    phase: "before",
    run: ({ argument }, context) => setCheck(argument, context)
  }
};
var cellMagics = {
  bash: {
    usage: "%%bash",
    summary: "run the whole cell in bash",
    phase: "before",
    run: ({ body }, context) => runBash(body, context)
  },
  time: {
    ...lineMagics.time,
    usage: "%%time",
    summary: "how long the whole cell takes"
  }
};
async function runMagics(magics, phase, context) {
  for (const magic of magics) {
    const known = findMagic(magic);
    if (known.phase === phase) await known.run(magic, context);
  }
}
function completeMagic(typed) {
  const all = [
    ...Object.keys(lineMagics).map((name) => `%${name}`),
    ...Object.keys(cellMagics).map((name) => `%%${name}`)
  ];
  return all.filter((name) => name.startsWith(typed)).sort();
}
function findMagic({ name, isCell }) {
  const [sign, magics] = isCell ? ["%%", cellMagics] : ["%", lineMagics];
  const known = Object.hasOwn(magics, name) ? magics[name] : void 0;
  if (known !== void 0) return known;
  const nearest = nearestName(name, Object.keys(magics));
  const hint = nearest === void 0 ? "" : ` Did you mean \`${sign}${nearest}\`?`;
  throw new CauceError(
    "unknown-magic",
    `\`${sign}${name}\` is no magic of this kernel.${hint} \`%help\` lists them all.`
  );
}
function helpText() {
  const all = [...Object.values(lineMagics), ...Object.values(cellMagics)];
  const width = Math.max(...all.map(({ usage }) => usage.length));
  const lines = all.map(({ usage, summary: summary2 }) => `${usage.padEnd(width)}  ${summary2}`);
  return `${lines.join("\n")}
`;
}

// src/kernel/type-checker.ts
import path3 from "node:path";
import {
  API,
  SymbolFlags
} from "typescript-native/unstable/sync";

// src/kernel/names-in-scope.ts
var anyMeaning = 111551 | 788968 | 1920 | 2097152;
var value = 111551;
var utilityTypes = "Awaited Exclude Extract InstanceType NonNullable Omit Parameters Partial Pick Readonly Record Required ReturnType".split(
  " "
);
var keywords = "async await break case catch class const continue default delete do else enum export extends false finally for function if import in instanceof interface let new null of return satisfies super switch this throw true try type typeof undefined var void while yield".split(
  " "
);
function findNamesInScope(question) {
  const { project, file, position, typed, candidates } = question;
  const fits = (name) => name.toLowerCase().startsWith(typed.toLowerCase());
  const place = { document: file, position };
  const own = [...new Set(candidates)].filter(
    (name) => fits(name) && project.checker.resolveName(name, anyMeaning, place, true) !== void 0
  );
  const known = new Set(own);
  const sorted = (sortText, names) => names.filter((name) => fits(name)).map((name) => ({ name, sortText }));
  const others = typed === "" ? [] : [...globalNames(project), ...utilityTypes];
  return [
    ...sorted("1", own),
    ...sorted(
      "2",
      [...new Set(others)].filter((name) => !known.has(name))
    ),
    ...sorted("3", keywords)
  ];
}
function globalNames({ checker }) {
  const global = checker.resolveName("globalThis", value);
  const type = global === void 0 ? void 0 : checker.getTypeOfSymbol(global);
  return type === void 0 ? [] : checker.getPropertiesOfType(type).map(({ name }) => name);
}
function wantsAutoImports(error) {
  return error instanceof Error && error.message.includes("needs auto imports");
}

// src/kernel/notebook-types.ts
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path2 from "node:path";
var brought = ["zod", "ml-random-forest", "ml-knn", "tslab"];
function compilerOptions(root, packageRoot2) {
  return {
    target: "esnext",
    module: "esnext",
    moduleResolution: "bundler",
    lib: ["esnext"],
    strict: true,
    noImplicitAny: false,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    jsx: "react-jsx",
    types: ["node"],
    typeRoots: [findNodeTypes(root, packageRoot2)],
    paths: findPaths(root, packageRoot2)
  };
}
function findNodeTypes(root, packageRoot2) {
  const own = path2.join(root, "node_modules", "@types");
  if (existsSync(path2.join(own, "node", "package.json"))) return own;
  const found = createRequire(path2.join(packageRoot2, "package.json")).resolve(
    "@types/node/package.json"
  );
  return path2.dirname(path2.dirname(found));
}
function findPaths(root, packageRoot2) {
  const paths = {
    cauce: [path2.join(packageRoot2, "dist", "types", "index.d.ts")]
  };
  const danfojs = path2.join(packageRoot2, "vendor", "danfojs", "index.d.ts");
  paths["cauce/danfojs"] = [danfojs];
  if (readPackage(root)?.dependencies?.["danfojs-node"] === void 0)
    paths["danfojs-node"] = [danfojs];
  for (const name of brought) {
    if (existsSync(path2.join(root, "node_modules", name, "package.json"))) continue;
    const folder = findPackage(name, packageRoot2);
    if (folder !== void 0) paths[name] = [folder];
  }
  return paths;
}
function findPackage(name, from) {
  for (let folder = from; ; folder = path2.dirname(folder)) {
    const candidate = path2.join(folder, "node_modules", name);
    if (existsSync(path2.join(candidate, "package.json"))) return candidate;
    if (folder === path2.dirname(folder)) return void 0;
  }
}

// src/kernel/session-globals.ts
var globalDeclarations = `
/**
 * Asks the person who runs the cell, and resolves with what they typed.
 * An empty answer gives \`defaultAnswer\`. With \`password\` the page hides what is typed.
 */
declare function prompt(
  message?: string,
  defaultAnswer?: string,
  options?: { readonly password?: boolean },
): Promise<string>;
/** Asks a question of yes or no; only \`y\` and \`yes\` give true. */
declare function confirm(message?: string): Promise<boolean>;
`;
function installGlobals() {
  Object.assign(globalThis, { prompt, confirm });
}
async function prompt(message = "", defaultAnswer = "", { password = false } = {}) {
  const hint = defaultAnswer === "" || password ? "" : `[${defaultAnswer}] `;
  const answer = await ask({ prompt: `${spaced(String(message))}${hint}`, password });
  return answer === "" ? String(defaultAnswer) : answer;
}
async function confirm(message = "") {
  const answer = await ask({ prompt: `${spaced(String(message))}[y/N] `, password: false });
  return /^y(es)?$/i.test(answer.trim());
}
async function ask(question) {
  const execution = currentExecution();
  return execution === void 0 ? "" : execution.ask(question);
}
function spaced(message) {
  return message === "" || /\s$/.test(message) ? message : `${message} `;
}

// src/kernel/type-checker.ts
var ignoredCodes = /* @__PURE__ */ new Set([
  // A module without typings is of type any, as in JavaScript.
  7016
]);
var TypeChecker = class {
  #folder;
  #config;
  #globals;
  #options;
  #files = /* @__PURE__ */ new Map();
  #cells = /* @__PURE__ */ new Map();
  #owners = /* @__PURE__ */ new Map();
  #changed = /* @__PURE__ */ new Set();
  #names = /* @__PURE__ */ new Map();
  #api;
  #snapshot;
  constructor({ root, folder, packageRoot: packageRoot2 }) {
    this.#folder = folder;
    this.#config = path3.join(folder, "tsconfig.cauce-session.json");
    this.#globals = path3.join(folder, "__cauce_globals.d.ts");
    this.#files.set(this.#globals, globalDeclarations);
    this.#options = compilerOptions(root, packageRoot2);
  }
  /** What is wrong with a cell as it would be after running it; nothing is kept. */
  check(cellId, source) {
    const { project, file, offset } = this.#load(cellId, source);
    const found = [
      ...project.program.getSyntacticDiagnostics(file),
      ...project.program.getSemanticDiagnostics(file)
    ];
    const problems = found.filter((problem) => problem.category === 1 && !ignoredCodes.has(problem.code)).map((problem) => ({
      start: problem.pos - offset,
      end: problem.end - offset,
      code: problem.code,
      message: messageOf(problem)
    })).filter((problem) => problem.start >= 0 && problem.start <= source.length);
    if (problems.length > 0) this.#restore(cellId);
    return problems;
  }
  /** Keeps a cell: from now on its names are seen by the others. Running it again replaces it. */
  keep(cellId, source) {
    const { names, variables } = typedNames(source);
    const file = this.#fileOf(cellId);
    const before = this.#cells.get(cellId);
    for (const name of before?.names ?? [])
      if (this.#owners.get(name) === cellId) this.#owners.delete(name);
    this.#cells.set(cellId, { file, source, names, variables });
    for (const name of names) this.#owners.set(name, cellId);
    this.#write(file, this.#moduleOf(cellId, source).text);
  }
  /** Forgets all cells. */
  clear() {
    for (const { file } of this.#cells.values()) this.#write(file, "");
    this.#cells.clear();
    this.#owners.clear();
  }
  /** What may stand at a position, behind what is typed there already. */
  complete(cellId, source, position) {
    const { project, file, offset } = this.#load(cellId, source);
    this.#restore(cellId);
    const at = position + offset;
    try {
      return project.checker.getCompletionsAtPosition(file, at)?.entries ?? [];
    } catch (error) {
      if (!wantsAutoImports(error)) throw error;
      const typed = identifierBefore(source, position);
      const words = source.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
      const candidates = [...this.#owners.keys(), ...words];
      return findNamesInScope({ project, file, position: at, typed, candidates });
    }
  }
  /** The type and the documentation of what stands at a position. */
  inspect(cellId, source, position) {
    const { project, file, offset } = this.#load(cellId, source);
    this.#restore(cellId);
    const { checker } = project;
    const at = position + offset;
    const found = checker.getSymbolAtPosition(file, at);
    if (found === void 0 || (found.flags & SymbolFlags.ValueModule) !== 0) return void 0;
    const isAlias = (found.flags & SymbolFlags.Alias) !== 0;
    const symbol = isAlias ? checker.getAliasedSymbol(found) : found;
    const type = checker.getTypeAtPosition(file, at) ?? checker.getTypeOfSymbol(symbol);
    return {
      name: found.name,
      type: type === void 0 ? "" : checker.typeToString(type),
      documentation: symbol.getDocumentationComment(checker)
    };
  }
  close() {
    this.#api?.close();
    this.#api = void 0;
  }
  /** A cell as the compiler would see it; kept only by `keep`. */
  #load(cellId, source) {
    const file = this.#fileOf(cellId);
    const { text, offset } = this.#moduleOf(cellId, source);
    this.#write(file, text);
    return { project: this.#update(file), file, offset };
  }
  /** Back to the cell as it was last run: what was only looked at is not seen by others. */
  #restore(cellId) {
    const kept = this.#cells.get(cellId);
    if (kept !== void 0) this.#write(kept.file, this.#moduleOf(cellId, kept.source).text);
  }
  #write(file, text) {
    if (this.#files.get(file) === text) return;
    if (text === void 0) this.#files.delete(file);
    else this.#files.set(file, text);
    this.#changed.add(file);
  }
  /** Tells the compiler what has changed since it last looked, and no more: each snapshot costs by that. */
  #update(inHand) {
    const others = [...this.#cells.values()].map((cell) => cell.file).filter((file) => file !== inHand);
    this.#write(
      this.#config,
      JSON.stringify({
        compilerOptions: this.#options,
        files: [this.#globals, ...others, inHand].sort()
      })
    );
    const isFirst = this.#api === void 0;
    this.#api ??= new API({ cwd: this.#folder, fs: this.#fileSystem() });
    if (this.#snapshot === void 0 || this.#changed.size > 0) {
      const previous = this.#snapshot;
      const files = [...this.#changed];
      this.#changed.clear();
      this.#snapshot = this.#api.updateSnapshot({
        openProjects: [this.#config],
        ...isFirst ? {} : { fileChanges: { changed: files, created: files } }
      });
      previous?.dispose();
    }
    const project = this.#snapshot.getProject(this.#config) ?? this.#snapshot.getProjects()[0];
    if (project === void 0) throw new Error("the compiler did not open the session's project");
    return project;
  }
  #fileSystem() {
    return {
      readFile: (file) => this.#files.get(file),
      fileExists: (file) => this.#files.has(file) ? true : void 0
    };
  }
  #fileOf(cellId) {
    const known = this.#names.get(cellId);
    if (known !== void 0) return known;
    const file = path3.join(this.#folder, `__cauce_cell_${this.#names.size + 1}.ts`);
    this.#names.set(cellId, file);
    return file;
  }
  #moduleOf(cellId, source) {
    const { names, exported } = typedNames(source);
    const own = new Set(names);
    const imports = /* @__PURE__ */ new Map();
    const variables = [];
    for (const [name, owner] of this.#owners) {
      if (owner === cellId || own.has(name)) continue;
      const from = JSON.stringify(`./${path3.basename(this.#fileOf(owner))}`);
      if (this.#cells.get(owner)?.variables.has(name))
        variables.push(`declare let ${name}: (typeof import(${from}))["${name}"];`);
      else imports.set(from, [...imports.get(from) ?? [], name]);
    }
    const clauses = [...imports].map(
      ([from, list]) => `import { ${list.join(", ")} } from ${from};`
    );
    const prefix = `${[...clauses, ...variables].join(" ")}
`;
    const suffix = `
export { ${names.filter((name) => !exported.has(name)).join(", ")} };`;
    return { text: `${prefix}${source}${suffix}`, offset: prefix.length };
  }
};
function identifierBefore(source, position) {
  return /[\p{ID_Continue}$]*$/u.exec(source.slice(0, position))?.[0] ?? "";
}
function messageOf(problem) {
  const chain = (problem.messageChain ?? []).map(
    (inner) => `
  ${messageOf(inner).replaceAll("\n", "\n  ")}`
  );
  return `${problem.text}${chain.join("")}`;
}

// src/kernel/completion.ts
function toUtf16(source, codePoints) {
  return [...source].slice(0, codePoints).join("").length;
}
function toCodePoints(source, utf16) {
  return [...source.slice(0, utf16)].length;
}
var mostMatches = 500;
function complete(checker, cellId, source, cursor) {
  const position = toUtf16(source, cursor);
  const magic = /(?:^|\n)[ \t]*(%%?\w*)$/.exec(source.slice(0, position))?.[1];
  if (magic !== void 0 && isMagicAt(source, position))
    return magicMatches(completeMagic(magic), cursor, magic);
  const typed = identifierBefore(source, position);
  const entries = checker.complete(cellId, splitMagics(source).source, position).filter(({ name }) => name.toLowerCase().startsWith(typed.toLowerCase())).sort((a, b) => compare(a.sortText ?? "", b.sortText ?? "") || compare(a.name, b.name)).slice(0, mostMatches);
  const start = toCodePoints(source, position - typed.length);
  return {
    status: "ok",
    matches: entries.map(({ name }) => name),
    cursor_start: start,
    cursor_end: cursor,
    metadata: {
      _jupyter_types_experimental: entries.map(({ name, detail }) => ({
        start,
        end: cursor,
        text: name,
        type: "",
        ...detail === void 0 ? {} : { signature: detail }
      }))
    }
  };
}
function isMagicAt(source, position) {
  const named = `${source.slice(0, position)}x${source.slice(position)}`;
  return splitMagics(named).source.slice(0, position) !== source.slice(0, position);
}
function magicMatches(matches, cursor, typed) {
  const start = cursor - typed.length;
  return { status: "ok", matches, cursor_start: start, cursor_end: cursor, metadata: {} };
}
function inspect(checker, cellId, source, cursor) {
  const found = checker.inspect(cellId, splitMagics(source).source, toUtf16(source, cursor));
  if (found === void 0) return { status: "ok", found: false, data: {}, metadata: {} };
  const head = `${found.name}: ${found.type}`;
  const markdown = `\`\`\`typescript
${head}
\`\`\`

${found.documentation}`.trimEnd();
  return {
    status: "ok",
    found: true,
    data: { "text/plain": `${head}
${found.documentation}`.trimEnd(), "text/markdown": markdown },
    metadata: {}
  };
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// src/kernel/history.ts
var session = 1;
var History = class {
  #cells = [];
  add(line, source) {
    this.#cells.push({ line, source });
  }
  /** The content of `history_reply` to a `history_request`. */
  answer(content) {
    const isOutputWanted = content.output === true;
    const history = this.#select(content).map(({ line, source }) => [
      session,
      line,
      isOutputWanted ? [source, null] : source
    ]);
    return { status: "ok", history };
  }
  #select({ hist_access_type: access, n, start, stop, pattern, unique }) {
    if (access === "range") {
      const first = typeof start === "number" ? start : 0;
      const end = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
      return this.#cells.filter(({ line }) => line >= first && line < end);
    }
    const found = access === "search" ? this.#search(String(pattern ?? "*")) : this.#cells;
    const kept = unique === true ? keepLast(found) : found;
    return typeof n === "number" ? kept.slice(Math.max(0, kept.length - n)) : kept;
  }
  /** A pattern of the shell's kind: `*` for any text, `?` for any one character. */
  #search(pattern) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    const glob = escaped.replaceAll("*", ".*").replaceAll("?", ".");
    const expression = new RegExp(`^${glob}$`, "su");
    return this.#cells.filter(({ source }) => expression.test(source));
  }
};
function keepLast(cells) {
  const last2 = new Map(cells.map((cell) => [cell.source, cell]));
  return cells.filter((cell) => last2.get(cell.source) === cell);
}

// src/kernel/is-complete.ts
import { parseSync } from "oxc-parser";
function isComplete(text) {
  const { source, magics } = splitMagics(text);
  if (magics.some(({ body }) => body !== "") && !text.endsWith("\n"))
    return { status: "incomplete", indent: "" };
  const { errors } = parseSync("cell.ts", source, { lang: "ts", sourceType: "module" });
  if (errors.length === 0) return { status: "complete" };
  const end = source.trimEnd().length;
  const unfinished = errors.some(
    (error) => /Unterminated|Expected|EOF|Unexpected token/.test(error.message) && error.labels.some((label) => label.end >= end)
  );
  if (!unfinished) return { status: "invalid" };
  const last2 = source.split("\n").at(-1) ?? "";
  const indent = /^\s*/.exec(last2)?.[0] ?? "";
  return { status: "incomplete", indent: /[{([]\s*$/.test(last2) ? `${indent}  ` : indent };
}

// src/kernel/kernel-publisher.ts
var flushAfterMs = 20;
var largestPieceChars = 1 << 16;
var KernelPublisher = class {
  #wire;
  #parent;
  #pending;
  #timer;
  constructor(wire, parent) {
    this.#wire = wire;
    this.#parent = parent;
  }
  stream(name, text) {
    if (this.#pending !== void 0 && this.#pending.name !== name) this.flush();
    this.#pending ??= { name, text: "" };
    this.#pending.text += text;
    if (this.#pending.text.length > largestPieceChars) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), flushAfterMs);
  }
  displayData(data, displayId) {
    this.#send("display_data", {
      data,
      metadata: {},
      transient: displayId === void 0 ? {} : { display_id: displayId }
    });
  }
  updateDisplayData(data, displayId) {
    this.#send("update_display_data", { data, metadata: {}, transient: { display_id: displayId } });
  }
  executeResult(data, executionCount) {
    this.#send("execute_result", { data, metadata: {}, execution_count: executionCount });
  }
  clearOutput(wait) {
    this.#send("clear_output", { wait });
  }
  error(ename, evalue, traceback) {
    this.#send("error", { ename, evalue, traceback });
  }
  /** Sends what was written so far. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = void 0;
    const pending = this.#pending;
    this.#pending = void 0;
    if (pending !== void 0)
      this.#wire.send({
        channel: "iopub",
        type: "stream",
        content: { ...pending },
        parent: this.#parent
      });
  }
  #send(type, content) {
    this.flush();
    this.#wire.send({ channel: "iopub", type, content, parent: this.#parent });
  }
};

// src/kernel/quiet-publisher.ts
var quietPublisher = {
  stream: () => {
  },
  displayData: () => {
  },
  updateDisplayData: () => {
  },
  executeResult: () => {
  },
  clearOutput: () => {
  },
  error: () => {
  }
};

// src/kernel/unsupported-requests.ts
function refuseRequest(type, content) {
  if (!type.endsWith("_request")) return void 0;
  if (type === "debug_request") return refuseDebugger(content);
  const evalue = type.includes("_subshell_") ? `\`${type}\` is not supported: this kernel has no subshells. Completion, inspection, interrupts and comms are answered while a cell waits, without them.` : `\`${type}\` is not a request that this kernel answers.`;
  return { status: "error", ename: "NotImplementedError", evalue, traceback: [] };
}
function refuseDebugger({ seq, command }) {
  return {
    type: "response",
    seq: 0,
    request_seq: seq ?? 0,
    success: false,
    command: command ?? "",
    message: `\`${String(command)}\` is not supported: this kernel has no debugger.`
  };
}

// src/kernel/user-expressions.ts
function readExpressions(content) {
  const texts = Object.entries(Object(content.user_expressions)).filter(
    (entry) => typeof entry[1] === "string"
  );
  return Object.fromEntries(texts);
}
async function evaluateExpressions(expressions, evaluate) {
  const results = {};
  for (const [name, expression] of Object.entries(expressions))
    results[name] = await outcomeOf(() => evaluate(expression, name));
  return results;
}
async function outcomeOf(evaluate) {
  try {
    return { status: "ok", data: await evaluate(), metadata: {} };
  } catch (error) {
    return { status: "error", ...describeError(error) };
  }
}

// src/kernel/kernel.ts
var arrivalMs = 50;
var commsKey = /* @__PURE__ */ Symbol.for("cauce.comms");
var Kernel = class {
  #session;
  #wire;
  #info;
  #onShutdown;
  #handlers;
  #history = new History();
  #input;
  #comms;
  #queue = [];
  #isRunning = false;
  #executionCount = 0;
  constructor(session2, wire, info, onShutdown) {
    this.#session = session2;
    this.#wire = wire;
    this.#info = info;
    this.#onShutdown = onShutdown;
    this.#input = new InputDesk((message) => wire.send(message));
    this.#comms = new Comms((message) => wire.send(message));
    Object.assign(globalThis, { [commsKey]: this.#comms });
    const handleComm = (message) => this.#handleComm(message);
    this.#handlers = {
      kernel_info_request: () => this.#info,
      is_complete_request: ({ content }) => isComplete(textIn(content, "code")),
      complete_request: (message) => complete(
        session2.checker,
        cellIdOf(message),
        textIn(message.content, "code"),
        numberIn(message.content, "cursor_pos")
      ),
      inspect_request: (message) => inspect(
        session2.checker,
        cellIdOf(message),
        textIn(message.content, "code"),
        numberIn(message.content, "cursor_pos")
      ),
      history_request: ({ content }) => this.#history.answer(content),
      comm_info_request: ({ content }) => this.#comms.info(content),
      comm_open: handleComm,
      comm_msg: handleComm,
      comm_close: handleComm,
      interrupt_request: () => ({ status: "ok" }),
      shutdown_request: ({ content }) => ({ status: "ok", restart: content.restart === true })
    };
  }
  /** Takes a request in. Cells wait for their turn. */
  handle(message) {
    switch (message.header.msg_type) {
      case "execute_request":
        this.#queue.push(message);
        if (!this.#isRunning) void this.#work();
        return;
      case "input_reply":
        this.#input.take(message);
        return;
      default:
        void this.#answer(message);
    }
  }
  interrupt() {
    this.#session.interrupt();
  }
  /** The kernel is there: clients that wait for it may start. */
  announce() {
    this.#wire.send({ channel: "iopub", type: "status", content: { execution_state: "starting" } });
  }
  async #work() {
    this.#isRunning = true;
    for (let message = this.#queue.shift(); message !== void 0; message = this.#queue.shift())
      await this.#execute(message);
    this.#isRunning = false;
  }
  async #answer(message) {
    const type = message.header.msg_type;
    const handler = this.#handlers[type];
    this.#status("busy", message);
    try {
      const content = handler === void 0 ? refuseRequest(type, message.content) : await handler(message);
      if (content !== void 0) this.#reply(message, content);
    } catch (error) {
      this.#reply(message, {
        status: "error",
        ename: "Error",
        evalue: String(error),
        traceback: []
      });
    } finally {
      this.#status("idle", message);
    }
    if (type === "shutdown_request") this.#onShutdown(message.content.restart === true);
  }
  /** What a handler prints or throws belongs to the message that called it. */
  async #handleComm(message) {
    const publisher = new KernelPublisher(this.#wire, message);
    const { signal } = new AbortController();
    const ask2 = (question) => this.#input.inputOf(message).ask(question, signal);
    const execution = { cellId: void 0, request: message, publisher, signal, ask: ask2 };
    try {
      await runBeside(execution, () => this.#comms.handle(message));
    } catch (error) {
      publisher.stream("stderr", `${describeError(error).traceback.join("\n")}
`);
    }
    publisher.flush();
  }
  async #execute(message) {
    const { content } = message;
    const silent = content.silent === true;
    const code = textIn(content, "code");
    const isCounted = !silent && content.store_history !== false;
    if (isCounted) this.#history.add(++this.#executionCount, code);
    const executionCount = this.#executionCount;
    this.#status("busy", message);
    const input = { code, execution_count: executionCount };
    const publisher = new KernelPublisher(this.#wire, message);
    if (!silent)
      this.#wire.send({ channel: "iopub", type: "execute_input", content: input, parent: message });
    const cellInput = this.#input.inputOf(message);
    const outcome = await this.#session.execute(
      {
        source: code,
        cellId: namedCell(message),
        silent,
        executionCount,
        isCounted,
        expressions: readExpressions(content),
        input: cellInput,
        message,
        onCode: () => this.#wire.setExecuting(true)
      },
      silent ? quietPublisher : publisher
    );
    this.#wire.setExecuting(false);
    cellInput.close();
    publisher.flush();
    const isFatal = !outcome.ok && content.stop_on_error !== false;
    const waiting = isFatal ? await this.#takeWaiting() : [];
    if (!outcome.ok && !silent) publisher.error(outcome.ename, outcome.evalue, outcome.traceback);
    this.#reply(message, { ...replyTo(outcome), execution_count: executionCount });
    this.#status("idle", message);
    for (const next of waiting) this.#abort(next);
  }
  /**
   * What was sent before the client can know of the failure: also what has not reached this
   * thread yet. A client that runs all cells sends them one by one.
   */
  async #takeWaiting() {
    await delay(arrivalMs);
    return this.#queue.splice(0);
  }
  #abort(message) {
    this.#status("busy", message);
    this.#reply(message, { status: "aborted" });
    this.#status("idle", message);
  }
  #reply(message, content) {
    this.#wire.send({
      channel: message.channel,
      type: message.header.msg_type.replace(/_request$/, "_reply"),
      content,
      parent: message
    });
  }
  #status(state, message) {
    this.#wire.send({
      channel: "iopub",
      type: "status",
      content: { execution_state: state },
      parent: message
    });
  }
};
function replyTo(outcome) {
  if (outcome.ok) return { status: "ok", payload: [], user_expressions: outcome.expressions };
  const { ename, evalue, traceback } = outcome;
  return { status: "error", ename, evalue, traceback };
}
function namedCell({ metadata }) {
  const id = metadata.cellId ?? metadata.cell_id;
  return typeof id === "string" && id !== "" ? id : void 0;
}
function cellIdOf(message) {
  return namedCell(message) ?? "completion";
}
function textIn(content, name) {
  return typeof content[name] === "string" ? content[name] : "";
}
function numberIn(content, name) {
  return typeof content[name] === "number" ? content[name] : 0;
}

// src/kernel/kernel-info.ts
import { createRequire as createRequire2 } from "node:module";
function kernelInfo() {
  const version = packageVersion();
  const { version: typescript } = createRequire2(import.meta.url)(
    "typescript-native/package.json"
  );
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "cauce",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      // Both spellings: JupyterLab reads the mode, Notebook the name with its flag.
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      nbconvert_exporter: "script"
    },
    banner: `Cauce ${version}: TypeScript ${typescript} on Node ${process.version}`,
    help_links: [],
    debugger: false,
    supported_features: []
  };
}

// src/kernel/session.ts
import { setTimeout as delay3 } from "node:timers/promises";
import { inspect as inspect5 } from "node:util";

// src/cell/convert-cell.ts
var importFunction = "__cauceImport";
var lastValueName = "tsLastExpr";
var shared = "$cells";
function convertCell(source, isDeclaredElsewhere) {
  const read = readCell(source);
  if (read.problems.length > 0)
    return {
      code: "",
      lines: [],
      columns: [],
      lastValue: void 0,
      declares: [],
      problems: read.problems
    };
  const { program } = read;
  const edited = new MagicString(read.code);
  const declares = new Set(program.body.flatMap(declaredNames));
  const { references, varNames } = findReferences(program);
  const inner = [...varNames.keys()].filter((name) => !declares.has(name));
  const hoisted = [];
  for (const statement of program.body) convertStatement(statement, edited, hoisted);
  const isShared = (name) => declares.has(name) || isDeclaredElsewhere(name) && !inner.includes(name);
  rewriteReferences(program, sharedUses(references, isShared, program.body), edited);
  const lastValue = keepLastValue(program.body.findLast(isWritten), edited);
  const { mappings } = edited.generateDecodedMap({ hires: "boundary" });
  const first = `"use strict"; const ${shared} = exports; { ${share(hoisted)}`;
  const code = `${first}
${edited.toString()}
${share(inner)} }`;
  return {
    code,
    ...convertedOrigins(mappings, read),
    lastValue,
    declares: [...declares, ...inner],
    problems: []
  };
}
function sharedUses(references, isShared, body) {
  const declarators = body.flatMap((statement) => declaratorsOf(statement));
  const isOwn = ({ name, start, eager }) => eager && declarators.some((node) => contains(node, start) && namesInPattern(node.id).includes(name));
  const removed = body.filter(
    (statement) => statement.type === "ExportNamedDeclaration" && !statement.declaration
  );
  return references.filter(
    (reference) => isShared(reference.name) && !isOwn(reference) && !removed.some((statement) => contains(statement, reference.start))
  );
}
function declaratorsOf(statement) {
  if (statement.type === "ExportNamedDeclaration")
    return statement.declaration ? declaratorsOf(statement.declaration) : [];
  return statement.type === "VariableDeclaration" ? statement.declarations : [];
}
function convertedOrigins(mappings, read) {
  const columns = mappings.map(
    (segments) => segments.flatMap(([from, , line, column]) => {
      if (from === void 0 || line === void 0 || column === void 0) return [];
      const origin = read.columns[line]?.findLast((stretch) => stretch.from <= column);
      return origin === void 0 ? [] : [{ ...origin, from }];
    })
  );
  return { lines: [1, ...read.lines, read.lines.at(-1) ?? 1], columns: [[], ...columns, []] };
}
function share(names) {
  return names.map((name) => `${shared}.${name} = ${name};`).join(" ");
}
function convertStatement(statement, edited, hoisted) {
  switch (statement.type) {
    case "ImportDeclaration":
      edited.overwrite(statement.start, statement.end, convertImport(statement));
      return;
    case "ExportNamedDeclaration":
    case "ExportDefaultDeclaration":
      convertExport(statement, edited, hoisted);
      return;
    case "ExportAllDeclaration":
      edited.remove(statement.start, statement.end);
      return;
    case "FunctionDeclaration":
      hoisted.push(...declaredNames(statement));
      return;
    default:
      edited.appendLeft(statement.end, ` ${share(declaredNames(statement))}`);
  }
}
function convertExport(statement, edited, hoisted) {
  const { declaration } = statement;
  if (!declaration) {
    edited.remove(statement.start, statement.end);
    return;
  }
  edited.remove(statement.start, declaration.start);
  if (statement.type === "ExportNamedDeclaration" || declaredNames(statement).length > 0) {
    convertStatement(declaration, edited, hoisted);
    return;
  }
  edited.appendRight(declaration.start, "(");
  edited.appendLeft(declaration.end, ");");
}
function convertImport(statement) {
  const load = `await globalThis.${importFunction}(${JSON.stringify(statement.source.value)})`;
  if (statement.specifiers.length === 0) return `${load};`;
  const parts = statement.specifiers.map((specifier) => {
    const member = specifier.type === "ImportDefaultSpecifier" ? ".default" : specifier.type === "ImportNamespaceSpecifier" ? "" : memberOf(specifier.imported);
    return `${shared}.${specifier.local.name} = $$module${member};`;
  });
  return `{ const $$module = ${load}; ${parts.join(" ")} }`;
}
function memberOf(imported) {
  return `[${JSON.stringify(imported.name ?? imported.value ?? "")}]`;
}
function rewriteReferences(program, uses, edited) {
  const calls = /* @__PURE__ */ new Set();
  const shorthands = /* @__PURE__ */ new Map();
  walk(program, (node) => {
    if (node.type === "CallExpression" && node.callee.type === "Identifier")
      calls.add(node.callee.start);
    if (node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier")
      calls.add(node.tag.start);
    if (node.type === "Property" && node.shorthand && node.key.type === "Identifier")
      shorthands.set(node.start, node.key.name);
    if (node.type === "ImportExpression")
      edited.overwrite(node.start, node.start + "import".length, `globalThis.${importFunction}`);
    return true;
  });
  for (const { start, name } of uses) {
    const member = calls.has(start) ? `(0, ${shared}.${name})` : `${shared}.${name}`;
    const key = shorthands.get(start);
    edited.overwrite(start, start + name.length, key === void 0 ? member : `${key}: ${member}`);
  }
}
function isWritten(statement) {
  return statement.type !== "ExportNamedDeclaration" || statement.declaration !== null || statement.specifiers.length > 0;
}
function keepLastValue(last2, edited) {
  if (last2?.type !== "ExpressionStatement") return void 0;
  edited.appendRight(last2.expression.start, `${shared}.${lastValueName} = (`);
  edited.appendLeft(last2.expression.end, ")");
  return lastValueName;
}

// src/kernel/cell-converter.ts
var CellConverter = class {
  #code;
  #checker;
  #inHand = {
    cellId: void 0,
    label: "cell 0",
    file: "cauce:cell-0",
    isKept: true,
    onWarning: () => {
    },
    onCode: () => {
    }
  };
  /** What the last converted cell declares. */
  declared = [];
  checkMode = "error";
  constructor(code, checker) {
    this.#code = code;
    this.#checker = checker;
  }
  take(cell) {
    this.#inHand = cell;
    this.declared = [];
  }
  convert(_previous, source) {
    const { label, file, isKept, onCode } = this.#inHand;
    const converted = convertCell(source, (name) => this.#code.declares(name));
    if (converted.problems.length > 0) throw syntaxFailure(label, source, converted.problems);
    if (isKept) this.#keep(source);
    this.declared = isKept ? converted.declares : [];
    onCode();
    return toTslab(converted, label, file);
  }
  #keep(source) {
    const { cellId, label } = this.#inHand;
    const id = cellId ?? (typedNames(source).names.length === 0 ? "nameless" : label);
    if (this.checkMode !== "off") this.#check(id, source);
    this.#checker.keep(id, source);
    this.#code.put(cellId, label, source);
  }
  #check(id, source) {
    const { label, onWarning } = this.#inHand;
    const problems = this.#checker.check(id, source);
    if (problems.length === 0) return;
    const failure2 = typeFailure(label, source, problems);
    if (this.checkMode === "error") throw failure2;
    onWarning(failure2);
  }
  addModule() {
    return [];
  }
  close() {
    this.#checker.close();
  }
};
function toTslab(converted, label, file) {
  registerSource(
    file,
    converted.lines.map((line, at) => ({
      place: label,
      line,
      columns: converted.columns[at] ?? []
    }))
  );
  const { lastValue } = converted;
  const boxed = lastValue === void 0 ? "" : `exports.${lastValue} = [exports.${lastValue}];`;
  return {
    output: `${converted.code}
${boxed}
//# sourceURL=${file}`,
    declOutput: "",
    diagnostics: [],
    hasToplevelAwait: true,
    ...lastValue === void 0 ? {} : { lastExpressionVar: lastValue }
  };
}

// src/kernel/cell-displays.ts
import { inspect as inspect2 } from "node:util";
var CellDisplays = class {
  #present;
  #last = /* @__PURE__ */ new WeakMap();
  /** `present` gives undefined for what it has drawn itself. */
  constructor(present) {
    this.#present = present;
  }
  /** Shows a value under the cell that calls. */
  show(value2, place) {
    const execution = currentExecution();
    if (execution === void 0) return Promise.resolve();
    const shown2 = this.#settledOf(execution).then(() => this.#publish(value2, place, execution));
    this.#last.set(execution, shown2);
    return shown2;
  }
  clear(wait) {
    currentExecution()?.publisher.clearOutput(wait);
  }
  /** Resolves when all that the running cell shows is published. Never rejects. */
  async settled() {
    const execution = currentExecution();
    if (execution !== void 0) await this.#settledOf(execution);
  }
  async #settledOf(execution) {
    await this.#last.get(execution)?.catch(() => {
    });
  }
  async #publish(value2, { id, isUpdate }, { publisher }) {
    const bundle = value2 === void 0 ? { "text/plain": inspect2(value2) } : await this.#present(value2);
    if (bundle === void 0) return;
    if (isUpdate) publisher.updateDisplayData(bundle, id);
    else publisher.displayData(bundle, id);
  }
};

// src/kernel/followed-pictures.ts
import { randomUUID } from "node:crypto";
var mostFollowed = 30;
var FollowedPictures = class {
  #engine;
  #pictures = [];
  constructor(engine) {
    this.#engine = engine;
  }
  /** Shows a picture under the running cell; from now on it follows. */
  show(bundle, redraw) {
    const displayId = randomUUID();
    currentExecution()?.publisher.displayData(bundle, displayId);
    this.follow(displayId, bundle, redraw);
  }
  /** Follows what stands on the page already. */
  follow(displayId, bundle, redraw) {
    const cellId = currentExecution()?.cellId;
    const picture = { cellId, displayId, redraw, shown: JSON.stringify(bundle) };
    this.#pictures = [...this.#pictures, picture].slice(-mostFollowed);
  }
  /** A cell that is run again has lost what it showed. */
  forget(cellId) {
    if (cellId === void 0) return;
    this.#pictures = this.#pictures.filter((picture) => picture.cellId !== cellId);
  }
  /** Redraws what has changed. A picture that can no longer be drawn stays as it was. */
  async refresh() {
    const engine = this.#engine();
    for (const picture of this.#pictures) {
      const bundle = await picture.redraw(engine).catch(() => void 0);
      if (bundle === void 0) continue;
      const shown2 = JSON.stringify(bundle);
      if (shown2 === picture.shown) continue;
      picture.shown = shown2;
      currentExecution()?.publisher.updateDisplayData(bundle, picture.displayId);
    }
  }
};

// src/kernel/draw-dag.ts
function drawDag(view) {
  return { "text/html": renderDagHtml(view), "text/plain": renderDagText(view) };
}

// src/kernel/live-run.ts
import { randomUUID as randomUUID2 } from "node:crypto";

// src/render/render-report.ts
var MOST_ROWS = 50;
var HEADINGS = ["", "task", "state", "time", "why"];
function renderReport(input) {
  const line = describeSummary(input.summary);
  const nodes = sortNodes(input.nodes);
  const shown2 = nodes.slice(0, MOST_ROWS);
  const labels = labelTasks(shown2);
  const more = nodes.length > shown2.length ? `and ${nodes.length - shown2.length} more` : "";
  return {
    html: reportHtml(line, shown2, labels, more),
    text: [line, reportText(shown2, labels), more].filter((part) => part !== "").join("\n")
  };
}
function describeSummary(summary2) {
  const { ran, fresh, failed, blocked, cancelled, ms } = summary2;
  const counts = [`ran ${ran}`, `fresh ${fresh}`, `failed ${failed}`, `blocked ${blocked}`];
  if (cancelled !== void 0) counts.push(`cancelled ${cancelled}`);
  return [...counts, formatDuration(ms)].join(" \xB7 ");
}
function sortNodes(nodes) {
  const rank = (state) => STATES_BY_URGENCY.indexOf(state);
  return [...nodes].sort((a, b) => rank(a.state) - rank(b.state));
}
function labelTasks(nodes) {
  const labels = /* @__PURE__ */ new Map();
  for (const siblings of groupBy(nodes, (node) => node.family).values()) {
    const varying = findVaryingParams(siblings);
    for (const node of siblings) labels.set(node, describeParams(node.params, varying).join(" \xB7 "));
  }
  return labels;
}
function whyWords(node) {
  return node.failure === void 0 ? describeReasons(node.reasons) : describeFailure(node.failure);
}
function timeWords({ durationMs, restored }) {
  if (restored === true) return "restored";
  return durationMs === void 0 ? "" : formatDuration(durationMs);
}
function reportText(nodes, labels) {
  const rows = nodes.map((node) => [
    STATE_LOOKS[node.state].mark,
    `${node.family}  ${labels.get(node) ?? ""}`.trimEnd(),
    STATE_LOOKS[node.state].word,
    timeWords(node),
    whyWords(node)
  ]);
  return renderGridText(
    HEADINGS,
    rows,
    ["left", "left", "left", "right", "left"],
    [1, 44, 9, 10, 28]
  );
}
function reportHtml(line, nodes, labels, more) {
  const rows = nodes.map((node) => [
    `<b>${escapeXml(node.family)}</b>`,
    escapeXml((labels.get(node) ?? "").slice(0, 160)),
    stateMarkHtml(node.state),
    escapeXml(timeWords(node).replaceAll(" ", "\xA0")),
    escapeXml(whyWords(node))
  ]);
  const table = renderGridHtml(
    ["task", "parameters", "state", "time", "why"].map(escapeXml),
    rows,
    ["left", "left", "left", "right", "left"]
  );
  const tail = more === "" ? "" : `<div style="opacity:0.75">${more}</div>`;
  return `<div style="${BLOCK_STYLE};margin-top:8px"><div style="margin-bottom:6px"><b>${escapeXml(line)}</b></div>${table}${tail}</div>`;
}

// src/kernel/live-run.ts
var redrawMs = 100;
var LiveRun = class {
  displayId = randomUUID2();
  #publisher;
  #view;
  #timer;
  constructor(view, publisher) {
    this.#view = view;
    this.#publisher = publisher;
    publisher.displayData(drawDag(view), this.displayId);
  }
  /** The DAG as the events so far have left it. */
  get view() {
    return this.#view;
  }
  step(event) {
    if (event.event === "log") this.#publisher.stream("stdout", `${event.id}: ${event.text}
`);
    this.#view = stepView(this.#view, event);
    this.#timer ??= setTimeout(() => {
      this.#timer = void 0;
      this.#publisher.updateDisplayData(drawDag(this.#view), this.displayId);
    }, redrawMs);
  }
  /** Draws the last state, with the summary below it, and returns what is shown now. */
  finish(report) {
    clearTimeout(this.#timer);
    const bundle = drawFinishedRun(this.#view, this.#view, report);
    this.#publisher.updateDisplayData(bundle, this.displayId);
    return bundle;
  }
};
function drawFinishedRun(end, now, report) {
  const stale = new Map(
    now.nodes.filter(({ state }) => state === "stale").map((node) => [node.id, node])
  );
  const picture = drawDag({ ...end, nodes: end.nodes.map((node) => stale.get(node.id) ?? node) });
  const summary2 = renderReport({ summary: report.summary, nodes: end.nodes });
  return {
    "text/html": `${picture["text/html"]}${summary2.html}`,
    "text/plain": `${picture["text/plain"]}

${summary2.text}`
  };
}

// src/kernel/live-dags.ts
var LiveDags = class {
  #pictures;
  #runs = /* @__PURE__ */ new Set();
  constructor(pictures) {
    this.#pictures = pictures;
  }
  /** Draws a DAG under the running cell; from now on it follows. */
  draw(reference, view) {
    this.#pictures.show(
      drawDag(view),
      async (engine) => drawDag(viewDag(await engine.plan(reference)))
    );
  }
  /** Resolves when no run goes on, with the last picture of each drawn. Never rejects. */
  async settled() {
    await Promise.allSettled(this.#runs);
  }
  /** Runs a plan under the running cell: the picture turns as tasks run, then comes the summary. */
  run(engine, planned, reference, options) {
    const run = this.#run(engine, planned, reference, options);
    this.#runs.add(run);
    return run.finally(() => this.#runs.delete(run));
  }
  async #run(engine, planned, reference, options) {
    const execution = currentExecution();
    const picture = execution === void 0 ? void 0 : new LiveRun(viewDag(planned), execution.publisher);
    const signal = combine(options.signal, execution?.signal);
    const onEvent = (event) => {
      picture?.step(event);
      options.onEvent?.(event);
    };
    const report = await engine.runPlanned(planned, reference, {
      ...options,
      ...signal === void 0 ? {} : { signal },
      onEvent
    });
    await this.#pictures.refresh();
    if (picture !== void 0) this.#follow(picture, reference, report);
    return report;
  }
  /** An edit after the run turns the tasks that it touches stale in the run's picture too. */
  #follow(picture, reference, report) {
    const end = picture.view;
    this.#pictures.follow(
      picture.displayId,
      picture.finish(report),
      async (engine) => drawFinishedRun(end, viewDag(await engine.plan(reference)), report)
    );
  }
};
function combine(...signals) {
  const given = signals.filter((signal) => signal !== void 0);
  return given.length === 0 ? void 0 : AbortSignal.any(given);
}

// src/kernel/notebook-code.ts
var NotebookCode = class {
  #cells = /* @__PURE__ */ new Map();
  #importsTask;
  #codeBase;
  constructor(importsTask) {
    this.#importsTask = importsTask;
  }
  /** Takes a cell in; one that was run before is replaced. A cell without an id replaces the names that it declares again. */
  put(cellId, label, source) {
    const id = cellId ?? label;
    const analysis = analyzeCell({ id, label, source });
    if (cellId === void 0) this.#takeOver(analysis);
    this.#cells.set(id, { analysis, isNamed: cellId !== void 0 });
    this.#codeBase = void 0;
    return analysis;
  }
  /** Forgets all cells. */
  clear() {
    this.#cells.clear();
    this.#codeBase = void 0;
  }
  get codeBase() {
    this.#codeBase ??= new CodeBase(
      [...this.#cells.values()].map(({ analysis }) => analysis),
      this.#importsTask
    );
    return this.#codeBase;
  }
  declares(name) {
    return this.codeBase.declares(name);
  }
  /** Consoles and simple clients send no ids: a later definition stands for the earlier one. */
  #takeOver(analysis) {
    const names = new Set(analysis.declarations.flatMap((declaration) => declaration.names));
    for (const [id, cell] of this.#cells) {
      if (cell.isNamed) continue;
      const declarations = cell.analysis.declarations.filter(
        (declaration) => !isReplaced(declaration, names)
      );
      this.#cells.set(id, { ...cell, analysis: { ...cell.analysis, declarations } });
    }
  }
};
function isReplaced(declaration, names) {
  return declaration.names.some((name) => names.has(name));
}

// src/kernel/present-definitions.ts
import { z } from "zod";

// src/render/render-definitions.ts
var LONGEST_VALUE = 72;
function renderDefinitions(definitions) {
  return {
    html: `<div style="${BLOCK_STYLE}">${definitions.map(definitionHtml).join("")}</div>`,
    text: definitions.map(definitionText).join("\n")
  };
}
function definitionHtml(definition) {
  const { family, kind, parameters, error } = definition;
  const state = error === void 0 ? definition.state ?? "defined" : "failed";
  const border = kind === "wrapper" ? HAIRLINE.replace("1px solid", "3px double") : HAIRLINE;
  const muted = "opacity:0.78";
  const why = whyWords2(definition);
  const outputs = definition.outputs.map(
    (path5) => `<span style="${MONO}">${escapeXml(path5)}</span>`
  );
  const lines = [
    `<b style="font-size:14px">${escapeXml(family)}</b> <span style="${muted}">${kind}</span> &nbsp; ${stateMarkHtml(state)}` + (why === "" ? "" : ` &nbsp; <span style="${muted}">${escapeXml(why)}</span>`),
    parameters.map(parameterHtml).join(' <span style="opacity:0.5">\xB7</span> '),
    outputs.length === 0 ? "" : `<span style="${muted}">\u2192</span> ${outputs.join(", ")}`
  ];
  return `<div style="border:${border};border-radius:8px;padding:6px 12px;margin:0 0 6px 0;overflow-wrap:break-word">` + lines.filter((line) => line !== "").map((line) => `<div>${line}</div>`).join("") + "</div>";
}
function whyWords2({ error, reasons }) {
  return error ?? describeReasons(reasons ?? []);
}
function parameterHtml(parameter) {
  const hint = [parameter.type, parameter.description ?? "", ...traits(parameter)];
  const title = escapeXml(hint.filter((part) => part !== "").join("\n"));
  return `<span title="${title}" style="${MONO}">${escapeXml(parameterText(parameter))}</span>`;
}
function parameterText(parameter) {
  const value2 = parameter.visibility === "private" ? "\u2022\u2022\u2022" : formatValue(parameter.default, LONGEST_VALUE);
  const given = parameter.default === void 0 ? "" : ` = ${value2}`;
  return `${parameter.name}: ${cutText(parameter.type, LONGEST_VALUE)}${given}`;
}
function traits({ significant, visibility }) {
  return [
    significant ? "" : "not part of the task's identity",
    visibility === "private" ? "private" : ""
  ];
}
function definitionText(definition) {
  const { family, kind, parameters, outputs, error } = definition;
  const state = error === void 0 ? definition.state ?? "defined" : "failed";
  const why = whyWords2(definition);
  const words = /* @__PURE__ */ new Set([kind, STATE_LOOKS[state].word]);
  const head = `${STATE_LOOKS[state].mark} ${family} (${[...words].join(", ")})`;
  return [
    why === "" ? head : `${head}: ${why}`,
    ...parameters.map((parameter) => {
      const notes = [parameter.description ?? "", ...traits(parameter)].filter(
        (note) => note !== ""
      );
      return `    ${parameterText(parameter)}${notes.length === 0 ? "" : `  (${notes.join("; ")})`}`;
    }),
    ...outputs.map((path5) => `  \u2192 ${path5}`)
  ].join("\n");
}

// src/kernel/present-definitions.ts
async function presentDefinitions(declared, engine, pictures) {
  const bundle = await drawDefinitions(declared, engine);
  if (bundle !== void 0) pictures.show(bundle, (now) => drawDefinitions(declared, now));
}
async function drawDefinitions(declared, engine) {
  const names = new Set(declared);
  const families = findFamilies(engine).filter((family) => names.has(family));
  if (families.length === 0) return void 0;
  const definitions = await Promise.all(families.map((family) => define(family, engine)));
  const { html, text } = renderDefinitions(definitions);
  return { "text/html": html, "text/plain": text };
}
function findFamilies(engine) {
  try {
    return engine.families();
  } catch {
    return [];
  }
}
async function define(family, engine) {
  try {
    const { kind, parameters } = await engine.loadClass(family);
    return {
      family,
      kind,
      parameters: describeParameters(parameters),
      ...await describeDefault(family, parameters, engine)
    };
  } catch (error) {
    return {
      family,
      kind: "task",
      parameters: [],
      outputs: [],
      error: error instanceof Error ? error.message : String(error)
    };
  }
}
async function describeDefault(family, shape, engine) {
  if (!Object.values(shape).every((schema) => z.safeParse(schema, void 0).success))
    return { outputs: [`outputs/${family}/\u2026`] };
  const planned = await engine.plan({ family, given: {} });
  const node = viewDag(planned).nodes.find(({ id }) => id === planned.root);
  if (node === void 0) return { outputs: [] };
  const state = node.state;
  return { outputs: node.outputs, state, reasons: node.reasons };
}
function describeParameters(shape) {
  return Object.entries(shape).map(([name, schema]) => {
    const { significant, private: isPrivate, description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    return {
      name,
      type: typeName(schema),
      significant,
      visibility: isPrivate ? "private" : "public",
      ...standard === void 0 || isPrivate ? {} : { default: standard },
      ...description === void 0 ? {} : { description }
    };
  });
}
function typeName(schema) {
  try {
    return describeJsonSchema(
      z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })
    );
  } catch {
    return "value";
  }
}
function describeJsonSchema(schema) {
  if (schema.const !== void 0) return JSON.stringify(schema.const);
  if (schema.enum !== void 0)
    return schema.enum.map((choice) => JSON.stringify(choice)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== void 0) return choices.map(describeJsonSchema).join(" | ");
  if (schema.type === "array") return `${wrap(describeJsonSchema(schema.items ?? {}))}[]`;
  if (schema.properties !== void 0) return describeObject(schema.properties);
  return typeof schema.type === "string" ? schema.type : "value";
}
function describeObject(properties) {
  const entries = Object.entries(properties);
  const kind = entries.find(([, member]) => typeof member.const === "string");
  if (kind !== void 0) {
    const others = entries.filter((entry) => entry !== kind).map(([name]) => name);
    return others.length === 0 ? String(kind[1].const) : `${kind[1].const} {${others.join(", ")}}`;
  }
  return `{${entries.map(([name, member]) => `${name}: ${describeJsonSchema(member)}`).join(", ")}}`;
}
function wrap(text) {
  return text.includes(" | ") ? `(${text})` : text;
}

// src/kernel/present-value.ts
import { types as types12 } from "node:util";

// src/kernel/present-bundle.ts
import { types as types11 } from "node:util";

// src/render/render-value-card.ts
function renderValueCard(card) {
  const edge = card.failed === true ? ";border-left:3px solid #d64545" : "";
  const detail = card.detail === "" ? "" : ` ${escapeXml(card.detail)}`;
  const lines = card.lines.map(
    (line) => `<div style="${MONO};white-space:pre-wrap">${escapeXml(line)}</div>`
  );
  return {
    html: `<div style="${BLOCK_STYLE}"><div style="border:${HAIRLINE}${edge};border-radius:8px;padding:6px 12px;overflow-wrap:break-word"><div style="white-space:pre-wrap"><b>${escapeXml(card.title)}</b>${detail}</div>${lines.join("")}${card.below?.html ?? ""}</div></div>`,
    text: [
      [card.title, card.detail].filter((part) => part !== "").join(" "),
      ...card.lines.map((line) => `  ${line}`),
      ...card.below === void 0 ? [] : [card.below.text]
    ].join("\n")
  };
}

// src/kernel/present-error.ts
import { types as types5 } from "node:util";

// src/kernel/present-leaf.ts
import { inspect as inspect3, types as types3 } from "node:util";

// src/kernel/present-function.ts
import { types } from "node:util";
var longestSignature = 200;
var longestSource = 1e5;
var mostMethods = 12;
function describeFunction(value2) {
  if (types.isProxy(value2)) return "Proxy";
  const name = nameOf(value2);
  const source = Function.prototype.toString.call(value2).slice(0, longestSource);
  if (/^class[\s{]/.test(source)) return `class ${name}${heritageOf(value2)}`;
  if (/\{\s*\[native code\]\s*\}$/.test(source)) return `function ${name}(\u2026) [native code]`;
  const parameters = parametersOf(source);
  const isAsync = types.isAsyncFunction(value2) ? "async " : "";
  const star = types.isGeneratorFunction(value2) ? "*" : "";
  return `${isAsync}function${star} ${name}${parameters}`;
}
function describeClass(value2) {
  if (types.isProxy(value2)) return void 0;
  const head = describeFunction(value2);
  if (!head.startsWith("class ")) return void 0;
  const prototype = Object.getOwnPropertyDescriptor(value2, "prototype")?.value;
  const methods = [
    ...typeof prototype === "object" && prototype !== null ? methodsOf(prototype, "") : [],
    ...methodsOf(value2, "static ")
  ];
  if (methods.length === 0) return head;
  const more = methods.length - mostMethods;
  const lines = methods.slice(0, mostMethods).map((method) => `  ${method}`);
  return [`${head} {`, ...lines, ...more > 0 ? [`  \u2026 ${more} more`] : [], "}"].join("\n");
}
function methodsOf(holder, prefix) {
  return Object.entries(Object.getOwnPropertyDescriptors(holder)).flatMap(([name, found]) => {
    if (found.get !== void 0) return [`${prefix}get ${name}`];
    const method = found.value;
    if (typeof method !== "function" || name === "constructor") return [];
    const source = Function.prototype.toString.call(method).slice(0, longestSource);
    return /^class[\s{]/.test(source) ? [] : [`${prefix}${name}${parametersOf(source)}`];
  });
}
function nameOf(value2) {
  const name = Object.getOwnPropertyDescriptor(value2, "name")?.value;
  return typeof name === "string" && name !== "" ? name : "(anonymous)";
}
function heritageOf(value2) {
  const base = Object.getPrototypeOf(value2);
  if (typeof base !== "function" || types.isProxy(base) || base === Function.prototype) return "";
  return ` extends ${nameOf(base)}`;
}
function parametersOf(source) {
  const arrow = /^(?:async\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=>/u.exec(source);
  if (arrow !== null) return `(${arrow[1]})`;
  const computed = /^(?:async\s*)?\*?\s*\[[^\]]*\]/.exec(source);
  const start = source.indexOf("(", computed?.[0].length ?? 0);
  let depth = 0;
  for (let at = start; at < source.length && at >= 0; at += 1) {
    const character = source[at] ?? "";
    if (character === '"' || character === "'" || character === "`") at = skipString(source, at);
    else if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return cut(source.slice(start, at + 1).replace(/\s+/g, " "));
  }
  return "(\u2026)";
}
function skipString(source, from) {
  const quote = source[from];
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === quote) return at;
  }
  return source.length;
}
function cut(text) {
  return text.length > longestSignature ? `${text.slice(0, longestSignature)}\u2026)` : text;
}

// src/kernel/present-member.ts
import { types as types2 } from "node:util";
function isObjectLike(value2) {
  return typeof value2 === "object" && value2 !== null || typeof value2 === "function";
}
function readMember(value2, key) {
  if (types2.isProxy(value2)) return void 0;
  try {
    if (Object.getOwnPropertyDescriptor(value2, key)?.get !== void 0) return void 0;
    return key in value2 ? Reflect.get(value2, key) : void 0;
  } catch {
    return void 0;
  }
}
function methodOf(value2, key) {
  const method = readMember(value2, key);
  return typeof method === "function" ? (...given) => Reflect.apply(method, value2, given) : void 0;
}
function classNameOf(value2) {
  if (types2.isProxy(value2)) return "Proxy";
  for (let at = prototypeOf(value2); at !== null; at = prototypeOf(at)) {
    if (types2.isProxy(at)) break;
    const maker = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof maker !== "function" || types2.isProxy(maker)) continue;
    const name = Object.getOwnPropertyDescriptor(maker, "name")?.value;
    if (typeof name === "string" && name !== "") return name;
  }
  return "Object";
}
function prototypeOf(value2) {
  return Object.getPrototypeOf(value2);
}
function isPlainRecord(value2) {
  if (typeof value2 !== "object" || value2 === null || types2.isProxy(value2)) return false;
  const prototype = prototypeOf(value2);
  return prototype === null || prototype === Object.prototype || isForeignObjectPrototype(prototype);
}
function isForeignObjectPrototype(prototype) {
  return !types2.isProxy(prototype) && prototypeOf(prototype) === null && classNameOf(prototype) === "Object" && Object.hasOwn(prototype, "hasOwnProperty");
}

// src/kernel/present-leaf.ts
var longestString = 200;
var mostItems = 8;
var largest = 2n ** 6644n;
function presentLeaf(value2) {
  if (typeof value2 === "string") return describeString(value2);
  if (typeof value2 === "bigint") return describeBigInt(value2);
  if (typeof value2 === "function") return describeFunction(value2);
  if (typeof value2 !== "object" || value2 === null)
    return Object.is(value2, -0) ? "-0" : String(value2);
  return describeObject2(value2);
}
function describeBigInt(value2) {
  const size = value2 < 0n ? -value2 : value2;
  if (size < largest) return `${value2}n`;
  const hex = size.toString(16);
  const log = Math.log10(Number.parseInt(hex.slice(0, 12), 16)) + (hex.length - 12) * Math.log10(16);
  const digits = Math.floor(log) + 1;
  const first = (10 ** (log - Math.floor(log))).toFixed(5);
  return `\u2248 ${value2 < 0n ? "-" : ""}${first}e${digits - 1} (a big integer of about ${digits.toLocaleString("en-US")} digits)`;
}
function describeString(text) {
  if (text.length <= longestString) return inspect3(text, { breakLength: Infinity });
  return `${inspect3(text.slice(0, longestString))}\u2026 (${text.length.toLocaleString("en-US")} characters)`;
}
function describeObject2(value2) {
  const name = classNameOf(value2);
  if (types3.isProxy(value2)) return "Proxy";
  if (types3.isDate(value2)) return describeDate(value2);
  if (types3.isRegExp(value2)) return inspectSafely(value2, name);
  if (types3.isNativeError(value2)) return describeError2(value2, name);
  if (Array.isArray(value2)) return `${name}(${value2.length})`;
  if (types3.isMap(value2) || types3.isSet(value2)) return `${name}(${sizeOf(value2)})`;
  if (types3.isTypedArray(value2)) return describeTypedArray(value2, name);
  if (types3.isAnyArrayBuffer(value2)) return `${name}(${value2.byteLength} bytes)`;
  if (types3.isBoxedPrimitive(value2) || name === "URL") return inspectSafely(value2, name, 0);
  return isPlainRecord(value2) ? "{\u2026}" : name;
}
function sizeOf(value2) {
  const base = types3.isMap(value2) ? Map.prototype : Set.prototype;
  return Number(Reflect.get(base, "size", value2));
}
function describeDate(value2) {
  const time = Date.prototype.getTime.call(value2);
  return Number.isNaN(time) ? "Invalid Date" : new Date(time).toISOString();
}
function describeError2(value2, name) {
  const message = readMember(value2, "message");
  const own = readMember(value2, "name");
  const head = typeof own === "string" && own !== "Error" ? own : name;
  return typeof message === "string" && message !== "" ? `${head}: ${message.slice(0, longestString)}` : head;
}
function describeTypedArray(value2, name) {
  const length = value2.length;
  const items = [];
  for (let at = 0; at < Math.min(length, mostItems); at += 1) items.push(String(value2[at]));
  return `${name}(${length}) [${items.join(", ")}${length > mostItems ? ", \u2026" : ""}]`;
}
function inspectSafely(value2, otherwise, depth = 0) {
  try {
    const text = inspect3(value2, { depth, breakLength: Infinity, maxStringLength: longestString });
    return text.length > 2 * longestString ? otherwise : text.replace(/\s+/g, " ");
  } catch {
    return otherwise;
  }
}

// src/render/render-tree.ts
var COLOURS = {
  string: "#2b8a4b",
  number: "#3b7dd8",
  keyword: "#b05fd3"
};
var TREE_STYLE = `${BLOCK_STYLE};font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:12.5px`;
var MOST_IN_PREVIEW = 5;
var LONGEST_IN_PREVIEW = 24;
function renderTree(root, note = "") {
  const foot = note === "" ? "" : `<div style="opacity:0.75;margin-top:4px">${escapeXml(note)}</div>`;
  return `<div style="${TREE_STYLE}">${nodeHtml(root, true)}${foot}</div>`;
}
function nodeHtml(node, open2) {
  const key = node.key === void 0 ? "" : `${escapeXml(node.key)} `;
  if (isUnread(node)) return `<div>${key}${escapeXml(unreadWords(node))}</div>`;
  const members = [
    ...(node.children ?? []).map((child) => nodeHtml(child, false)),
    ...hasOmitted(node) ? [`<div style="opacity:0.75">${omittedWords(node)}</div>`] : []
  ];
  if (members.length === 0) return `<div>${key}${colour(node)}</div>`;
  const head = `<summary style="cursor:pointer;display:list-item">${key}${summary(node)}</summary>`;
  return `<details${open2 ? " open" : ""}>${head}<div style="margin-left:1.6em">${members.join("")}</div></details>`;
}
function colour({ kind, text }) {
  const hue = COLOURS[kind];
  return hue === void 0 ? escapeXml(text) : `<span style="color:${hue}">${escapeXml(text)}</span>`;
}
function summary(node) {
  const preview = escapeXml(previewOf(node));
  const text = node.text === "" ? "" : `<b>${escapeXml(node.text)}</b> `;
  return `${text}<span style="opacity:0.75">${preview}</span>`;
}
function previewOf(node) {
  const children = node.children ?? [];
  const words = children.slice(0, MOST_IN_PREVIEW).map((child) => {
    const key = child.key === void 0 || node.kind === "list" ? "" : `${child.key} `;
    return `${key}${shorten(child)}`;
  });
  if (children.length > MOST_IN_PREVIEW || hasOmitted(node)) words.push("\u2026");
  return node.kind === "list" ? `[${words.join(", ")}]` : `{ ${words.join(", ")} }`;
}
function shorten(node) {
  if (node.text === "") return "{\u2026}";
  const characters = Array.from(node.text.slice(0, 4 * LONGEST_IN_PREVIEW));
  return characters.length > LONGEST_IN_PREVIEW ? `${characters.slice(0, LONGEST_IN_PREVIEW - 1).join("")}\u2026` : node.text;
}
function isUnread({ omitted, children = [] }) {
  return omitted === Number.POSITIVE_INFINITY && children.length === 0;
}
function unreadWords({ text }) {
  return text === "" ? "{\u2026}" : `${text} \u2026`;
}
function hasOmitted({ omitted = 0 }) {
  return omitted > 0;
}
function omittedWords({ omitted = 0, children = [] }) {
  return `\u2026 ${omitted.toLocaleString("en-US")} ${children.length > 0 ? "more" : "not shown"}`;
}
function renderTreeText(root, note = "", mostLines2 = 200) {
  const lines = [];
  addLines(root, "", lines, mostLines2);
  if (lines.length === mostLines2) lines.push("\u2026");
  return [...lines, ...note === "" ? [] : [note]].join("\n");
}
function addLines(node, indent, lines, mostLines2) {
  if (lines.length >= mostLines2) return;
  const key = node.key === void 0 ? "" : `${node.key} `;
  const text = node.text === "" ? "{\u2026}" : node.text;
  lines.push(`${indent}${key}${isUnread(node) ? unreadWords(node) : text}`);
  if (isUnread(node)) return;
  for (const child of node.children ?? []) addLines(child, `${indent}  `, lines, mostLines2);
  if (hasOmitted(node) && lines.length < mostLines2) lines.push(`${indent}  ${omittedWords(node)}`);
}

// src/kernel/present-members.ts
import { types as types4 } from "node:util";
var longestKey = 200;
function listMembers(value2) {
  if (typeof value2 !== "object" || value2 === null || types4.isProxy(value2)) return void 0;
  if (Array.isArray(value2))
    return { ordered: true, total: value2.length, each: () => itemsOf(value2) };
  if (types4.isMap(value2))
    return { ordered: false, total: sizeOf(value2), each: () => entriesOf(value2) };
  if (types4.isSet(value2))
    return { ordered: true, total: sizeOf(value2), each: () => elementsOf(value2) };
  if (showsInOneLine(value2)) return void 0;
  const keys = keysOf(value2);
  if (keys.length === 0) return void 0;
  return { ordered: false, total: keys.length, each: () => propertiesOf(value2, keys) };
}
function showsInOneLine(value2) {
  return types4.isDate(value2) || types4.isRegExp(value2) || types4.isAnyArrayBuffer(value2) || ArrayBuffer.isView(value2) || types4.isBoxedPrimitive(value2);
}
function keysOf(value2) {
  const names = Object.keys(value2);
  const symbols = Object.getOwnPropertySymbols(value2).filter(
    (symbol) => Object.prototype.propertyIsEnumerable.call(value2, symbol)
  );
  const cause = types4.isNativeError(value2) && readMember(value2, "cause") !== void 0;
  const all = symbols.length === 0 ? names : names.concat(symbols);
  return cause && !all.includes("cause") ? all.concat("cause") : all;
}
function* itemsOf(items) {
  for (let at = 0; at < items.length; at += 1) yield readProperty(items, at);
}
function* entriesOf(map) {
  const entries = Map.prototype.entries.call(map);
  for (const [key, value2] of entries) yield { key: `${presentLeaf(key)} =>`, value: value2 };
}
function* elementsOf(set) {
  const elements = Set.prototype.values.call(set);
  for (const value2 of elements) yield { value: value2 };
}
function* propertiesOf(value2, keys) {
  for (const key of keys) yield readProperty(value2, key);
}
function readProperty(value2, key) {
  const label = `${labelOf(key)}:`;
  let found;
  try {
    found = Object.getOwnPropertyDescriptor(value2, key);
  } catch {
    return { key: label, words: "[Uninitialized]" };
  }
  if (found === void 0) return { key: label, words: "empty" };
  if (found.get === void 0 && found.set === void 0) return { key: label, value: found.value };
  return { key: label, words: found.get === void 0 ? "[Setter]" : "[Getter]" };
}
function labelOf(key) {
  if (typeof key === "symbol") return `[${String(key).slice(0, longestKey)}]`;
  return String(key).length <= longestKey && /^(?:\d+|[\p{ID_Start}$_][\p{ID_Continue}$]*)$/u.test(String(key)) ? String(key) : presentLeaf(key);
}
function isFlat(value2, members) {
  if (!Array.isArray(value2) && !(isPlainRecord(value2) && members.total <= 20)) return false;
  let left = 200;
  for (const member of members.each()) {
    if ("value" in member && listMembers(member.value) !== void 0) return false;
    if (left-- === 0) break;
  }
  return true;
}

// src/kernel/present-nodes.ts
var mostNodes = 1500;
var mostMembers = 100;
var mostMs = 50;
var deepest = 12;
function readTree(value2, nodes, members = listMembers(value2)) {
  const start = performance.now();
  const root = { text: headOf(value2), kind: kindOf2(value2) };
  const first = { node: root, value: value2, depth: 0, above: void 0 };
  const queue = [members === void 0 ? first : { ...first, members }];
  let left = nodes;
  let late = false;
  for (const waiting of queue) {
    late ||= performance.now() - start > mostMs;
    const spent = late || left <= 0;
    left -= spent || waiting.depth >= deepest ? skip(waiting) : open(waiting, left, queue);
  }
  if (!late && left > 0) return { root, whole: !hasWideRecord(root), note: "" };
  const where = late ? `${mostMs} ms` : `${nodes.toLocaleString("en-US")} values`;
  return { root, whole: false, note: `Shown in part: reading stopped after ${where}.` };
}
function hasWideRecord({ kind, text, omitted = 0, children = [] }) {
  if (kind === "record" && !text.startsWith("Map(") && omitted > mostMembers) return true;
  return children.some(hasWideRecord);
}
function skip({ node, value: value2 }) {
  if (!showsInOneLine(value2)) node.omitted = Number.POSITIVE_INFINITY;
  return 0;
}
function open(waiting, left, queue) {
  const members = waiting.members ?? listMembers(waiting.value);
  if (members === void 0) {
    if (waiting.node.text === "") waiting.node.text = "{}";
    return 0;
  }
  const most = Math.min(mostMembers, left, members.total);
  const children = [];
  waiting.node.children = children;
  waiting.node.kind = members.ordered ? "list" : "record";
  for (const member of members.each()) {
    if (children.length >= most) break;
    const value2 = "value" in member ? member.value : void 0;
    const circular = "value" in member && isAbove(value2, waiting);
    const words = "words" in member ? member.words : circular ? "[Circular]" : headOf(value2);
    const kind = "words" in member || circular ? "keyword" : kindOf2(value2);
    const child = { text: words, kind };
    if (member.key !== void 0) child.key = member.key;
    children.push(child);
    if (typeof value2 === "object" && value2 !== null && !circular)
      queue.push({ node: child, value: value2, depth: waiting.depth + 1, above: waiting });
  }
  if (members.total > children.length) waiting.node.omitted = members.total - children.length;
  return children.length;
}
function isAbove(value2, from) {
  for (let at = from; at !== void 0; at = at.above)
    if (at.value === value2) return true;
  return false;
}
function headOf(value2) {
  return isPlainRecord(value2) ? "" : presentLeaf(value2);
}
function kindOf2(value2) {
  if (typeof value2 === "string") return "string";
  if (typeof value2 === "number" || typeof value2 === "bigint") return "number";
  return typeof value2 === "object" && value2 !== null ? "other" : "keyword";
}

// src/kernel/present-text.ts
import { inspect as inspect4 } from "node:util";
var mostText = 5e4;
var stackLine = /\n +at [^\n]*?(?::\d+:\d+\)?|\((?:<anonymous>|native)\))(?=[\s,}\])]|$)/g;
function tellPlace(line) {
  const [frame] = findUserFrames(line);
  if (frame === void 0) return "";
  const indent = /^\n */.exec(line)?.[0] ?? "\n";
  return `${indent}at ${capitalise(frame.location.place)}, line ${frame.location.line}`;
}
function presentText(value2, customInspect = true) {
  try {
    const text = inspect4(value2, {
      customInspect,
      depth: 4,
      maxArrayLength: ArrayBuffer.isView(value2) ? 20 : 100,
      maxStringLength: 1e4,
      breakLength: 100
    }).replace(stackLine, tellPlace);
    return text.length <= mostText ? text : `${text.slice(0, mostText)}\u2026
\u2026 ${(text.length - mostText).toLocaleString("en-US")} more characters`;
  } catch {
    return customInspect ? presentText(value2, false) : presentLeaf(value2);
  }
}

// src/kernel/present-tree.ts
var mostHtml = 2e5;
function presentTree(value2) {
  const members = listMembers(value2);
  if (members === void 0) return { "text/plain": presentText(value2) };
  const read = readTree(value2, mostNodes, members);
  const text = read.whole ? presentText(value2) : void 0;
  const flat = isFlat(value2, members) && (Array.isArray(value2) || text?.includes("\n") === false);
  if (flat && text !== void 0) return { "text/plain": text };
  return {
    "text/html": renderBounded(value2, read),
    "text/plain": text ?? renderTreeText(read.root, read.note)
  };
}
function renderMembers(value2) {
  const read = readTree(value2, mostNodes);
  const root = { ...read.root, text: "members" };
  return { html: renderBounded(value2, read, root.text), text: renderTreeText(root, read.note) };
}
function renderBounded(value2, reading, text = reading.root.text) {
  let html = renderTree({ ...reading.root, text }, reading.note);
  for (let nodes = mostNodes / 2; html.length > mostHtml && nodes >= 1; nodes /= 2) {
    const smaller = readTree(value2, Math.floor(nodes));
    html = renderTree({ ...smaller.root, text }, smaller.note);
  }
  return html;
}

// src/kernel/present-error.ts
var mostErrors = 10;
var longestMessage = 5e3;
var mostLines = 40;
var shown = /* @__PURE__ */ new Set(["name", "message", "stack", "cause", "errors", "code", "location"]);
function presentError(value2) {
  if (types5.isProxy(value2) || !isError(value2)) return void 0;
  const name = readMember(value2, "name");
  const message = readMember(value2, "message");
  const below = renderOwn(value2);
  const { html, text } = renderValueCard({
    title: `${typeof name === "string" && name !== "Error" ? name : classNameOf(value2)}:`,
    detail: typeof message === "string" ? message.slice(0, longestMessage) : "",
    lines: [...codeLine(value2), ...placeLines(value2), ...errorLines(value2)].slice(0, mostLines),
    failed: true,
    ...below === void 0 ? {} : { below }
  });
  return { "text/html": html, "text/plain": text };
}
function isError(value2) {
  return types5.isNativeError(value2) || value2 instanceof Error;
}
function codeLine(value2) {
  const code = readMember(value2, "code");
  return typeof code === "string" || typeof code === "number" ? [`code ${code}`] : [];
}
function placeLines(value2) {
  try {
    const [, ...lines] = describeError(value2).traceback;
    return lines.flatMap((line) => line.split("\n")).map((line) => line.trim());
  } catch {
    return [];
  }
}
function errorLines(value2) {
  const errors = readMember(value2, "errors");
  if (!Array.isArray(errors)) return [];
  const lines = errors.slice(0, mostErrors).map((error, at) => `${at + 1}. ${presentLeaf(error)}`);
  return errors.length > mostErrors ? [...lines, `\u2026 ${errors.length - mostErrors} more errors`] : lines;
}
function renderOwn(value2) {
  const others = Object.entries(Object.getOwnPropertyDescriptors(value2)).filter(
    ([name, found]) => found.enumerable === true && !shown.has(name)
  );
  if (others.length === 0) return void 0;
  return renderMembers(Object.defineProperties({}, Object.fromEntries(others)));
}

// src/kernel/present-image.ts
import { types as types6 } from "node:util";
var mostBytes = 2e7;
var formats = [
  {
    name: "PNG",
    type: "image/png",
    fits: (bytes) => bytes.length > 24 && bytes.toString("latin1", 0, 8) === "\x89PNG\r\n\n",
    size: (bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  },
  {
    name: "JPEG",
    type: "image/jpeg",
    fits: (bytes) => bytes.length > 3 && bytes.toString("latin1", 0, 3) === "\xFF\xD8\xFF"
  },
  {
    name: "GIF",
    type: "image/gif",
    fits: (bytes) => bytes.length > 10 && /^GIF8[79]a$/.test(bytes.toString("latin1", 0, 6)),
    size: (bytes) => [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
  },
  {
    name: "WebP",
    type: "image/webp",
    fits: (bytes) => /^RIFF[\s\S]{4}WEBP$/.test(bytes.toString("latin1", 0, 12))
  }
];
function presentImage(value2) {
  const bytes = toBuffer(value2);
  if (bytes === void 0) return void 0;
  const format = formats.find(({ fits }) => fits(bytes));
  if (format === void 0) return isSvg(bytes) ? presentSvg(bytes.toString("utf8")) : void 0;
  const text = describe2(format, bytes);
  if (bytes.length > mostBytes)
    return { "text/plain": `${text}: too large for a notebook (limit: 20 MB)` };
  return { [format.type]: bytes.toString("base64"), "text/plain": text };
}
function presentSvg(svg) {
  const text = `SVG image, ${svg.length.toLocaleString("en-US")} characters`;
  if (svg.length > mostBytes)
    return { "text/plain": `${text}: too large for a notebook (limit: 20 MB)` };
  const named = /^[^>]*\sxmlns\s*=/.test(svg.slice(Math.max(0, svg.search(/<svg/i))));
  const whole = named ? svg : svg.replace(/<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"');
  return {
    "image/svg+xml": whole,
    "text/html": `<img src="${svgDataUrl(whole)}" alt="${escapeXml(text)}" style="max-width:100%">`,
    "text/plain": text
  };
}
function toBuffer(value2) {
  if (types6.isUint8Array(value2))
    return Buffer.from(value2.buffer, value2.byteOffset, value2.byteLength);
  return types6.isArrayBuffer(value2) ? Buffer.from(value2) : void 0;
}
function isSvg(bytes) {
  return /^\ufeff?\s*(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s/>]/i.test(
    bytes.toString("utf8", 0, 2e3)
  );
}
function describe2({ name, size }, bytes) {
  const pixels = size === void 0 ? "" : `, ${size(bytes).join(" \xD7 ")} pixels`;
  return `${name} image${pixels}, ${bytes.length.toLocaleString("en-US")} bytes`;
}

// src/kernel/present-media.ts
var dataUrl = /^data:([\w.+-]+\/[\w.+-]+)[^,]*;base64,(.+)$/s;
var vegaSchema = /\/schema\/(vega|vega-lite)\/v(\d+)/;
var mostPoints = 1e5;
async function presentCanvas(value2) {
  const [, type, data] = dataUrl.exec(String(await methodOf(value2, "toDataURL")?.() ?? "")) ?? [];
  if (type === void 0 || data === void 0) return void 0;
  return { [type]: data, "text/plain": classNameOf(value2) };
}
function presentVega(value2) {
  const spec = methodOf(value2, "toSpec")?.() ?? value2;
  if (typeof spec !== "object" || spec === null) return void 0;
  const schema = readMember(spec, "$schema");
  const [, library, version] = vegaSchema.exec(typeof schema === "string" ? schema : "") ?? [];
  if (library === void 0) return void 0;
  const lite = library === "vega-lite";
  const type = `application/vnd.${lite ? "vegalite" : "vega"}.v${Math.min(5, Number(version))}+json`;
  return {
    [type]: JSON.parse(JSON.stringify(spec)),
    "text/plain": `${lite ? "Vega-Lite" : "Vega"} chart${describeVega(spec)}`
  };
}
function describeVega(spec) {
  const { title, description } = spec;
  const words = [title, description].find((text) => typeof text === "string");
  return words === void 0 ? "" : `: ${words}`;
}
function presentFigure(value2) {
  if (!isPlainRecord(value2) || !isPlainRecord(readMember(value2, "layout"))) return void 0;
  const figure = { data: readMember(value2, "data"), layout: readMember(value2, "layout") };
  if (!isFigure(figure) || countPoints(figure.data) > mostPoints) return void 0;
  const { html, text } = renderFigure(figure);
  return { "text/html": html, "text/plain": text };
}
function countPoints(traces) {
  let points = 0;
  for (const trace of traces)
    for (const member of Object.values(trace))
      if (Array.isArray(member) || ArrayBuffer.isView(member))
        points += Number(readMember(member, "length") ?? 0);
  return points;
}
function presentElement(value2) {
  const html = readMember(value2, "outerHTML");
  if (typeof html !== "string") return void 0;
  if (/^\s*<svg[\s/>]/i.test(html)) return presentSvg(html);
  return { "text/html": html, "text/plain": html };
}

// src/kernel/present-own-display.ts
import { types as types7 } from "node:util";
var displaySymbol = /* @__PURE__ */ Symbol.for("Jupyter.display");
var mimeType = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/;
var mostHandedOn = 5;
async function presentOwnDisplay(value2) {
  let shown2 = value2;
  for (let handed = 0; handed < mostHandedOn; handed += 1) {
    const found = typeof shown2 === "object" && shown2 !== null ? findDisplay(shown2) : void 0;
    if (found === void 0) return shown2 === value2 ? void 0 : toBundle(shown2, value2);
    try {
      shown2 = await found();
    } catch (error) {
      throw failure(value2, `threw ${describeThrown(error)}`);
    }
  }
  throw failure(value2, "handed on to another object, again and again");
}
function findDisplay(value2) {
  return types7.isProxy(value2) ? findDisplayOfProxy(value2) : methodOf(value2, displaySymbol) ?? methodOf(value2, "$display");
}
function findDisplayOfProxy(value2) {
  try {
    const method = displaySymbol in value2 ? Reflect.get(value2, displaySymbol) : void 0;
    return typeof method === "function" ? () => Reflect.apply(method, value2, []) : void 0;
  } catch {
    return void 0;
  }
}
function toBundle(found, value2) {
  if (typeof found !== "object" || found === null || Array.isArray(found))
    throw failure(value2, `gave ${describeKind(found)}`);
  const entries = Object.entries(found);
  if (entries.length === 0) throw failure(value2, "gave an object without members");
  return Object.fromEntries(entries.map(([type, data]) => [type, toData(type, data, value2)]));
}
function toData(type, data, value2) {
  if (!mimeType.test(type)) throw failure(value2, `gave \`${type}\`, which is no MIME type`);
  if (typeof data === "string") return data;
  if (data instanceof Uint8Array) return Buffer.from(data).toString("base64");
  if (Array.isArray(data) && data.every((line) => typeof line === "string")) return data.join("");
  if (/^text\/|^image\//.test(type) && !type.endsWith("json"))
    throw failure(value2, `gave ${describeKind(data)} for \`${type}\``);
  return toJson(type, data, value2);
}
function toJson(type, data, value2) {
  try {
    const json = JSON.stringify(data);
    if (json !== void 0) return JSON.parse(json);
  } catch (error) {
    throw failure(value2, `gave data for \`${type}\` that is no JSON (${describeThrown(error)})`);
  }
  throw failure(value2, `gave ${describeKind(data)} for \`${type}\``);
}
function failure(value2, what) {
  return new CauceError(
    "display-failed",
    `\`${classNameOf(value2)}\`: its display method ${what}. Expected a MIME bundle such as { "text/html": "\u2026" }.`
  );
}
function describeKind(value2) {
  if (value2 === null || value2 === void 0) return String(value2);
  if (Array.isArray(value2)) return "an array";
  return typeof value2 === "object" ? `an object of class \`${classNameOf(value2)}\`` : `a ${typeof value2}`;
}
function describeThrown(error) {
  if (!(error instanceof Error)) return `a ${typeof error} that is no Error`;
  const [frame] = findUserFrames(error.stack ?? "");
  const at = frame === void 0 ? "" : ` (${frame.location.place}, line ${frame.location.line})`;
  return `${error.name}: ${error.message}${at}`;
}

// src/kernel/present-rows.ts
import { types as types8 } from "node:util";
var mostAtAnEnd = 200;
var mostColumns = 1e3;
var mostKeys = 2e3;
var mostItems2 = 30;
var deepest2 = 3;
function presentRows(value2) {
  const table = readPolars(value2) ?? readFrame(value2) ?? readRecords(value2);
  if (table === void 0) return void 0;
  const { html, text } = renderTable(table.rows, table.columns, { totalRows: table.total });
  return { "text/html": html, "text/plain": text };
}
function readRecords(value2) {
  if (!Array.isArray(value2) || types8.isProxy(value2) || value2.length === 0) return void 0;
  const rows = [];
  for (const at of bothEnds(value2.length)) {
    const row = Object.getOwnPropertyDescriptor(value2, at)?.value;
    if (!isPlainRecord(row) || Object.keys(row).length > mostKeys) return void 0;
    rows.push(readRow(row));
  }
  return { rows, total: value2.length };
}
function readPolars(value2) {
  const schema = readMember(value2, "schema");
  const head = methodOf(value2, "head");
  if (typeof schema !== "object" || schema === null || head === void 0) return void 0;
  if (methodOf(value2, "toRecords") === void 0) return void 0;
  const top = head(mostAtAnEnd);
  const records = isObjectLike(top) ? methodOf(top, "toRecords")?.() : void 0;
  if (!Array.isArray(records)) return void 0;
  const height = readMember(value2, "height");
  const total = typeof height === "number" ? height : records.length;
  return { rows: records.map(readRow), columns: Object.keys(schema), total };
}
function readFrame(value2) {
  const columns = readMember(value2, "columns");
  if (!Array.isArray(columns)) return void 0;
  const values = readMember(value2, "values");
  const index = readMember(value2, "index");
  if (!Array.isArray(values) || !Array.isArray(index)) return void 0;
  const shown2 = [...bothEnds(values.length)];
  const counts = shown2.every((at) => index[at] === at);
  const rows = shown2.map((at) => {
    const row = values[at];
    const cells = Array.isArray(row) ? row : [row];
    return Object.fromEntries([
      ...counts ? [] : [["index", index[at]]],
      ...columns.slice(0, mostColumns).map((name, at2) => [name, readCell2(cells[at2], 0)])
    ]);
  });
  const names = columns.map(String);
  return { rows, columns: counts ? names : ["index", ...names], total: values.length };
}
function* bothEnds(length) {
  for (let at = 0; at < length; at += 1) {
    if (length > 2 * mostAtAnEnd && at === mostAtAnEnd) at = length - mostAtAnEnd;
    yield at;
  }
}
function readRow(row) {
  const cells = {};
  let left = mostColumns;
  for (const name of Object.keys(row)) {
    if (left-- === 0) break;
    const found = Object.getOwnPropertyDescriptor(row, name);
    const cell = found?.get === void 0 ? readCell2(found?.value, 0) : "[Getter]";
    Object.defineProperty(cells, name, { value: cell, enumerable: true });
  }
  return cells;
}
function readCell2(value2, depth) {
  if (typeof value2 === "string") return value2.length > 1e3 ? value2.slice(0, 1e3) : value2;
  if (!isObjectLike(value2)) return value2;
  if (types8.isDate(value2)) return new Date(Date.prototype.getTime.call(value2));
  if (types8.isProxy(value2) || depth >= deepest2) return presentLeaf(value2);
  if (Array.isArray(value2))
    return value2.slice(0, mostItems2).map((item) => readCell2(item, depth + 1));
  if (!isPlainRecord(value2)) return presentLeaf(value2);
  const cells = {};
  for (const name of Object.keys(value2).slice(0, mostItems2)) {
    const found = Object.getOwnPropertyDescriptor(value2, name);
    const cell = found?.get === void 0 ? readCell2(found?.value, depth + 1) : "[Getter]";
    Object.defineProperty(cells, name, { value: cell, enumerable: true });
  }
  return cells;
}

// src/kernel/present-target.ts
import { setTimeout as delay2 } from "node:timers/promises";
import { types as types9 } from "node:util";
var patienceMs = 2e3;
async function presentTarget(value2) {
  if (types9.isProxy(value2) || !isFileTarget(value2)) return void 0;
  const state = await Promise.race([
    askWhetherThere(value2),
    delay2(patienceMs, `did not say within ${patienceMs / 1e3} s whether it exists`, {
      ref: false
    })
  ]);
  const { html, text } = renderValueCard({
    title: classNameOf(value2),
    detail: `${value2.path} \xB7 ${state}`,
    lines: []
  });
  return { "text/html": html, "text/plain": text };
}
async function askWhetherThere(target) {
  try {
    return await target.exists() ? "exists" : "does not exist";
  } catch (error) {
    return `cannot say whether it exists: ${error instanceof Error ? error.message : String(error)}`;
  }
}

// src/kernel/present-task.ts
import { types as types10 } from "node:util";
var mostOutputs = 20;
var longestId = 160;
function presentTask(value2) {
  if (types10.isProxy(value2) || !isTask(value2)) return void 0;
  const { html, text } = renderValueCard({
    title: formatValue(value2.id, longestId),
    detail: classOf(value2).kind === "task" ? "" : `\xB7 ${classOf(value2).kind}`,
    lines: [...parameterLines(value2), ...outputLines(value2)]
  });
  return { "text/html": html, "text/plain": text };
}
function parameterLines(task) {
  return Object.entries(classOf(task).parameters).map(([name, schema]) => {
    const value2 = readMember(task, name);
    return `${name} = ${parameterTraits(schema).private ? "\u2022\u2022\u2022" : showParameter(value2)}`;
  });
}
function showParameter(value2) {
  const long = isObjectLike(value2) && Object.keys(value2).length > 1e3;
  return long ? presentLeaf(value2) : formatValue(value2, 120);
}
function outputLines(task) {
  try {
    const targets = listTargets(task.output());
    const lines = targets.slice(0, mostOutputs).map(({ target }) => {
      return `\u2192 ${isFileTarget(target) ? target.path : classNameOf(target)}`;
    });
    const more = targets.length - lines.length;
    return more > 0 ? [...lines, `\u2192 \u2026 ${more} more`] : lines;
  } catch (error) {
    return [`\u2192 its output() throws: ${error instanceof Error ? error.message : String(error)}`];
  }
}

// src/kernel/present-bundle.ts
var presenters = [
  presentOwnDisplay,
  presentTask,
  presentError,
  presentCanvas,
  presentVega,
  presentRows,
  presentImage,
  presentElement,
  presentFigure,
  presentTarget
];
async function presentBundle(value2) {
  if (typeof value2 === "bigint") return { "text/plain": describeBigInt(value2) };
  if (!isObjectLike(value2)) return { "text/plain": presentText(value2) };
  if (typeof value2 === "function")
    return { "text/plain": describeClass(value2) ?? describeFunction(value2) };
  const problems = [];
  for (const present of presenters) {
    try {
      const bundle = await present(value2);
      if (bundle !== void 0) return warn(bundle, problems);
    } catch (error) {
      problems.push(describeProblem2(value2, error));
    }
  }
  return warn(presentOther(value2), problems);
}
function presentOther(value2) {
  try {
    return types11.isDate(value2) ? { "text/plain": describeDate2(value2) } : presentTree(value2);
  } catch {
    return { "text/plain": classNameOf(value2) };
  }
}
function describeDate2(value2) {
  const time = new Date(Date.prototype.getTime.call(value2));
  if (Number.isNaN(time.getTime())) return "Invalid Date";
  const local = time.toLocaleString("en-GB", { dateStyle: "full", timeStyle: "long" });
  return `${time.toISOString()} (${local})`;
}
function describeProblem2(value2, error) {
  if (isCauceError(error)) return error.message;
  const message = isObjectLike(error) ? readMember(error, "message") : error;
  return `\`${classNameOf(value2)}\` could not be shown as what it looks like: ${String(message)}`;
}
function warn(bundle, problems) {
  if (problems.length === 0) return bundle;
  const { html, text } = renderValueCard({
    title: "Not shown as it should be.",
    detail: problems.join(" "),
    lines: [],
    failed: true
  });
  const shown2 = bundle["text/html"];
  return {
    ...bundle,
    ...typeof shown2 === "string" ? { "text/html": `${html}${shown2}` } : {},
    "text/plain": `${text}
${String(bundle["text/plain"] ?? "")}`
  };
}

// src/kernel/present-value.ts
async function presentValue(value2, dags) {
  if (types12.isProxy(value2)) return presentBundle(value2);
  if (value2 === void 0 || value2 instanceof RunReport) return void 0;
  if (value2 instanceof Dag) {
    dags.draw(value2.task, value2.view);
    return void 0;
  }
  if (value2 instanceof WhyReport) {
    const { html, text } = renderWhy(value2);
    return { "text/html": html, "text/plain": text };
  }
  if (value2 instanceof ImpactReport) {
    const { html, text } = renderImpact(value2);
    return { "text/html": html, "text/plain": text };
  }
  return presentBundle(value2);
}

// src/kernel/running-cell.ts
var RunningCell = class {
  outcome;
  #controller = new AbortController();
  #end = () => {
  };
  constructor() {
    this.outcome = new Promise((resolve) => {
      this.#end = resolve;
    });
  }
  /** Aborted when the cell is interrupted. */
  get signal() {
    return this.#controller.signal;
  }
  abort() {
    this.#controller.abort();
  }
  /** The first end counts. */
  end(outcome) {
    this.#end(outcome);
  }
  /** In a turn of its own, so that whoever waits for the outcome is not on the stack. */
  start(body) {
    queueMicrotask(() => void body().then((outcome) => this.end(outcome)));
  }
};

// src/kernel/tslab-executor.ts
import { createRequire as createRequire3 } from "node:module";
function createTslabExecutor(root, converter, console) {
  const require2 = createRequire3(import.meta.url);
  skipCompilerForMetadata(require2);
  const { createExecutor } = require2("tslab/dist/executor.js");
  return createExecutor(
    root,
    { node: converter, browser: converter, close: () => converter.close() },
    console
  );
}
function skipCompilerForMetadata(require2) {
  const file = require2.resolve("tslab/dist/metadata.js");
  if (require2.cache[file] !== void 0) return;
  const { Module } = require2("node:module");
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = { getCodeMetadata: () => ({}) };
  require2.cache[file] = module;
}
function loadTslab(writeDisplayData) {
  const require2 = createRequire3(import.meta.url);
  const jupyter = require2("tslab/dist/jupyter.js");
  jupyter.lastWriteDisplayData = writeDisplayData;
  return require2("tslab");
}

// src/kernel/session.ts
var Session = class {
  project;
  code;
  checker;
  #converter;
  #executor;
  #pictures = new FollowedPictures(() => this.engine());
  #dags = new LiveDags(this.#pictures);
  #displays = new CellDisplays((value2) => presentValue(value2, this.#dags));
  #value;
  #thrown;
  #running;
  #uncounted = 0;
  #expressions = 0;
  /** `library` is what `import … from "cauce"` gives in this process. */
  constructor(folder, library) {
    this.project = openProject({ folder, library });
    this.code = new NotebookCode(importedTasks(folder));
    this.checker = new TypeChecker({ root: this.project.root, folder, packageRoot: packageRoot() });
    this.#converter = new CellConverter(this.code, this.checker);
    this.#executor = createTslabExecutor(this.project.root, this.#converter, {
      log: (boxed) => {
        this.#value = { value: Array.isArray(boxed) ? boxed[0] : void 0 };
      },
      error: (error) => {
        this.#thrown ??= { error };
      }
    });
    installGlobals();
    setHost({
      engine: async () => this.engine(),
      run: (engine, planned, reference, options) => this.#dags.run(engine, planned, reference, options),
      display: (value2, place) => this.#displays.show(value2, place),
      clearOutput: (wait) => this.#displays.clear(wait)
    });
    Object.assign(globalThis, {
      [importFunction]: (specifier) => this.#import(String(specifier))
    });
  }
  engine() {
    return new Engine(this.project, this.code.codeBase);
  }
  /** Runs a cell to its end; its outputs go to `publisher` as they come. Never rejects. */
  async execute(request, publisher) {
    const cell = new RunningCell();
    this.#running = cell;
    const { signal } = cell;
    const ask2 = (question) => request.input.ask(question, signal);
    cell.start(
      () => runAs(
        { publisher, cellId: request.cellId, request: request.message, signal, ask: ask2 },
        () => this.#attempt(request, publisher, cell)
      )
    );
    const outcome = await cell.outcome;
    if (this.#running === cell) this.#running = void 0;
    return outcome;
  }
  /** Stops the running cell: its runs are cancelled, what else it awaits is abandoned, variables survive. */
  interrupt() {
    const cell = this.#running;
    if (cell === void 0) return;
    cell.abort();
    void Promise.race([this.#dags.settled(), delay3(graceMs)]).then(() => {
      if (this.#running !== cell) return;
      this.#executor.interrupt();
      cell.end({ ok: false, ...describeError(new KeyboardInterrupt()) });
    });
  }
  async close() {
    setHost(void 0);
    this.#executor.close();
    await this.project.store.close();
  }
  async #attempt(request, publisher, cell) {
    const { cellId } = request;
    const named = this.#nameOf(request);
    const before = this.code.codeBase;
    this.#pictures.forget(cellId);
    try {
      await this.#runCell(request, named, publisher, cell.signal);
      if (this.code.codeBase !== before) await this.#pictures.refresh();
      cell.signal.throwIfAborted();
      return { ok: true, expressions: await this.#evaluateAll(request.expressions) };
    } catch (error) {
      return { ok: false, ...describeError(cell.signal.aborted ? new KeyboardInterrupt() : error) };
    }
  }
  async #runCell(request, named, publisher, signal) {
    const { source, magics } = splitMagics(request.source);
    await runMagics(magics, "before", this.#contextFor(publisher, signal, 0));
    let startedAt = performance.now();
    const onCode = () => {
      request.onCode();
      startedAt = performance.now();
    };
    const onWarning = (failure2) => publisher.stream("stderr", `${failure2.message}
`);
    this.#converter.take({ cellId: request.cellId, ...named, isKept: true, onWarning, onCode });
    const value2 = await this.#evaluate(source).finally(() => this.#displays.settled());
    const codeMs = performance.now() - startedAt;
    const { declared } = this.#converter;
    await runMagics(magics, "after", this.#contextFor(publisher, signal, codeMs));
    if (request.silent || value2 instanceof Displayed) return;
    const shown2 = value2 === void 0 ? void 0 : await presentValue(value2, this.#dags);
    if (shown2 !== void 0) publisher.executeResult(shown2, request.executionCount);
    await presentDefinitions(declared, this.engine(), this.#pictures);
  }
  /** Two cells never share a name: their lines would be taken for each other's. */
  #nameOf({ isCounted, executionCount }) {
    if (isCounted) return { label: `cell ${executionCount}`, file: `cauce:cell-${executionCount}` };
    const count = ++this.#uncounted;
    return { label: `uncounted cell ${count}`, file: `cauce:uncounted-${count}` };
  }
  #evaluateAll(expressions) {
    return evaluateExpressions(
      expressions,
      async (source, name) => this.#describe(await this.#evaluateExpression(source, `expression \`${name}\``))
    );
  }
  #evaluateExpression(source, label) {
    const file = `cauce:expression-${++this.#expressions}`;
    const ignore = () => {
    };
    const unkept = { cellId: void 0, isKept: false, onWarning: ignore, onCode: ignore };
    this.#converter.take({ ...unkept, label, file });
    return this.#evaluate(`(${source}
)`);
  }
  #contextFor(publisher, signal, codeMs) {
    const converter = this.#converter;
    return {
      publisher,
      signal,
      codeMs,
      get checkMode() {
        return converter.checkMode;
      },
      set checkMode(mode) {
        converter.checkMode = mode;
      },
      evaluate: (expression) => this.#evaluateExpression(expression, "the magic's expression"),
      present: (value2) => this.#describe(value2),
      names: () => this.#names(),
      reset: () => this.#reset()
    };
  }
  #names() {
    const { locals } = this.#executor;
    const places = new Map(
      this.code.codeBase.cells.flatMap(
        ({ declarations }) => declarations.flatMap(({ names: names2, place }) => names2.map((name) => [name, place.label]))
      )
    );
    const names = Object.keys(locals).filter((name) => places.has(name));
    return names.sort().map((name) => ({ name, value: locals[name], place: places.get(name) }));
  }
  #reset() {
    const { locals } = this.#executor;
    for (const name of Object.keys(locals)) delete locals[name];
    this.code.clear();
    this.checker.clear();
  }
  async #describe(value2) {
    return await presentValue(value2, this.#dags) ?? { "text/plain": inspect5(value2) };
  }
  async #evaluate(source) {
    this.#value = void 0;
    this.#thrown = void 0;
    const ok = await this.#executor.execute(source);
    if (!ok) throw this.#takeThrown();
    return this.#takeValue();
  }
  #takeThrown() {
    const held = this.#thrown;
    this.#thrown = void 0;
    return held?.error;
  }
  /** A cell that ends in a promise shows what it resolves to. */
  async #takeValue() {
    const held = this.#value;
    this.#value = void 0;
    return held?.value;
  }
  #import(specifier) {
    if (specifier !== "tslab") return this.project.loader.import(specifier);
    const tslab = loadTslab(({ data, transient }, update) => {
      const publisher = currentExecution()?.publisher;
      const id = transient?.display_id;
      if (update && id !== void 0) publisher?.updateDisplayData(data, id);
      else publisher?.displayData(data, id);
    });
    return Promise.resolve({ ...tslab, default: tslab });
  }
};
var graceMs = 500;
var KeyboardInterrupt = class extends Error {
  constructor() {
    super("the cell was interrupted");
    this.name = "KeyboardInterrupt";
  }
};

// src/kernel/watch-parent.ts
var checkEveryMs = 1e3;
function watchParent(onOrphaned) {
  const parent = Number(process.env.JPY_PARENT_PID);
  if (!Number.isInteger(parent) || parent <= 0) return;
  const timer = setInterval(() => {
    if (isAlive(parent)) return;
    clearInterval(timer);
    onOrphaned();
  }, checkEveryMs);
  timer.unref();
}
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

// src/kernel/wire/connection-file.ts
import { readFile } from "node:fs/promises";
var ConnectionFileError = class extends Error {
  code;
  constructor(code, message, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.name = "ConnectionFileError";
    this.code = code;
  }
};
async function readConnectionFile(file) {
  let text;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = `\`${file}\` cannot be read (${found}). Expected the connection file that Jupyter writes for a kernel. Start the kernel from Jupyter.`;
    throw new ConnectionFileError("connection-file-unreadable", message, cause);
  }
  return parseConnection(text, file);
}
function parseConnection(text, file) {
  const fields = new Fields(parseFields(text, file), file);
  const scheme = fields.string("signature_scheme", "hmac-sha256");
  if (scheme !== "hmac-sha256") {
    throw fields.wrong("signature_scheme", JSON.stringify(scheme), `"hmac-sha256"`);
  }
  const transport = fields.string("transport", "tcp");
  if (transport !== "tcp" && transport !== "ipc") {
    throw fields.wrong("transport", JSON.stringify(transport), `"tcp" or "ipc"`);
  }
  return {
    transport,
    ip: fields.string("ip"),
    key: fields.string("key"),
    shell_port: fields.port("shell_port"),
    iopub_port: fields.port("iopub_port"),
    stdin_port: fields.port("stdin_port"),
    control_port: fields.port("control_port"),
    hb_port: fields.port("hb_port")
  };
}
function parseFields(text, file) {
  let value2;
  try {
    value2 = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, "it is not JSON", "a JSON object", cause);
  }
  if (typeof value2 !== "object" || value2 === null || Array.isArray(value2)) {
    throw invalid(file, "its JSON is not an object", "an object with ports, ip and key");
  }
  return { ...value2 };
}
var Fields = class {
  #values;
  #file;
  constructor(values, file) {
    this.#values = values;
    this.#file = file;
  }
  string(name, fallback) {
    const value2 = this.#values[name] ?? fallback;
    if (typeof value2 !== "string") throw this.wrong(name, describe3(value2), "a text");
    return value2;
  }
  port(name) {
    const value2 = this.#values[name];
    if (typeof value2 !== "number" || !Number.isInteger(value2) || value2 < 1 || value2 > 65535) {
      throw this.wrong(name, describe3(value2), "a whole number from 1 to 65535");
    }
    return value2;
  }
  wrong(name, found, expected) {
    return invalid(this.#file, `its \`${name}\` is ${found}`, expected);
  }
};
function describe3(value2) {
  return value2 === void 0 ? "missing" : JSON.stringify(value2);
}
function invalid(file, found, expected, cause) {
  const message = `\`${file}\` is no connection file: ${found}. Expected ${expected}. Start the kernel from Jupyter, which writes this file.`;
  return new ConnectionFileError("connection-file-invalid", message, cause);
}

// src/kernel/wire/wire.ts
import { randomUUID as randomUUID3 } from "node:crypto";
import { once as once2 } from "node:events";
import { Worker } from "node:worker_threads";

// src/kernel/wire/stopper.ts
import { AsyncResource } from "node:async_hooks";
import { Session as Session2 } from "node:inspector";
var Stopper = class {
  #name;
  #clearAsyncStack = findClearAsyncStack();
  #isStoppable;
  constructor(name, isStoppable) {
    this.#name = name;
    this.#isStoppable = isStoppable;
    const value2 = () => this.#stop();
    Object.defineProperty(globalThis, name, { value: value2, configurable: true, enumerable: false });
  }
  dispose() {
    Reflect.deleteProperty(globalThis, this.#name);
  }
  #stop() {
    if (!this.#isStoppable()) return;
    this.#clearAsyncStack();
    const session2 = new Session2();
    session2.connect();
    session2.post("Runtime.terminateExecution", () => session2.disconnect());
  }
};
function runInOwnContext(turn) {
  new AsyncResource("CauceMessage", { triggerAsyncId: 0 }).runInAsyncScope(turn);
}
function findClearAsyncStack() {
  const { noDeprecation } = process;
  process.noDeprecation = true;
  try {
    const binding = Reflect.get(process, "binding");
    const hooks = typeof binding === "function" ? binding.call(process, "async_wrap") : {};
    const clear = Reflect.get(Object(hooks), "clearAsyncIdStack");
    return typeof clear === "function" ? () => clear() : () => {
    };
  } catch {
    return () => {
    };
  } finally {
    process.noDeprecation = noDeprecation ?? false;
  }
}

// src/kernel/wire/thread-messages.ts
var UNSENT = 0;
var CLOSED = 1;

// src/kernel/wire/wire.ts
var UNSENT_LIMIT = 1e3;
var UNSENT_WAIT_MS = 1e3;
var EXIT_WAIT_MS = 5e3;
async function openWire(connection, options) {
  const session2 = randomUUID3();
  const data = {
    connection,
    session: session2,
    kernelInfo: options.kernelInfo,
    stopperName: `cauce.stop.${session2}`,
    counters: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  };
  const worker = new Worker(options.threadUrl, { workerData: data, name: "cauce-wire" });
  await once2(worker, "message");
  return new ThreadWire(worker, data);
}
var ThreadWire = class {
  session;
  #worker;
  #counters;
  #stopper;
  #flushes = /* @__PURE__ */ new Map();
  #exited;
  #onMessage;
  #onInterrupt = () => {
  };
  #onFailure = throwLater;
  #executing = false;
  #acknowledged = 0;
  #flushCount = 0;
  #closing;
  constructor(worker, data) {
    this.session = data.session;
    this.#worker = worker;
    this.#counters = data.counters;
    this.#stopper = new Stopper(data.stopperName, () => this.#executing);
    worker.on("message", (message) => runInOwnContext(() => this.#handle(message)));
    worker.on("error", (error) => this.#fail(error));
    this.#exited = new Promise((resolve) => worker.once("exit", () => resolve()));
    process.once("exit", this.#closeOnExit);
  }
  onMessage(handler) {
    if (this.#onMessage === void 0) this.#post({ kind: "receive" });
    this.#onMessage = handler;
  }
  onInterrupt(handler) {
    this.#onInterrupt = handler;
  }
  onFailure(handler) {
    this.#onFailure = handler;
  }
  setExecuting(executing) {
    this.#executing = executing;
  }
  send(message) {
    if (this.#closing !== void 0) return;
    this.#post({ kind: "send", message: serializeMessage(message, this.session) });
    const unsent = Atomics.add(this.#counters, UNSENT, 1) + 1;
    if (unsent > UNSENT_LIMIT) this.#waitForRoom();
  }
  flush() {
    if (this.#closing !== void 0) return this.#closing;
    const id = ++this.#flushCount;
    return new Promise((resolve) => {
      this.#flushes.set(id, resolve);
      this.#post({ kind: "flush", id });
    });
  }
  close() {
    this.#closing ??= this.#close();
    return this.#closing;
  }
  #handle(message) {
    switch (message.kind) {
      case "ready":
        return;
      case "message":
        this.#onMessage?.(message.message);
        return;
      case "interrupt":
        this.#interrupt(message.interrupt);
        return;
      case "flushed":
        this.#flushes.get(message.id)?.();
        this.#flushes.delete(message.id);
    }
  }
  #interrupt(interrupt) {
    if (interrupt <= this.#acknowledged) return;
    this.#acknowledged = interrupt;
    this.#post({ kind: "acknowledge", interrupt });
    this.#onInterrupt();
  }
  #fail(error) {
    Atomics.store(this.#counters, CLOSED, 1);
    this.#onFailure(error);
  }
  #waitForRoom() {
    const deadline = performance.now() + UNSENT_WAIT_MS;
    for (; ; ) {
      const unsent = Atomics.load(this.#counters, UNSENT);
      const leftMs = deadline - performance.now();
      if (unsent <= UNSENT_LIMIT || leftMs <= 0) return;
      Atomics.wait(this.#counters, UNSENT, unsent, leftMs);
    }
  }
  async #close() {
    this.#post({ kind: "close" });
    await this.#exited;
    process.off("exit", this.#closeOnExit);
    this.#stopper.dispose();
    for (const resolve of this.#flushes.values()) resolve();
  }
  /** zeromq aborts a process that exits with open sockets; nothing can be awaited any more here. */
  #closeOnExit = () => {
    this.#post({ kind: "close" });
    Atomics.wait(this.#counters, CLOSED, 0, EXIT_WAIT_MS);
  };
  #post(message) {
    this.#worker.postMessage(message);
  }
};
function throwLater(error) {
  queueMicrotask(() => {
    throw error;
  });
}

// src/kernel/main.ts
async function startKernel(connectionFile) {
  const info = kernelInfo();
  const wire = await connect(connectionFile, info);
  const session2 = new Session(process.cwd(), loadLibrary);
  const release = captureStreams();
  reportStrayErrors();
  const close = async () => {
    release();
    await session2.close();
    await wire.close();
    process.exit(0);
  };
  const kernel = new Kernel(session2, wire, info, () => void close());
  process.on("SIGINT", () => kernel.interrupt());
  process.on("SIGTERM", () => void close());
  watchParent(() => void close());
  wire.onInterrupt(() => kernel.interrupt());
  wire.onMessage((message) => kernel.handle(message));
  kernel.announce();
}
async function connect(connectionFile, kernelInfo2) {
  try {
    const connection = await readConnectionFile(connectionFile);
    const threadUrl = builtFile("kernel/wire/wire-thread.js");
    return await openWire(connection, { threadUrl, kernelInfo: kernelInfo2 });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new CauceError("kernel-not-connected", cause.message, { cause });
  }
}
async function loadLibrary() {
  return await import(builtFile("index.js").href);
}
function builtFile(name) {
  return pathToFileURL(path4.join(packageRoot(), "dist", name));
}
function reportStrayErrors() {
  const report = (error) => {
    const text = `${describeError(error).traceback.join("\n")}
`;
    const execution = currentExecution();
    if (execution === void 0) process.stderr.write(text);
    else execution.publisher.stream("stderr", text);
  };
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
}
export {
  loadLibrary,
  startKernel
};
//# sourceMappingURL=main-4U6KPZ4K.js.map
