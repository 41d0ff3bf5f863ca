import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  assertRebuildable,
  sliceTasks
} from "./chunk-ZRDOBMNB.js";
import {
  findProjectRoot
} from "./chunk-B5UEXQYH.js";
import {
  declaresTask,
  encode,
  encodeRangeMappings,
  hashCode,
  isTaskClass,
  listTaskClasses,
  parseJavaScript,
  resolveModule,
  standsForTask,
  stripTypes,
  walk
} from "./chunk-EHYYL4X4.js";
import {
  ImpactReport,
  attachContext,
  classOf,
  isFileTarget,
  isTarget,
  listRequirements,
  listTargets,
  reportRun,
  resolveFromRoot,
  setFrameLibraryLoader,
  setProjectRoot
} from "./chunk-7C5RFFRJ.js";
import {
  packageVersion
} from "./chunk-E47LMD53.js";
import {
  canonicalJson,
  parameterTraits,
  significantParameters,
  visibleParameters
} from "./chunk-Z3URZZHH.js";
import {
  CauceError,
  isCauceError
} from "./chunk-EERKI2QO.js";

// src/pipeline/engine.ts
import { availableParallelism } from "node:os";

// src/core/unreachable.ts
function unreachable(value) {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

// src/cell/cover-task.ts
function coverTask(family, code) {
  const reached = /* @__PURE__ */ new Map();
  let widened = { run: false, requires: false };
  for (let again = true; again; ) {
    reached.clear();
    reach(family, code, reached, widened);
    const needs = widening(reached, widened);
    again = needs.run !== widened.run || needs.requires !== widened.requires;
    widened = needs;
  }
  return describe(reached, code, widened.requires);
}
function reach(family, code, reached, widened) {
  const required = /* @__PURE__ */ new Set();
  const pending = [[family, "own"]];
  for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
    const [declaration, facet] = next;
    if (facet === "required" ? required.has(declaration) : isReached(reached.get(declaration), facet))
      continue;
    if (facet === "required") required.add(declaration);
    else reached.set(declaration, facet);
    if (declaration.kind === "import") continue;
    assertRebuildable(declaration, family, code);
    for (const read of declaration.reads) {
      const target = code.find(read.name);
      const next2 = target === void 0 ? void 0 : facetOf(read, declaration, facet, target, code, widened);
      if (target !== void 0 && next2 !== void 0) pending.push([target, next2]);
    }
  }
}
function isReached(before, facet) {
  return before === "own" || before === facet;
}
function facetOf(read, owner, facet, target, code, widened) {
  const whole = !isTaskClass(target, code) || widened.run ? "own" : "constructed";
  if (!isTaskClass(owner, code)) return facet === "required" ? "required" : whole;
  switch (read.region) {
    case "heritage":
      return facet;
    case "requires":
      if (facet === "required") return void 0;
      return widened.requires ? whole : "required";
    case "run":
      return facet === "own" ? whole : void 0;
    case "output":
      return whole;
    case "other":
      return facet === "required" ? void 0 : whole;
    default:
      return unreachable(read.region);
  }
}
function widening(reached, before) {
  const others = [...reached.keys()].filter((declaration) => declaration.kind !== "import");
  return {
    run: before.run || others.some((declaration) => declaration.callsRun),
    requires: before.requires || others.some((declaration) => declaration.callsRequires)
  };
}
function describe(reached, code, requiresToo) {
  const declarations = [];
  const imports = new Set(code.effectImports);
  for (const [declaration, facet] of reached) {
    if (declaration.kind === "import") {
      imports.add(declaration.specifier);
      continue;
    }
    for (const specifier of declaration.dynamicImports) imports.add(specifier);
    declarations.push({
      name: declaration.names.join(","),
      place: declaration.place.label,
      hash: hashOf(declaration, facet, code, requiresToo)
    });
  }
  declarations.sort((a, b) => a.name < b.name ? -1 : 1);
  return { declarations, imports: [...imports].sort() };
}
function hashOf(declaration, facet, code, requiresToo) {
  if (declaration.classHashes === void 0 || requiresToo || !isTaskClass(declaration, code))
    return declaration.hash;
  return facet === "own" ? declaration.classHashes.withoutRequires : declaration.classHashes.withoutRequiresAndRun;
}

// src/core/source-places.ts
var sources = /* @__PURE__ */ new Map();
var mostSources = 2e3;
function registerSource(file, lines) {
  sources.delete(file);
  sources.set(file, lines);
  const oldest = sources.keys().next().value;
  if (sources.size > mostSources && oldest !== void 0) sources.delete(oldest);
}
var frameLine = /^\s*at (?:(?:async )?(.+?) \()?(.*?):(\d+):(\d+)\)?$/;
function findUserFrames(stack) {
  const frames = [];
  for (const text of stack.split("\n")) {
    const [, name, file, line, column] = frameLine.exec(text) ?? [];
    const origin = file === void 0 ? void 0 : sources.get(file)?.[Number(line) - 1];
    if (origin !== void 0) frames.push({ location: locate(origin, Number(column) - 1), name });
  }
  return frames;
}
function locate({ place, line, columns = [] }, at) {
  const stretch = columns.findLast(({ from }) => from <= at);
  return stretch === void 0 ? { place, line } : { place, line: stretch.line, column: stretch.column };
}

// src/executor/in-process-executor.ts
var InProcessExecutor = class {
  #find;
  constructor(find) {
    this.#find = find;
  }
  async execute(id, context) {
    const task = this.#find(id);
    if (task === void 0) throw new Error(`no instance of ${id}`);
    attachContext(task, context);
    try {
      context.signal.throwIfAborted();
      await drive(task.run(), context);
      return { ok: true };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  }
};
async function drive(result, context) {
  if (!isGenerator(result)) {
    await result;
    return;
  }
  for (let step = await result.next(); !step.done; )
    step = await context.demand(step.value).then(
      () => result.next(),
      (error) => result.throw(error)
    );
}
function isGenerator(result) {
  return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
function failureOf(error) {
  if (!(error instanceof Error))
    return { name: "Error", message: `a value that is no Error was thrown: ${String(error)}` };
  const stack = error.stack ?? "";
  const at = isCauceError(error) && error.location !== void 0 ? error.location : findUserFrames(stack)[0]?.location;
  return {
    name: error.name,
    message: error.message,
    ..."code" in error && typeof error.code === "string" ? { code: error.code } : {},
    ...at === void 0 ? {} : { place: at.place },
    ...at?.line === void 0 ? {} : { line: at.line },
    ...at?.column === void 0 ? {} : { column: at.column },
    stack
  };
}

// src/plan/fingerprint.ts
import { createHash } from "node:crypto";
function fingerprint(parts) {
  const code = Object.fromEntries(
    Object.entries(parts.code).map(([name, item]) => [name, item.hash])
  );
  const outputs = parts.outputs.map(({ name, path: path9 }) => [name, path9 ?? null]);
  return sha256(
    canonicalJson({
      code,
      params: parts.params,
      requirements: parts.requirements,
      places: parts.places,
      outputs
    })
  );
}
function contentOf(outputs, requirements) {
  if (outputs.length === 0) return sha256(canonicalJson(requirements));
  return sha256(canonicalJson(outputs.map(({ name, hash }) => [name, hash])));
}
function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}

// src/plan/staleness.ts
function codeChanges(task, record) {
  const changes = [];
  for (const [name, item] of Object.entries(task.code)) {
    const before = record.code[name];
    if (before === void 0) changes.push(changeOf(name, item, "added"));
    else if (before.hash !== item.hash) changes.push(changeOf(name, item, "edited"));
  }
  for (const [name, item] of Object.entries(record.code)) {
    if (task.code[name] === void 0) changes.push(changeOf(name, item, "removed"));
  }
  return changes.length === 0 ? [] : [{ kind: "code-changed", changes }];
}
function changeOf(name, item, change) {
  return item.place === void 0 || change === "removed" ? { name, change } : { name, place: item.place, change };
}
function parameterChanges(now, before, path9 = "") {
  if (canonicalJson(now) === canonicalJson(before)) return [];
  if (!areComparable(now, before))
    return [{ kind: "parameter-changed", parameter: path9, from: before, to: now }];
  const [then, current] = [Object.entries(before), Object.entries(now)];
  const names = new Set([...then, ...current].map(([name]) => name));
  const member = (entries, name) => entries.find(([key]) => key === name)?.[1];
  return [...names].flatMap(
    (name) => parameterChanges(
      member(current, name),
      member(then, name),
      path9 === "" ? name : `${path9}.${name}`
    )
  );
}
function areComparable(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length;
  return isRecord(a) && isRecord(b);
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
function requirementChanges(task, record, contents) {
  const reasons = [];
  const before = new Map(Object.entries(record.requirements));
  for (const requirement of new Set(task.requirements)) {
    const content = contents.get(requirement);
    const change = content === void 0 ? "will-run" : changeOfContent(before.get(requirement), content);
    if (change !== void 0) reasons.push({ kind: "requirement-changed", requirement, change });
  }
  const now = new Set(task.requirements);
  for (const requirement of before.keys()) {
    if (!now.has(requirement))
      reasons.push({ kind: "requirement-changed", requirement, change: "removed" });
  }
  return reasons.length > 0 ? reasons : movedRequirements(task.places, record.places);
}
function movedRequirements(now, before) {
  if (now === void 0 || before === void 0) return [];
  const moved = Object.entries(now).filter(([place, id]) => before[place] !== id);
  return [...new Set(moved.map(([, id]) => id))].map((requirement) => ({
    kind: "requirement-changed",
    requirement,
    change: "moved"
  }));
}
function changeOfContent(before, now) {
  if (before === void 0) return "added";
  return before === now ? void 0 : "content";
}

// src/plan/decide.ts
function decide(task, contents) {
  const requirements = Object.fromEntries(
    task.requirements.flatMap((id) => contents.has(id) ? [[id, contents.get(id)]] : [])
  );
  if (task.kind === "external") return decideExternal(task);
  if (task.forced) return { state: "stale", reasons: [{ kind: "forced" }] };
  const reasons = findReasons(task, contents);
  const known = Object.keys(requirements).length === new Set(task.requirements).size;
  if (reasons.length === 0)
    return { state: "fresh", content: contentOf(hashedOutputs(task), requirements) };
  if (!known || reasons.every(isAboutOutputs)) return { state: "stale", reasons };
  const version = findVersion(task, requirements);
  if (version === void 0) return { state: "stale", reasons };
  return { state: "restorable", content: contentOf(version.outputs, requirements), version };
}
function isAboutOutputs({ kind }) {
  return kind === "output-missing" || kind === "output-changed";
}
function decideExternal(task) {
  const missing = task.outputs.filter(({ hash }) => hash === void 0);
  if (missing.length === 0) return { state: "fresh", content: contentOf(hashedOutputs(task), {}) };
  return {
    state: "stale",
    reasons: missing.map(({ name, path: path9 }) => ({ kind: "output-missing", path: path9 ?? name }))
  };
}
function findReasons(task, contents) {
  const { record } = task;
  if (record === void 0) return firstRunReasons(task);
  const edits = [...codeChanges(task, record), ...parameterChanges(task.params, record.params)];
  const requirements = requirementChanges(task, record, contents).filter(
    (reason) => edits.length === 0 || !isConsequence(reason)
  );
  const reasons = [...outputReasons(task, record), ...edits, ...requirements];
  return reasons.length > 0 ? reasons : movedOutputs(task, record);
}
function firstRunReasons(task) {
  const changes = task.predecessor === void 0 ? [] : parameterChanges(task.params, task.predecessor.params);
  return changes.length > 0 ? changes : [{ kind: "never-run" }];
}
function isConsequence(reason) {
  return reason.kind === "requirement-changed" && (reason.change === "added" || reason.change === "removed");
}
function outputReasons(task, record) {
  const reasons = [];
  for (const output of task.outputs) {
    const path9 = output.path ?? output.name;
    const recorded = findRecorded(output, record);
    if (recorded === void 0) continue;
    if (output.hash === void 0) reasons.push({ kind: "output-missing", path: path9 });
    else if (recorded.hash !== output.hash) reasons.push({ kind: "output-changed", path: path9 });
  }
  return reasons;
}
function movedOutputs(task, record) {
  const moved = task.outputs.filter((output) => findRecorded(output, record) === void 0);
  return moved.map(({ name, path: path9 }) => ({ kind: "output-missing", path: path9 ?? name }));
}
function findRecorded(output, record) {
  return record.outputs.find((other) => other.name === output.name && other.path === output.path);
}
function findVersion(task, requirements) {
  const wanted = fingerprint({ ...task, requirements });
  return task.versions.find(
    (version) => version.fingerprint === wanted && canonicalJson(version.params) === canonicalJson(task.params)
  );
}
function hashedOutputs(task) {
  return task.outputs.map(({ name, hash }) => ({ name, hash: hash ?? "" }));
}

// src/plan/plan.ts
var Plan = class {
  #entries = /* @__PURE__ */ new Map();
  #contents = /* @__PURE__ */ new Map();
  /** Contents, and what tasks that look fresh are expected to hold. */
  #predicted = /* @__PURE__ */ new Map();
  #ready = [];
  #taken = 0;
  #unsettled = 0;
  /** The tasks in an order in which each stands after what it requires. */
  constructor(tasks) {
    this.add(tasks);
  }
  /**
   * Adds tasks that a running task asked for; those that the plan holds already stay as they are.
   * Returns the ids of those that are blocked from the start, because what they require has failed.
   */
  add(tasks) {
    const blocked = [];
    for (const task of tasks) {
      if (this.#entries.has(task.id)) continue;
      const decision = decide(task, this.#predicted);
      if (decision.state !== "stale") this.#predicted.set(task.id, decision.content);
      const entry = {
        task,
        decision,
        isOutdated: false,
        unsettled: 0,
        dependents: [],
        status: "waiting"
      };
      this.#entries.set(task.id, entry);
      this.#unsettled++;
      this.#connect(entry);
      if (entry.status === "blocked") blocked.push(task.id);
    }
    return blocked;
  }
  #connect(entry) {
    let failed = false;
    for (const id of new Set(entry.task.requirements)) {
      const requirement = this.#entries.get(id);
      if (requirement === void 0) continue;
      if (isSettled(requirement.status)) failed ||= !isGood(requirement.status);
      else {
        requirement.dependents.push(entry.task.id);
        entry.unsettled++;
      }
    }
    if (failed) this.#finish(entry, "blocked");
    else if (entry.unsettled === 0) this.#ready.push(entry.task.id);
  }
  get size() {
    return this.#entries.size;
  }
  /** How many tasks would run, as far as it can be known now. */
  get staleCount() {
    let count = 0;
    for (const { decision } of this.#entries.values()) if (decision.state === "stale") count++;
    return count;
  }
  get isDone() {
    return this.#unsettled === 0;
  }
  /** In the order in which they were planned: each after what it requires. */
  *tasks() {
    for (const { task, decision, status } of this.#entries.values())
      yield { task, decision, status };
  }
  taskOf(id) {
    return this.#entry(id).task;
  }
  decisionOf(id) {
    return this.#entries.get(id)?.decision;
  }
  statusOf(id) {
    return this.#entries.get(id)?.status;
  }
  contentOf(id) {
    return this.#contents.get(id);
  }
  /** The next task all of whose requirements are settled, decided with what they hold now. */
  take() {
    const id = this.#ready[this.#taken];
    if (id === void 0) return void 0;
    this.#taken++;
    if (this.#taken > 1e3 && this.#taken * 2 > this.#ready.length) {
      this.#ready = this.#ready.slice(this.#taken);
      this.#taken = 0;
    }
    const entry = this.#entries.get(id);
    entry.status = "started";
    if (entry.isOutdated) entry.decision = decide(entry.task, this.#contents);
    return { task: entry.task, decision: entry.decision };
  }
  /** A task succeeded or was fresh, and holds `content` now. */
  succeed(id, status, content) {
    const entry = this.#entry(id);
    const isNew = this.#predicted.get(id) !== content;
    this.#contents.set(id, content);
    this.#predicted.set(id, content);
    this.#finish(entry, status);
    for (const dependent of entry.dependents) {
      const next = this.#entry(dependent);
      next.isOutdated ||= isNew;
      next.unsettled--;
      if (next.unsettled === 0 && next.status === "waiting") this.#ready.push(dependent);
    }
  }
  /** A task failed: everything that needs it is blocked. Returns the blocked ids. */
  fail(id) {
    this.#finish(this.#entry(id), "failed");
    const blocked = [];
    const pending = [...this.#entry(id).dependents];
    for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
      const entry = this.#entry(next);
      if (entry.status !== "waiting") continue;
      this.#finish(entry, "blocked");
      blocked.push(next);
      pending.push(...entry.dependents);
    }
    return blocked;
  }
  /** Ends every task that has not ended. Returns their ids. */
  cancel() {
    const cancelled = [];
    for (const entry of this.#entries.values()) {
      if (isSettled(entry.status)) continue;
      this.#finish(entry, "cancelled");
      cancelled.push(entry.task.id);
    }
    return cancelled;
  }
  /** Of a blocked task, those of its requirements that did not succeed. */
  blockersOf(id) {
    return this.#entry(id).task.requirements.filter((requirement) => {
      const status = this.#entries.get(requirement)?.status;
      return status === "failed" || status === "blocked" || status === "cancelled";
    });
  }
  #entry(id) {
    const entry = this.#entries.get(id);
    if (entry === void 0) throw new Error(`no task ${id} in this plan`);
    return entry;
  }
  #finish(entry, status) {
    if (isSettled(entry.status))
      throw new Error(`${entry.task.id} ended twice: ${entry.status}, then ${status}`);
    entry.status = status;
    this.#unsettled--;
  }
};
function isSettled(status) {
  return status !== "waiting" && status !== "started";
}
function isGood(status) {
  return status === "succeeded" || status === "fresh";
}

// src/run/run-plan.ts
async function runPlan(plan, effects, limits) {
  const run = new Run(plan, effects, limits);
  return run.toTheEnd();
}
var graceMs = 2e3;
var Run = class {
  #plan;
  #effects;
  #limits;
  #started;
  #counts = { ran: 0, fresh: 0, failed: 0, blocked: 0, cancelled: 0 };
  #waiting = [];
  /** Tasks whose demand is answered, and that go on as soon as there is a place for them. */
  #resumable = [];
  #active = 0;
  #abandoned = false;
  #wake = () => void 0;
  #fault;
  constructor(plan, effects, limits) {
    this.#plan = plan;
    this.#effects = effects;
    this.#limits = limits;
    this.#started = effects.now();
  }
  async toTheEnd() {
    this.#effects.emit({ event: "plan", tasks: this.#plan.size, stale: this.#plan.staleCount });
    let patience;
    const onAbort = () => {
      this.#answerDemands();
      this.#wake();
      patience = setTimeout(() => this.#abandon(), graceMs);
    };
    this.#limits.signal.addEventListener("abort", onAbort);
    try {
      await this.#loop();
    } finally {
      this.#limits.signal.removeEventListener("abort", onAbort);
      clearTimeout(patience);
    }
    if (this.#fault !== void 0) throw this.#fault.error;
    this.#cancelRest();
    return this.#summarise();
  }
  async #loop() {
    while (this.#fault === void 0 && !this.#abandoned) {
      this.#startWhatIsReady();
      if (this.#active === 0 && (this.#plan.isDone || this.#limits.signal.aborted)) return;
      if (this.#active === 0) {
        this.#breakStall();
        continue;
      }
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    }
  }
  #startWhatIsReady() {
    while (this.#active < this.#limits.workers || this.#limits.signal.aborted) {
      const resume = this.#resumable.shift();
      if (resume !== void 0) {
        this.#active++;
        resume();
        continue;
      }
      if (this.#limits.signal.aborted) return;
      const work = this.#plan.take();
      if (work === void 0) return;
      this.#active++;
      this.#do(work).catch((error) => {
        this.#fault ??= { error };
      }).finally(() => {
        this.#active--;
        this.#wake();
      });
    }
  }
  /** A task that does not listen to its signal is left behind: what it still does is not recorded. */
  #abandon() {
    this.#abandoned = true;
    this.#wake();
  }
  async #do({ task, decision }) {
    switch (decision.state) {
      case "fresh":
        this.#succeed(task, "fresh", decision.content);
        this.#emitTask(task, { status: "fresh" });
        return;
      case "restorable":
        await this.#effects.restore(task, decision.version);
        this.#succeed(task, "fresh", decision.content);
        this.#emitTask(task, { status: "fresh", restored: true });
        return;
      case "stale":
        if (task.kind === "external") {
          this.#fail(task, externalMissing(task), 0);
          return;
        }
        this.#emitTask(task, { status: "started", reason: decision.reasons });
        await this.#attempt(task);
    }
  }
  async #attempt(task) {
    const from = this.#effects.now();
    const attempt = await this.#effects.executor.execute(task.id, {
      signal: this.#limits.signal,
      progress: (done, total) => this.#effects.emit({ event: "progress", ...headOf(task), done, total }),
      log: (text) => this.#effects.emit({ event: "log", ...headOf(task), text }),
      demand: (requirements) => this.#demand(task, requirements)
    });
    const ms = Math.round(this.#effects.now() - from);
    if (this.#limits.signal.aborted) return;
    await this.#conclude(task, attempt, ms);
  }
  async #conclude(task, attempt, ms) {
    const outcome = attempt.ok ? await this.#effects.commit(task, ms) : attempt;
    if (!outcome.ok) {
      this.#fail(task, outcome.failure, ms);
      return;
    }
    this.#succeed(task, "succeeded", outcome.content);
    this.#emitTask(task, { status: "succeeded", ms, outputs: outcome.outputs });
  }
  #succeed(task, status, content) {
    this.#plan.succeed(task.id, status, content);
    this.#counts[status === "fresh" ? "fresh" : "ran"]++;
    this.#answerDemands();
  }
  #fail(task, failure, ms) {
    const blocked = this.#plan.fail(task.id);
    this.#counts.failed++;
    this.#emitTask(task, { status: "failed", ms, error: failure });
    this.#tellBlocked(blocked);
    this.#answerDemands();
  }
  #tellBlocked(ids) {
    this.#counts.blocked += ids.length;
    for (const id of ids)
      this.#emitTask(this.#plan.taskOf(id), { status: "blocked", by: this.#plan.blockersOf(id) });
  }
  /** A task that yields gives its place to others until what it asked for is done. */
  async #demand(task, requirements) {
    const added = await this.#effects.observe(requirements, task.id);
    this.#tellBlocked(this.#plan.add(added));
    const problem = await new Promise((settle) => {
      this.#waiting.push({ by: task.id, ids: added.map(({ id }) => id), settle });
      this.#active--;
      this.#answerDemands();
      this.#wake();
    });
    if (problem !== void 0) throw new CauceError("asked-for-failed", problem);
  }
  #answerDemands() {
    for (const demand of [...this.#waiting]) {
      const open = demand.ids.some((id) => !isSettled2(this.#plan.statusOf(id)));
      if (!open || this.#limits.signal.aborted) this.#answer(demand, void 0);
    }
  }
  #answer(demand, problem) {
    this.#waiting.splice(this.#waiting.indexOf(demand), 1);
    const failed = demand.ids.filter((id) => !isGood2(this.#plan.statusOf(id)));
    const found = problem ?? (failed.length === 0 ? void 0 : `\`${demand.by}\` asked for ${quoted(failed)}, which did not succeed`);
    this.#resumable.push(() => demand.settle(found));
  }
  /** Nothing runs and nothing can: the tasks that wait asked, in a circle, for each other. */
  #breakStall() {
    const demand = this.#waiting.at(-1);
    if (demand === void 0) throw new Error("the plan has no task left that could run");
    const open = demand.ids.filter(
      (id) => !isSettled2(this.#plan.statusOf(id)) && (id !== demand.by || demand.ids.length === 1)
    );
    this.#answer(
      demand,
      `\`${demand.by}\` asked for ${quoted(open)}, which cannot be done before it: one requires the other. Take one of these requirements out.`
    );
  }
  #cancelRest() {
    for (const id of this.#plan.cancel()) {
      this.#counts.cancelled++;
      this.#emitTask(this.#plan.taskOf(id), { status: "cancelled" });
    }
  }
  #summarise() {
    const { cancelled, ...counts } = this.#counts;
    const ms = Math.round(this.#effects.now() - this.#started);
    const summary = { ...counts, ...cancelled > 0 ? { cancelled } : {}, ms };
    this.#effects.emit({ event: "summary", ...summary });
    return summary;
  }
  #emitTask(task, change) {
    this.#effects.emit({ event: "task", ...headOf(task), ...change });
  }
};
function isSettled2(status) {
  return status !== "waiting" && status !== "started";
}
function isGood2(status) {
  return status === "succeeded" || status === "fresh";
}
function quoted(ids) {
  return ids.map((id) => `\`${id}\``).join(", ");
}
function externalMissing(task) {
  const missing = task.outputs.filter(({ hash }) => hash === void 0).map(({ name, path: path9 }) => path9 ?? name);
  return {
    name: "CauceError",
    code: "external-missing",
    message: `\`${task.id}\` needs ${quoted(missing)}, which is not there. Put the file there, or correct its path.`
  };
}
function headOf(task) {
  return { id: task.id, family: task.family, params: task.visibleParams };
}

// src/pipeline/build-graph.ts
import path from "node:path";

// src/pipeline/user-code-error.ts
function userCodeError(code, what, thrown) {
  const { name, message, place, line } = failureOf(thrown);
  const where = place === void 0 ? "" : ` (${place}${line === void 0 ? "" : `, line ${line}`})`;
  const kind = name === "Error" || name === "CauceError" ? "" : `${name}: `;
  return new CauceError(
    isCauceError(thrown) ? thrown.code : code,
    `${what} threw${where}: ${kind}${message}`,
    {
      cause: thrown,
      ...place === void 0 ? {} : { location: { place, ...line === void 0 ? {} : { line } } }
    }
  );
}

// src/pipeline/build-graph.ts
function buildGraph(roots, findDynamic = () => []) {
  const graph = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Map();
  const work = [];
  const enter = (task) => {
    const named = requirementsOf(task);
    const own = named.map((requirement) => requirement.task);
    const required = [...own, ...findDynamic(task)];
    const node = {
      task,
      ownRequirements: idsOf(own),
      places: Object.fromEntries(
        named.map((requirement) => [requirement.name, requirement.task.id])
      ),
      requirements: idsOf(required),
      targets: targetsOf(task)
    };
    open.set(task.id, { node, required, at: 0 });
    work.push(task.id);
  };
  for (const root of roots) {
    if (!graph.has(root.id)) enter(root);
    while (work.length > 0) {
      const id = work[work.length - 1];
      const visit = open.get(id);
      const next = visit.required[visit.at++];
      if (next === void 0) {
        graph.set(id, visit.node);
        open.delete(id);
        work.pop();
      } else if (open.has(next.id)) {
        throw cycle([...work.slice(work.indexOf(next.id)), next.id]);
      } else if (!graph.has(next.id)) {
        enter(next);
      }
    }
  }
  assertOneWriterEach(graph);
  return graph;
}
function idsOf(tasks) {
  return [...new Set(tasks.map(({ id }) => id))];
}
function requirementsOf(task) {
  const required = callSafely(task, "requires", () => task.requires());
  return listRequirements(required, `\`${task.family}.requires()\` returned`);
}
function targetsOf(task) {
  const output = callSafely(task, "output", () => task.output());
  const targets = typeof output === "object" ? listTargets(output) : [];
  const other = typeof output === "object" ? targets.find(({ target }) => !isTarget(target)) : output === void 0 ? void 0 : { name: "", target: output };
  if (other !== void 0) throw notATarget(task, other.name, other.target);
  return targets;
}
function notATarget(task, name, found) {
  const at = name === "" ? "" : ` at \`${name}\``;
  const hint2 = typeof found === "string" ? `, such as \`text(${JSON.stringify(found)})\`` : "";
  return new CauceError(
    "output-not-a-target",
    `\`${task.id}.output()\` returned a value of type ${typeof found}${at}. Expected a target${hint2}, or targets in an array or a record.`
  );
}
function callSafely(task, method, call) {
  try {
    return call();
  } catch (error) {
    throw userCodeError(`${method}-failed`, `\`${task.id}.${method}()\``, error);
  }
}
function cycle(ids) {
  return new CauceError(
    "cycle",
    `\`${ids[0]}\` requires itself: ${ids.join(" \u2192 ")}. Take one of these requirements out.`
  );
}
function assertOneWriterEach(graph) {
  const writers = /* @__PURE__ */ new Map();
  for (const { task, file, name } of filesOf(graph, false)) {
    const other = writers.get(file);
    if (other !== void 0) throw writtenTwice(name, other, task.id);
    writers.set(file, task.id);
  }
  for (const { task, file, name } of filesOf(graph, true)) {
    const writer = writers.get(file);
    if (writer !== void 0) throw writesExternal(name, writer, task.id);
  }
}
function* filesOf(graph, external) {
  for (const { task, targets } of graph.values()) {
    if (isExternal(task) !== external) continue;
    for (const { target } of targets) {
      if (isFileTarget(target))
        yield { task, file: path.normalize(resolveFromRoot(target.path)), name: target.path };
    }
  }
}
function isExternal(task) {
  return task.constructor.kind === "external";
}
function writtenTwice(file, a, b) {
  const what = a === b ? `\`${file}\` is named twice among the outputs of \`${a}\`` : `\`${file}\` is written by two tasks: \`${a}\` and \`${b}\``;
  return new CauceError(
    "written-twice",
    `${what}. Give each its own path; \`csv(this)\` names one after the task.`
  );
}
function writesExternal(file, writer, external) {
  return new CauceError(
    "external-written",
    `\`${file}\` comes from elsewhere as \`${external}\`, and \`${writer}\` writes it. Require \`${writer}\` in its place, or give one of them another path.`
  );
}

// src/pipeline/hash-outputs.ts
import { createHash as createHash2 } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
var smallBytes = 1 << 20;
var settledMs = 2500;
async function hashTarget(target, store, stamps) {
  if (!isFileTarget(target)) return await target.exists() ? fingerprintOf(target) : void 0;
  const file = resolveFromRoot(target.path);
  const stamp = readStamp(file);
  if (stamp === void 0) return void 0;
  const known = store.readStamp(target.path);
  if (known !== void 0 && isUntouched(known.stamp, stamp)) return known.hash;
  const hash = await hashFile(file, stamp.sizeBytes);
  if (hash !== void 0) stamps.add(target.path, stamp, hash);
  return hash;
}
async function hashWritten(target) {
  if (!isFileTarget(target)) return await target.exists() ? fingerprintOf(target) : void 0;
  const file = resolveFromRoot(target.path);
  const stamp = readStamp(file);
  return stamp === void 0 ? void 0 : hashFile(file, stamp.sizeBytes);
}
var StampBatch = class {
  #entries = [];
  add(path9, stamp, hash) {
    this.#entries.push({ path: path9, stamp, hash });
  }
  async save(store) {
    const settled = this.#entries.filter(({ stamp }) => isSettled3(stamp));
    if (settled.length > 0) await store.writeStamps(settled);
  }
};
async function fingerprintOf(target) {
  return "fingerprint" in target && typeof target.fingerprint === "function" ? target.fingerprint() : "exists";
}
function readStamp(file) {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === void 0 || !found.isFile()) return void 0;
    return {
      sizeBytes: found.size,
      mtimeMs: found.mtimeMs,
      ctimeMs: found.ctimeMs,
      inode: found.ino,
      hashedAtMs: Date.now()
    };
  } catch {
    return void 0;
  }
}
function isSettled3(stamp) {
  const newest = Math.max(stamp.mtimeMs, stamp.ctimeMs);
  return stamp.hashedAtMs - newest > settledMs;
}
function isUntouched(then, now) {
  return isSettled3(then) && then.sizeBytes === now.sizeBytes && then.mtimeMs === now.mtimeMs && then.ctimeMs === now.ctimeMs && then.inode === now.inode;
}
async function hashFile(file, sizeBytes) {
  try {
    const hash = createHash2("sha256");
    if (sizeBytes <= smallBytes) return hash.update(readFileSync(file)).digest("hex");
    for await (const chunk of createReadStream(file, { highWaterMark: smallBytes }))
      hash.update(chunk);
    return hash.digest("hex");
  } catch {
    return void 0;
  }
}

// src/pipeline/stamp-outputs.ts
import { statSync as statSync2 } from "node:fs";
function stampOutputs({ targets }) {
  const stamps = /* @__PURE__ */ new Map();
  for (const { target } of targets) {
    const stamp = isFileTarget(target) ? stampFile(target.path) : void 0;
    if (isFileTarget(target) && stamp !== void 0) stamps.set(target.path, stamp);
  }
  return stamps;
}
function stampFile(path9) {
  try {
    const found = statSync2(resolveFromRoot(path9), { bigint: true, throwIfNoEntry: false });
    if (found === void 0) return void 0;
    return `${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`;
  } catch {
    return void 0;
  }
}

// src/pipeline/commit-outputs.ts
async function commitOutputs(task, node, { requirements, dynamic, durationMs, before }, store) {
  const after = stampOutputs(node);
  const outputs = [];
  const unwritten = [];
  for (const { name, target } of node.targets) {
    const path9 = isFileTarget(target) ? target.path : void 0;
    const hash = await hashWritten(target);
    if (path9 !== void 0 && before.has(path9) && before.get(path9) === after.get(path9))
      unwritten.push(path9);
    else if (hash === void 0) unwritten.push(path9 ?? name);
    else outputs.push({ name, ...path9 === void 0 ? {} : { path: path9 }, hash });
  }
  if (unwritten.length > 0) return { ok: false, failure: notWritten(task, unwritten, before) };
  const record = {
    id: task.id,
    family: task.family,
    params: task.params,
    code: task.code,
    requirements,
    ...task.places === void 0 ? {} : { places: task.places },
    dynamic,
    outputs,
    fingerprint: fingerprint({ ...task, requirements }),
    finishedAtMs: Date.now(),
    durationMs
  };
  const files = outputs.flatMap(
    ({ path: path9, hash }) => path9 === void 0 ? [] : [{ hash, file: resolveFromRoot(path9) }]
  );
  await store.recordEnd(record, files);
  return {
    ok: true,
    content: contentOf(outputs, requirements),
    outputs: outputs.map(({ name, path: path9 }) => path9 ?? name)
  };
}
function notWritten(task, unwritten, before) {
  const files = unwritten.map((path9) => `\`${path9}\`${before.has(path9) ? " (the file there is older)" : ""}`).join(", ");
  return {
    name: "CauceError",
    code: "output-not-written",
    message: `\`${task.id}\` ended without writing ${files}. Write each target that \`output()\` names, or take it out of \`output()\`.`
  };
}

// src/pipeline/find-impact.ts
import { existsSync } from "node:fs";
import path2 from "node:path";

// src/cell/requires-reads.ts
function findRequiresReads(family, code) {
  const found = /* @__PURE__ */ new Set();
  const pending = namesRead(family, code).flatMap((name) => code.find(name) ?? []);
  for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
    if (found.has(next) || endsWalk(next, code)) continue;
    found.add(next);
    if (next.kind === "import") continue;
    for (const { name } of next.reads) {
      const read = code.find(name);
      if (read !== void 0) pending.push(read);
    }
  }
  return found;
}
function endsWalk(declaration, code) {
  return isTaskClass(declaration, code);
}
function namesRead(family, code) {
  const names = [];
  const seen = /* @__PURE__ */ new Set();
  const classes = [family];
  for (let next = classes.pop(); next !== void 0; next = classes.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { name, region } of next.reads) {
      if (region === "requires") names.push(name);
      const base = region === "heritage" ? code.find(name) : void 0;
      if (base !== void 0 && isTaskClass(base, code)) classes.push(base);
    }
  }
  return names;
}

// src/pipeline/find-downstream.ts
function findDownstream(records, ids) {
  const dependents = /* @__PURE__ */ new Map();
  for (const record of records)
    for (const requirement of Object.keys(record.requirements)) {
      const list2 = dependents.get(requirement);
      if (list2 === void 0) dependents.set(requirement, [record]);
      else list2.push(record);
    }
  const roots = new Set(ids);
  const found = /* @__PURE__ */ new Map();
  const pending = [...roots];
  for (let next = pending.pop(); next !== void 0; next = pending.pop())
    for (const record of dependents.get(next) ?? []) {
      if (found.has(record.id) || roots.has(record.id)) continue;
      found.set(record.id, record);
      pending.push(record.id);
    }
  return found;
}

// src/pipeline/find-impact.ts
async function findImpact(name, sources2) {
  const subject = findSubject(name, sources2);
  const { families, unknown } = findFamilies(name, subject, sources2);
  const touched = /* @__PURE__ */ new Map();
  const records = sources2.project.store.records();
  for (const record of records) {
    const how = findHow(record, subject, families);
    if (how !== void 0) touched.set(record.id, { id: record.id, family: record.family, how });
  }
  const holders = await findHolders(subject, sources2);
  for (const { id, family } of records)
    if (holders.has(id) && !touched.has(id)) touched.set(id, { id, family, how: "file" });
  const roots = /* @__PURE__ */ new Set([...touched.keys(), ...holders]);
  for (const record of findDownstream(records, roots).values()) {
    const by = Object.keys(record.requirements).find((id) => touched.has(id) || roots.has(id));
    touched.set(record.id, {
      id: record.id,
      family: record.family,
      how: "requirement",
      ...by === void 0 ? {} : { by }
    });
  }
  return new ImpactReport(name, subject.kind, { families, tasks: [...touched.values()], unknown });
}
function findSubject(name, { code, project }) {
  const declarations = code.cells.flatMap((cell) => cell.declarations).filter(({ names }) => names.includes(name));
  if (declarations.length > 0) {
    const imported = declarations.flatMap(
      (declaration) => declaration.kind === "import" ? [declaration.specifier] : []
    );
    return {
      kind: "declaration",
      keys: /* @__PURE__ */ new Set([name, ...Object.keys(project.loader.cover(imported))])
    };
  }
  const key = `package:${name}`;
  if (Object.hasOwn(project.loader.cover(specifiersOf(code)), key))
    return { kind: "package", keys: /* @__PURE__ */ new Set([key]) };
  const file = [resolveFromRoot(name), path2.resolve(name)].find(
    (candidate) => existsSync(candidate)
  );
  const isOutput = project.store.ownerOf(name) !== void 0;
  if (file === void 0 && !isOutput) throw unknownSubject(name);
  const found = file ?? resolveFromRoot(name);
  const relative = path2.relative(project.root, found).split(path2.sep).join("/");
  return { kind: "file", keys: /* @__PURE__ */ new Set([`file:${relative}`]), file: found };
}
function specifiersOf(code) {
  const declared = code.cells.flatMap((cell) => cell.declarations);
  const named = declared.flatMap(
    (declaration) => declaration.kind === "import" ? [declaration.specifier] : declaration.dynamicImports
  );
  return [.../* @__PURE__ */ new Set([...named, ...code.effectImports])];
}
function findFamilies(name, subject, { code, cover }) {
  const families = [];
  const unknown = [];
  for (const declaration of listTaskClasses(code)) {
    const family = declaration.names[0] ?? "";
    try {
      if (Object.keys(cover(family)).some((key) => isMeant(key, subject)))
        families.push({ family, how: "code" });
      else if ([...findRequiresReads(declaration, code)].some(({ names }) => names.includes(name)))
        families.push({ family, how: "requires" });
    } catch (error) {
      unknown.push({ family, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return { families, unknown };
}
function isMeant(key, { keys }) {
  return keys.has(key) || !key.includes(":") && key.split(",").some((part) => keys.has(part));
}
function findHow(record, subject, families) {
  const family = families.find((touched) => touched.family === record.family);
  if (family !== void 0) return family.how;
  const isShared = subject.kind !== "declaration";
  return isShared && Object.keys(record.code).some((key) => isMeant(key, subject)) ? "code" : void 0;
}
async function findHolders({ file }, { project, code, graphOf }) {
  const holders = /* @__PURE__ */ new Set();
  if (file === void 0) return holders;
  const isFile = (target) => resolveFromRoot(target) === file;
  for (const { id, outputs } of project.store.records())
    if (outputs.some((output) => output.path !== void 0 && isFile(output.path))) holders.add(id);
  for (const declaration of listTaskClasses(code)) {
    const graph = await graphOf(declaration.names[0] ?? "").catch(() => /* @__PURE__ */ new Map());
    for (const [id, { targets }] of graph)
      if (targets.some(({ target }) => isFileTarget(target) && isFile(target.path)))
        holders.add(id);
  }
  return holders;
}
function unknownSubject(name) {
  return new CauceError(
    "unknown-subject",
    `\`${name}\` is neither declared in the code, nor a file of the project, nor a package that the code imports. Give a declared name, a path from the project's root, or a package.`
  );
}

// src/pipeline/recorded-parameters.ts
function recordedParameters(shape, values) {
  const recorded = {};
  for (const [name, value] of Object.entries(values)) {
    const schema = shape[name];
    const text = canonicalJson(value);
    recorded[name] = schema !== void 0 && parameterTraits(schema).private ? sha256(text) : JSON.parse(text);
  }
  return recorded;
}

// src/pipeline/observe.ts
var statsAtOnce = 64;
var mostPredecessors = 100;
async function observe(graph, sources2) {
  const stamps = new StampBatch();
  const predecessors = new Predecessors(graph, sources2.store);
  const observations = [];
  const nodes = [...graph.values()];
  for (let at = 0; at < nodes.length; at += statsAtOnce) {
    const some = nodes.slice(at, at + statsAtOnce);
    observations.push(
      ...await Promise.all(some.map((node) => observeTask(node, sources2, stamps, predecessors)))
    );
  }
  await stamps.save(sources2.store);
  return observations;
}
async function observeTask(node, sources2, stamps, predecessors) {
  const { task } = node;
  const { kind, parameters } = classOf(task);
  const { store } = sources2;
  const record = store.read(task.id);
  const params = valuesOf(task);
  const outputs = await Promise.all(
    node.targets.map(async ({ name, target }) => ({
      name,
      ...isFileTarget(target) ? { path: target.path } : {},
      hash: await hashTarget(target, store, stamps)
    }))
  );
  let versions;
  const recorded = recordedParameters(parameters, significantParameters(parameters, params));
  return {
    id: task.id,
    family: task.family,
    kind,
    params: recorded,
    visibleParams: visibleParameters(parameters, params),
    requirements: node.requirements,
    ...kind === "task" ? { places: node.places } : {},
    code: kind === "external" ? {} : sources2.cover(task.family),
    outputs,
    record,
    // Only asked for where the task is stale, so not read before.
    get versions() {
      versions ??= kind === "external" ? [] : completeVersions(task.id, store);
      return versions;
    },
    predecessor: record === void 0 && kind !== "external" ? predecessors.find(task, recorded) : void 0,
    forced: sources2.force && kind !== "external"
  };
}
function valuesOf(task) {
  const values = task;
  return Object.fromEntries(
    Object.keys(classOf(task).parameters).map((name) => [name, values[name]])
  );
}
function completeVersions(id, store) {
  return store.versions(id).filter((version) => isComplete(version, store));
}
function isComplete(version, store) {
  return version.outputs.every(
    (output) => output.path !== void 0 && store.hasContent(output.hash)
  );
}
var Predecessors = class {
  #graph;
  #store;
  #families = /* @__PURE__ */ new Map();
  constructor(graph, store) {
    this.#graph = graph;
    this.#store = store;
  }
  /** The last task of the family that differs in one parameter alone. */
  find(task, params) {
    return this.#unwanted(task.family).find(
      (record) => parameterChanges(params, record.params).length === 1
    );
  }
  #unwanted(family) {
    const known = this.#families.get(family);
    if (known !== void 0) return known;
    const found = this.#store.readFamily(family).filter((record) => !this.#graph.has(record.id)).sort((a, b) => b.finishedAtMs - a.finishedAtMs).slice(0, mostPredecessors);
    this.#families.set(family, found);
    return found;
  }
};

// src/pipeline/engine.ts
var Engine = class {
  #project;
  #code;
  #coverage = /* @__PURE__ */ new Map();
  constructor(project, code) {
    this.#project = project;
    this.#code = code;
  }
  get root() {
    return this.#project.root;
  }
  /** The task classes of the code, in its order. */
  families() {
    return listTaskClasses(this.#code).map((declaration) => declaration.names[0] ?? "");
  }
  /** Every task class, loaded from a module of its own. */
  async loadClass(family) {
    const module = await this.#loadModule(family);
    return module[family];
  }
  /** Follows `requires()` from a task and says of every task whether it would run, and why. Nothing runs. */
  async plan(reference, options = {}) {
    const { root, graph } = await this.graph(reference);
    const observations = await observe(graph, this.#sources(options.force === true));
    return { root, graph, plan: new Plan(observations) };
  }
  /** Follows `requires()` from a task. Neither files nor fingerprints are looked at. */
  async graph(reference) {
    const module = await this.#loadModule(reference.family);
    const root = instantiate(module, reference);
    return { root: root.id, graph: buildGraph([root], (task) => this.#findDynamic(task, module)) };
  }
  /** Which tasks would be touched if a declaration, a file or a package changed. Nothing runs. */
  impact(subject) {
    return findImpact(subject, {
      project: this.#project,
      code: this.#code,
      cover: (family) => this.#cover(family),
      graphOf: async (family) => (await this.graph({ family, given: {} })).graph
    });
  }
  /** Runs what is stale of a task and all that it requires. Failures of tasks are in the report. */
  async run(reference, options = {}) {
    return this.runPlanned(await this.plan(reference, options), reference, options);
  }
  /** Runs a plan that was made by `plan`. */
  async runPlanned(planned, reference, options = {}) {
    const { plan } = planned;
    assertExternalsThere(plan);
    const graph = new Map(planned.graph);
    const module = await this.#loadModule(reference.family);
    const { effects, events } = this.#effects(graph, plan, module, options);
    const signal = options.signal ?? new AbortController().signal;
    const workers = Math.max(1, options.workers ?? availableParallelism());
    const summary = await runPlan(plan, effects, { workers, signal }).finally(
      () => this.#project.store.flush()
    );
    return reportRun(planned.root, events, summary);
  }
  #effects(graph, plan, module, options) {
    const { store } = this.#project;
    const events = [];
    const dynamic = /* @__PURE__ */ new Map();
    const before = /* @__PURE__ */ new Map();
    const executor = new InProcessExecutor((id) => graph.get(id)?.task);
    const effects = {
      executor: {
        execute: async (id, context) => {
          const node = graph.get(id);
          if (node !== void 0) before.set(id, stampOutputs(node));
          return executor.execute(id, context);
        }
      },
      commit: async (task, ms) => {
        const node = graph.get(task.id);
        if (node === void 0) throw new Error(`no node ${task.id}`);
        const asked = dynamic.get(task.id) ?? [];
        const ids = [...node.ownRequirements, ...asked.map(({ id }) => id)];
        const requirements = Object.fromEntries(ids.map((id) => [id, plan.contentOf(id) ?? ""]));
        const attempt = {
          requirements,
          dynamic: asked,
          durationMs: ms,
          before: before.get(task.id) ?? /* @__PURE__ */ new Map()
        };
        return commitOutputs(task, node, attempt, store);
      },
      restore: (_task, version) => this.#restore(version),
      observe: async (requirements, by) => {
        const asked = listRequirements(requirements, `\`${by}.run()\` yielded`).map(
          ({ task }) => task
        );
        const list2 = dynamic.get(by) ?? [];
        dynamic.set(by, list2);
        for (const task of asked)
          if (!list2.some(({ id }) => id === task.id))
            list2.push({ family: task.family, given: task.given, id: task.id });
        const further = buildGraph(asked, (task) => this.#findDynamic(task, module));
        for (const [id, node] of further) if (!graph.has(id)) graph.set(id, node);
        return observe(further, this.#sources(options.force === true));
      },
      emit: (event) => {
        if (event.event === "summary") store.flush();
        if (event.event !== "progress" && event.event !== "log") events.push(event);
        options.onEvent?.(event);
      },
      now: () => performance.now()
    };
    return { effects, events };
  }
  async #restore(version) {
    for (const { path: path9, hash } of version.outputs)
      if (path9 !== void 0) await this.#project.store.restoreContent(hash, resolveFromRoot(path9));
    await this.#project.store.write(version);
  }
  #sources(force) {
    return { store: this.#project.store, cover: (family) => this.#cover(family), force };
  }
  #cover(family) {
    const known = this.#coverage.get(family);
    if (known !== void 0) return known;
    const declaration = this.#code.find(family);
    const covered = declaration !== void 0 && isTaskClass(declaration, this.#code) ? this.#coverDeclared(declaration) : this.#coverImported(family);
    this.#coverage.set(family, covered);
    return covered;
  }
  #coverDeclared(declaration) {
    const { declarations, imports } = coverTask(declaration, this.#code);
    const covered = this.#project.loader.cover(imports);
    for (const { name, hash, place } of declarations) covered[name] = { hash, place };
    return covered;
  }
  /** A class of a module of the project: no cell tells its parts apart, so the whole module counts. */
  #coverImported(family) {
    const specifiers = this.#code.cells.flatMap((cell) => cell.declarations).flatMap(
      (declaration) => declaration.kind === "import" ? [declaration.specifier] : declaration.dynamicImports
    ).filter((specifier) => specifier.startsWith("."));
    const covered = this.#project.loader.coverImportedTask(family, [...new Set(specifiers)]);
    if (covered !== void 0) return covered;
    throw unknownTask(family, this.families(), this.#code.find(family));
  }
  #loadModule(family) {
    return this.#project.loader.load(sliceTasks([this.#declarationOf(family)], this.#code));
  }
  #declarationOf(family) {
    const declaration = this.#code.find(family);
    if (declaration !== void 0 && standsForTask(declaration, this.#code)) return declaration;
    throw unknownTask(family, this.families(), declaration);
  }
  /** What a task asked for when it last ran, as long as nothing says that it would ask for something else. */
  #findDynamic(task, module) {
    const record = this.#project.store.read(task.id);
    if (record === void 0 || record.dynamic.length === 0) return [];
    const { parameters } = task.constructor;
    const params = recordedParameters(parameters, valuesOf(task));
    const unchanged = codeChanges({ code: this.#cover(task.family) }, record).length === 0 && parameterChanges(params, { ...params, ...record.params }).length === 0;
    return unchanged ? record.dynamic.filter(({ family }) => module[family] !== void 0).map((reference) => instantiate(module, reference)) : [];
  }
};
function instantiate(module, reference) {
  const found = module[reference.family];
  if (found === void 0) throw new Error(`the module does not export ${reference.family}`);
  const Class = found;
  return new Class(structuredClone(reference.given));
}
function assertExternalsThere(plan) {
  const missing = [];
  for (const { task } of plan.tasks())
    if (task.kind === "external") missing.push(...missingOutputs(task));
  if (missing.length === 0) return;
  throw new CauceError(
    "external-missing",
    `${missing.join("; ")}. Nothing was run. Put the file there, or correct its path.`
  );
}
function missingOutputs(task) {
  const paths = task.outputs.filter(({ hash }) => hash === void 0).map(({ name, path: path9 }) => path9 ?? name);
  return paths.map((path9) => `\`${task.id}\` needs \`${path9}\`, which is not there`);
}
function unknownTask(family, families, declaration) {
  const known = families.length === 0 ? "No cell defines a task" : `The tasks are ${families.map((name) => `\`${name}\``).join(", ")}`;
  return new CauceError("unknown-task", `\`${family}\` ${describeFound(declaration)}. ${known}.`);
}
function describeFound(declaration) {
  if (declaration === void 0) return "is not defined";
  if (declaration.kind === "import")
    return `is imported from \`${declaration.specifier}\`, which declares no task of that name`;
  return "is defined, but is no task: it must be a class that extends Task, ExternalTask or WrapperTask";
}

// src/pipeline/project.ts
import path8 from "node:path";

// src/store/lmdb-store.ts
import { statSync as statSync4 } from "node:fs";
import { rm as rm2 } from "node:fs/promises";
import path5 from "node:path";

// src/store/content-files.ts
import { createHash as createHash3, randomBytes } from "node:crypto";
import {
  constants,
  copyFileSync,
  createReadStream as createReadStream2,
  existsSync as existsSync2,
  mkdirSync,
  renameSync,
  rmSync
} from "node:fs";
import { copyFile, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import path3 from "node:path";
import { pipeline } from "node:stream/promises";
var smallBytes2 = 1 << 20;
var forgottenAfterMs = 24 * 60 * 60 * 1e3;
var largestHashedBytes = 256 * 1024 * 1024;
var ContentFiles = class {
  #folder;
  #incoming;
  #process = randomName();
  #copies = 0;
  #isPrepared = false;
  constructor(folder) {
    this.#folder = path3.join(folder, "versions");
    this.#incoming = path3.join(this.#folder, "incoming");
  }
  has(hash) {
    return existsSync2(this.#fileOf(hash));
  }
  /** Copies a file to where `place` can take it from, on the same file system. */
  async copyIn(file, sizeBytes) {
    if (!this.#isPrepared || !existsSync2(this.#incoming)) await this.#prepare();
    const copy = path3.join(this.#incoming, this.#nextName());
    if (sizeBytes <= smallBytes2) copyFileSync(file, copy, constants.COPYFILE_FICLONE);
    else await copyFile(file, copy, constants.COPYFILE_FICLONE);
    return copy;
  }
  /** Synchronous, as is `drop`: both are steps of a transaction. */
  place(copy, hash) {
    const file = this.#fileOf(hash);
    try {
      renameSync(copy, file);
    } catch {
      mkdirSync(path3.dirname(file), { recursive: true });
      renameSync(copy, file);
    }
  }
  drop(hash) {
    rmSync(this.#fileOf(hash), { force: true });
  }
  /** Puts kept content at `file` in one step; false, with `file` untouched, where it is damaged. */
  async copyOut(hash, file, sizeBytes) {
    await mkdir(path3.dirname(file), { recursive: true });
    const copy = path3.join(path3.dirname(file), `.${randomName()}.tmp`);
    try {
      await copyFile(this.#fileOf(hash), copy, constants.COPYFILE_FICLONE);
      if (!await isIntact(copy, hash, sizeBytes)) return false;
      await rename(copy, file);
      return true;
    } finally {
      await rm(copy, { force: true });
    }
  }
  #nextName() {
    this.#copies++;
    return `${this.#process}-${this.#copies}`;
  }
  #fileOf(hash) {
    const name = isSha256(hash) ? hash : createHash3("sha256").update(hash).digest("hex");
    return path3.join(this.#folder, name.slice(0, 2), name);
  }
  /** Makes the folder, and removes what processes that died while copying left behind. */
  async #prepare() {
    await mkdir(this.#incoming, { recursive: true });
    if (this.#isPrepared) return;
    this.#isPrepared = true;
    for (const name of await readdir(this.#incoming)) {
      const copy = path3.join(this.#incoming, name);
      const { mtimeMs } = await stat(copy).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
      if (Date.now() - mtimeMs > forgottenAfterMs) await rm(copy, { force: true });
    }
  }
};
async function isIntact(file, hash, sizeBytes) {
  if ((await stat(file)).size !== sizeBytes) return false;
  if (!isSha256(hash) || sizeBytes > largestHashedBytes) return true;
  const found = createHash3("sha256");
  await pipeline(createReadStream2(file, { highWaterMark: 1 << 20 }), found);
  return found.digest("hex") === hash;
}
function isSha256(hash) {
  return /^[0-9a-f]{64}$/.test(hash);
}
function randomName() {
  return `${process.pid}-${randomBytes(8).toString("hex")}`;
}

// src/store/table.ts
import { createHash as createHash4 } from "node:crypto";
var longestPlainBytes = 600;
var afterAllTexts = "~";
var Table = class {
  #database;
  #name;
  constructor(database, name) {
    this.#database = database;
    this.#name = name;
  }
  get(...parts) {
    return this.#database.get(this.#key(parts));
  }
  /** Only inside a transaction. */
  put(value, ...parts) {
    this.#database.putSync(this.#key(parts), value);
  }
  /** Only inside a transaction. */
  remove(...parts) {
    this.#database.removeSync(this.#key(parts));
  }
  /** The values whose keys begin with `first`, by a range of keys and not by looking at all. */
  valuesUnder(first) {
    const start = this.#key([first]);
    const range = this.#database.getRange({ start, end: [...start, afterAllTexts] });
    return Array.from(range, ({ value }) => value);
  }
  /** Every value, in the order of the keys. */
  values() {
    const range = this.#database.getRange({
      start: [this.#name],
      end: [this.#name, afterAllTexts]
    });
    return Array.from(range, ({ value }) => value);
  }
  /** The value with the lowest number as the first part of its key. */
  lowest() {
    const range = { start: [this.#name, 0], end: [this.#name, Number.MAX_VALUE], limit: 1 };
    for (const { value } of this.#database.getRange(range)) return value;
    return void 0;
  }
  #key(parts) {
    return [this.#name, ...parts.map(keyPart)];
  }
};
function keyPart(part) {
  if (typeof part === "number") return part;
  if (Buffer.byteLength(part) <= longestPlainBytes) return `=${part}`;
  return `#${createHash4("sha256").update(part).digest("hex")}`;
}

// src/store/content-ledger.ts
var ContentLedger = class {
  #files;
  #kept;
  #byAge;
  #references;
  #total;
  constructor(root, files) {
    this.#files = files;
    this.#kept = new Table(root, "content");
    this.#byAge = new Table(root, "content-age");
    this.#references = new Table(root, "content-references");
    this.#total = new Table(root, "content-total");
  }
  find(hash) {
    return this.#kept.get(hash);
  }
  /** Every kept content. */
  all() {
    return this.#kept.values();
  }
  /** Takes a copied file in as the newest content; the oldest ones go until all fit in `limitBytes`. */
  add(content, copy, limitBytes) {
    this.#forget(content.hash);
    this.#files.place(copy, content.hash);
    this.#enter(content);
    while (this.#totalBytes() > limitBytes) {
      const oldest = this.#byAge.lowest();
      if (oldest === void 0 || oldest === content.hash) return;
      this.drop(oldest);
    }
  }
  /** Makes a content the newest one. */
  refresh(hash, keptAtMs) {
    const kept = this.#kept.get(hash);
    if (kept === void 0) return;
    this.#forget(hash);
    this.#enter({ ...kept, keptAtMs });
  }
  drop(hash) {
    this.#forget(hash);
    this.#files.drop(hash);
  }
  /** Counts versions that came and went; a content that none names any more is deleted. */
  recount(added, removed) {
    const changes = /* @__PURE__ */ new Map();
    for (const hash of added.flatMap(contentsOf)) changes.set(hash, (changes.get(hash) ?? 0) + 1);
    for (const hash of removed.flatMap(contentsOf)) changes.set(hash, (changes.get(hash) ?? 0) - 1);
    for (const [hash, change] of changes) if (change !== 0) this.#count(hash, change);
  }
  #count(hash, change) {
    const count = (this.#references.get(hash) ?? 0) + change;
    if (count > 0) {
      this.#references.put(count, hash);
      return;
    }
    this.#references.remove(hash);
    if (this.#kept.get(hash) !== void 0) this.drop(hash);
  }
  #enter(content) {
    this.#kept.put(content, content.hash);
    this.#byAge.put(content.hash, content.keptAtMs, content.hash);
    this.#total.put(this.#totalBytes() + content.sizeBytes, "bytes");
  }
  #forget(hash) {
    const kept = this.#kept.get(hash);
    if (kept === void 0) return;
    this.#kept.remove(hash);
    this.#byAge.remove(kept.keptAtMs, hash);
    this.#total.put(this.#totalBytes() - kept.sizeBytes, "bytes");
  }
  #totalBytes() {
    return this.#total.get("bytes") ?? 0;
  }
};
function contentsOf(record) {
  const files = record.outputs.filter(({ path: path9 }) => path9 !== void 0);
  return [...new Set(files.map(({ hash }) => hash))];
}

// src/store/task-ledger.ts
var TaskLedger = class {
  #current;
  #earlier;
  #byFamily;
  #owners;
  constructor(root) {
    this.#current = new Table(root, "task");
    this.#earlier = new Table(root, "task-earlier");
    this.#byFamily = new Table(root, "task-of-family");
    this.#owners = new Table(root, "task-of-file");
  }
  read(id) {
    return this.#current.get(id);
  }
  versions(id) {
    const current = this.#current.get(id);
    return current === void 0 ? [] : [current, ...this.#earlier.get(id) ?? []];
  }
  records() {
    return this.#current.values();
  }
  readFamily(family) {
    const ids = this.#byFamily.valuesUnder(family);
    return ids.map((id) => this.#current.get(id)).filter((record) => record !== void 0);
  }
  ownerOf(path9) {
    return this.#owners.get(path9);
  }
  /** Makes `record` the current one; the versions before it stay, as many as `versionsPerTask` lets. */
  write(record, versionsPerTask) {
    const before = this.versions(record.id);
    const others = before.filter(({ fingerprint: fingerprint2 }) => fingerprint2 !== record.fingerprint);
    const kept = others.slice(0, Math.max(versionsPerTask, 1) - 1);
    this.#unindex(before[0]);
    this.#current.put(record, record.id);
    this.#earlier.put(kept, record.id);
    this.#byFamily.put(record.id, record.family, record.id);
    for (const { path: path9 } of record.outputs) {
      if (path9 !== void 0) this.#owners.put(record.id, path9);
    }
    return { added: [record], removed: before.filter((version) => !kept.includes(version)) };
  }
  /** Forgets some of a task's earlier versions; its current one stays. */
  forget(id, versions) {
    const gone = new Set(versions.map(({ fingerprint: fingerprint2 }) => fingerprint2));
    const [, ...earlier] = this.versions(id);
    const removed = earlier.filter(({ fingerprint: fingerprint2 }) => gone.has(fingerprint2));
    this.#earlier.put(
      earlier.filter((version) => !removed.includes(version)),
      id
    );
    return { added: [], removed };
  }
  remove(id) {
    const removed = this.versions(id);
    this.#unindex(removed[0]);
    this.#current.remove(id);
    this.#earlier.remove(id);
    return { added: [], removed };
  }
  #unindex(record) {
    if (record === void 0) return;
    this.#byFamily.remove(record.family, record.id);
    for (const { path: path9 } of record.outputs) {
      if (path9 !== void 0 && this.#owners.get(path9) === record.id) this.#owners.remove(path9);
    }
  }
};

// src/store/prune-versions.ts
var settledAfterMs = 60 * 60 * 1e3;
function pruneVersions(root, files, { keep = Number.POSITIVE_INFINITY, isDryRun }) {
  const tasks = new TaskLedger(root);
  const contents = new ContentLedger(root, files);
  const kept = new Map(contents.all().map((content) => [content.hash, content]));
  const isWhole = (record) => contentsOf(record).every((hash) => files.has(hash));
  const staying = [];
  const going = [];
  for (const { id } of tasks.records()) {
    const [current, ...earlier] = tasks.versions(id);
    if (current !== void 0) staying.push(current);
    let room = Math.max(1, keep) - 1;
    for (const version of earlier) {
      if (isWhole(version) && room-- > 0) staying.push(version);
      else going.push(version);
    }
  }
  const strays = findStrays([...kept.values()], [...staying, ...going]);
  const pruned = [
    ...measure(going, staying, kept),
    ...strays.map(({ sizeBytes }) => ({ sizeBytes }))
  ];
  if (isDryRun) return pruned;
  for (const version of going) contents.recount([], tasks.forget(version.id, [version]).removed);
  for (const { hash } of strays) contents.drop(hash);
  return pruned;
}
function measure(going, staying, kept) {
  const counted = new Set(staying.flatMap(contentsOf));
  return going.map((version) => {
    const freed = contentsOf(version).filter((hash) => !counted.has(hash));
    for (const hash of freed) counted.add(hash);
    const sizes = freed.map((hash) => kept.get(hash)?.sizeBytes ?? 0);
    return { id: version.id, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) };
  });
}
function findStrays(kept, versions) {
  const named = new Set(versions.flatMap(contentsOf));
  const now = Date.now();
  return kept.filter(({ hash, keptAtMs }) => !named.has(hash) && now - keptAtMs > settledAfterMs);
}

// src/store/record-database.ts
import { existsSync as existsSync3, mkdirSync as mkdirSync2, statSync as statSync3, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path4 from "node:path";

// src/store/data-file.ts
import { appendFileSync, closeSync, fstatSync, openSync, readSync } from "node:fs";
var smallestPageBytes = 4096;
var headBytes = 160;
var magic = 3203383518;
var dataVersion = 2;
var fields = {
  flags: 18,
  magic: 24,
  version: 28,
  pageBytes: 48,
  lastPage: 144,
  transaction: 152
};
var metaFlag = 8;
function findDataFileFault(file) {
  if (process.arch !== "x64" && process.arch !== "arm64") return void 0;
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    if (size === 0) return void 0;
    const first = readMeta(handle, 0);
    if (first === void 0) return "its file is not a database of this kind";
    const second = readMeta(handle, first.pageBytes);
    if (second === void 0) return "the head of its file is broken";
    const latest = second.transaction > first.transaction ? second : first;
    const missing = (latest.lastPage + 1) * latest.pageBytes - size;
    if (missing > size * 16 + 2 ** 24) return `its file ends ${missing} bytes too early`;
    if (missing > 0) appendFileSync(file, Buffer.alloc(missing));
    return void 0;
  } finally {
    closeSync(handle);
  }
}
function readMeta(handle, position) {
  const head = Buffer.alloc(headBytes);
  if (readSync(handle, head, 0, headBytes, position) < headBytes) return void 0;
  if ((head.readUInt16LE(fields.flags) & metaFlag) === 0) return void 0;
  if (head.readUInt32LE(fields.magic) !== magic) return void 0;
  if ((head.readUInt32LE(fields.version) & 65535) !== dataVersion) return void 0;
  const pageBytes = head.readUInt32LE(fields.pageBytes);
  if (pageBytes < smallestPageBytes / 16 || pageBytes > 1 << 20) return void 0;
  return {
    pageBytes,
    lastPage: Number(head.readBigUInt64LE(fields.lastPage)),
    transaction: head.readBigUInt64LE(fields.transaction)
  };
}

// src/store/group-commit.ts
var shareOfTime = 0.1;
var longestWaitMs = 100;
var GroupCommit = class {
  #commit;
  #entries = [];
  #timer;
  #nextAtMs = 0;
  #fault;
  constructor(commit) {
    this.#commit = commit;
  }
  /** Throws what the commit of this entry, or one behind the scenes since the last call, has thrown. */
  add(entry) {
    this.#throwFault();
    this.#entries.push(entry);
    const waitMs = this.#nextAtMs - performance.now();
    if (waitMs <= 0) {
      this.flush();
    } else if (this.#timer === void 0) {
      this.#timer = setTimeout(this.#flushQuietly, waitMs);
      process.once("exit", this.#flushQuietly);
    }
  }
  flush() {
    this.#throwFault();
    clearTimeout(this.#timer);
    if (this.#timer !== void 0) process.off("exit", this.#flushQuietly);
    this.#timer = void 0;
    if (this.#entries.length === 0) return;
    const entries = this.#entries;
    this.#entries = [];
    const from = performance.now();
    this.#commit(entries);
    const now = performance.now();
    this.#nextAtMs = now + Math.min((now - from) / shareOfTime, longestWaitMs);
  }
  #flushQuietly = () => {
    try {
      this.flush();
    } catch (error) {
      this.#fault = { error };
    }
  };
  #throwFault() {
    if (this.#fault === void 0) return;
    const { error } = this.#fault;
    this.#fault = void 0;
    throw error;
  }
};

// src/store/store-error.ts
import { getSystemErrorName } from "node:util";
var deleting = "deleting that folder loses no outputs: only what is known of their freshness goes, so that every task runs once more";
var damageCodes = /* @__PURE__ */ new Set([
  -30797,
  -30796,
  -30795,
  -30794,
  -30793,
  -30784,
  -30782,
  -30781,
  -30779
]);
var fullCodes = /* @__PURE__ */ new Set(["ENOSPC", "EDQUOT", -30792]);
var readersFullCode = -30790;
function damagedStore(folder, found, cause) {
  return new CauceError(
    "store-damaged",
    `\`${folder}\` holds a damaged record: ${found}. Delete \`${folder}\`: ${deleting}.`,
    { cause }
  );
}
function newerStore(folder, found, known) {
  return new CauceError(
    "store-newer",
    `\`${folder}\` was written by a newer Cauce: its record has format ${found}, and this one reads format ${known}. Update Cauce, or delete \`${folder}\`: ${deleting}.`
  );
}
function explainStoreError(folder, cause) {
  if (cause instanceof CauceError || !(cause instanceof Error)) return cause;
  const [reason = ""] = cause.message.split("\n");
  if (cause instanceof SyntaxError) return damagedStore(folder, reason, cause);
  if (!("code" in cause)) return cause;
  const code = nameOf(cause.code);
  if (damageCodes.has(code)) return damagedStore(folder, reason, cause);
  return new CauceError("store-unusable", `\`${folder}\` cannot be used: ${hint(code, reason)}`, {
    cause
  });
}
function hint(code, reason) {
  if (code === "ENOTDIR" || code === "EEXIST") {
    return `a file stands where a folder is expected (${reason}). Move that file away.`;
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return `this user may not write there (${reason}). Make the folder writable, or work on a copy of the project.`;
  }
  if (fullCodes.has(code)) {
    return `the disk is full or a quota is reached (${reason}). Make room and run again.`;
  }
  if (code === readersFullCode) {
    return `too many processes have it open at once (${reason}). Close some of them.`;
  }
  return `${reason}. Expected a folder on a local disk that this user may write to.`;
}
function nameOf(code) {
  return typeof code === "number" && code > 0 ? getSystemErrorName(-code) : code;
}

// src/store/record-database.ts
var knownFormat = 1;
var loadNow = createRequire(import.meta.url);
var RecordDatabase = class {
  folder;
  #file;
  #deferred = new GroupCommit(
    (changes) => this.#commit((root) => {
      for (const change of changes) change(root);
    })
  );
  #open;
  /** The database while a transaction runs on it. */
  #changing;
  #isClosed = false;
  constructor(folder) {
    this.folder = folder;
    this.#file = path4.join(folder, "record", "data.mdb");
  }
  /** Asks the database; `whenEmpty` where there is none yet, since asking creates nothing. */
  read(ask, whenEmpty) {
    this.flush();
    return this.readCommitted(ask, whenEmpty);
  }
  /** As `read`, but what is deferred may be missing from the answer. */
  readCommitted(ask, whenEmpty) {
    return this.#explained(() => {
      const root = this.#current();
      if (root === void 0 && !existsSync3(this.#file)) return whenEmpty;
      const found = root ?? this.#openRoot();
      found.resetReadTxn();
      return ask(found);
    });
  }
  /**
   * Changes the database in one transaction: all of it counts, or nothing does. Returns when it is
   * on disk. It is synchronous so that the lock, which all processes share, is never held while
   * this one computes something else.
   */
  write(change) {
    this.flush();
    return this.#commit(change);
  }
  /**
   * Changes the database soon: at once where commits are rare, and together with the changes that
   * follow within a moment where they are many. All of them count, in their order, or none does.
   */
  defer(change) {
    this.#deferred.add(change);
  }
  /** Commits what is deferred. */
  flush() {
    this.#deferred.flush();
  }
  #commit(change) {
    return this.#explained(() => {
      const root = this.#current() ?? this.#openRoot();
      this.#changing = root;
      const afterwards = setImmediate(() => this.#releaseLock());
      try {
        return root.transactionSync(() => change(root));
      } finally {
        clearImmediate(afterwards);
        this.#changing = void 0;
      }
    });
  }
  /** Makes the folder and the database where they are missing. */
  prepare() {
    this.#explained(() => this.#current() ?? this.#openRoot());
  }
  async close() {
    if (!this.#isClosed) this.flush();
    this.#releaseLock();
    this.#isClosed = true;
    const open = this.#open;
    this.#open = void 0;
    await open?.root.close();
  }
  /**
   * Ends a transaction that was cut off. An interrupt of the kernel terminates JavaScript wherever
   * it is, and runs no `finally`: without this, the lock would stay taken for every process until
   * this one exits, and what this one writes from then on would never be committed.
   */
  #releaseLock() {
    const root = this.#changing;
    if (root === void 0) return;
    this.#changing = void 0;
    this.#open = void 0;
    if (hasOpenTransaction(root)) root.env.abortTxn();
    void root.close();
  }
  /** The open database, unless another file (or none) now stands where it was. */
  #current() {
    if (this.#isClosed) throw new Error(`the store of ${this.folder} is closed`);
    this.#releaseLock();
    if (this.#open === void 0) return void 0;
    if (statSync3(this.#file, { throwIfNoEntry: false })?.ino === this.#open.inode) {
      return this.#open.root;
    }
    void this.#open.root.close();
    this.#open = void 0;
    return void 0;
  }
  #openRoot() {
    this.#makeFolder();
    const fault = existsSync3(this.#file) ? findDataFileFault(this.#file) : void 0;
    if (fault !== void 0) throw damagedStore(this.folder, fault);
    const { open } = loadNow("lmdb");
    const root = open({
      path: path4.dirname(this.#file),
      noSubdir: false,
      encoding: "json",
      // A commit that returned is on disk, and not only on its way.
      overlappingSync: false
    });
    try {
      checkFormat(root, this.folder);
    } catch (error) {
      void root.close();
      throw error;
    }
    this.#open = { root, inode: statSync3(this.#file).ino };
    return root;
  }
  /** The folder keeps itself out of version control, whatever the project's own rules say. */
  #makeFolder() {
    mkdirSync2(path4.dirname(this.#file), { recursive: true });
    const ignore = path4.join(this.folder, ".gitignore");
    if (!existsSync3(ignore)) writeFileSync(ignore, "*\n");
  }
  #explained(work) {
    try {
      return work();
    } catch (error) {
      throw explainStoreError(this.folder, error);
    }
  }
};
function hasOpenTransaction(root) {
  try {
    root.getWriteTxnId();
    return true;
  } catch {
    return false;
  }
}
function checkFormat(root, folder) {
  const about = new Table(root, "about");
  const found = about.get("format");
  if (found === knownFormat) return;
  if (found === void 0) {
    root.transactionSync(() => about.put(knownFormat, "format"));
    return;
  }
  if (typeof found === "number" && found > knownFormat)
    throw newerStore(folder, found, knownFormat);
  throw damagedStore(folder, `its format is ${JSON.stringify(found)} instead of ${knownFormat}`);
}

// src/store/lmdb-store.ts
var mebibyte = 2 ** 20;
var refreshAfterMs = 60 * 60 * 1e3;
function openLmdbStore(folder, options = {}) {
  return new LmdbStore(path5.resolve(folder), options);
}
var LmdbStore = class {
  #database;
  #files;
  #versionsPerTask;
  #keptBytes;
  #largestKeptBytes;
  constructor(folder, options) {
    this.#database = new RecordDatabase(folder);
    this.#files = new ContentFiles(folder);
    this.#versionsPerTask = options.versionsPerTask ?? 5;
    this.#keptBytes = options.keptBytes ?? 1024 * mebibyte;
    this.#largestKeptBytes = options.largestKeptBytes ?? 256 * mebibyte;
  }
  read(id) {
    return this.#database.read((root) => new TaskLedger(root).read(id), void 0);
  }
  async write(record) {
    this.#database.write((root) => {
      const { added, removed } = new TaskLedger(root).write(record, this.#versionsPerTask);
      this.#contents(root).recount(added, removed);
    });
  }
  async recordEnd(record, files) {
    const keptAtMs = Date.now();
    const copied = [];
    for (const { hash, file } of files) {
      const copy = await this.#copyIn(hash, file, keptAtMs);
      if (copy !== void 0) copied.push(copy);
    }
    this.#database.defer((root) => {
      const contents = this.#contents(root);
      for (const { copy, ...content } of copied) contents.add(content, copy, this.#keptBytes);
      const { added, removed } = new TaskLedger(root).write(record, this.#versionsPerTask);
      contents.recount(added, removed);
    });
  }
  flush() {
    this.#database.flush();
  }
  versions(id) {
    return this.#database.read((root) => new TaskLedger(root).versions(id), []);
  }
  records() {
    return this.#database.read((root) => new TaskLedger(root).records(), []);
  }
  readFamily(family) {
    return this.#database.read((root) => new TaskLedger(root).readFamily(family), []);
  }
  ownerOf(file) {
    return this.#database.read((root) => new TaskLedger(root).ownerOf(file), void 0);
  }
  async remove(id) {
    if (this.read(id) === void 0) return;
    this.#database.write((root) => {
      const { added, removed } = new TaskLedger(root).remove(id);
      this.#contents(root).recount(added, removed);
    });
  }
  readStamp(file) {
    return this.#database.read((root) => stampsIn(root).get(file), void 0);
  }
  async writeStamps(entries) {
    if (entries.length === 0) return;
    this.#database.write((root) => {
      for (const { path: file, stamp, hash } of entries) stampsIn(root).put({ stamp, hash }, file);
    });
  }
  async keepContent(hash, file) {
    const copied = await this.#copyIn(hash, file, Date.now());
    if (copied === void 0) return;
    const { copy, ...content } = copied;
    try {
      this.#database.write((root) => this.#contents(root).add(content, copy, this.#keptBytes));
    } finally {
      await rm2(copy, { force: true });
    }
  }
  hasContent(hash) {
    return this.#find(hash) !== void 0;
  }
  sizeOfContent(hash) {
    return this.#find(hash)?.sizeBytes;
  }
  async prune(options) {
    const prune = (root) => pruneVersions(root, this.#files, options);
    const found = this.#database.read(
      (root) => pruneVersions(root, this.#files, { ...options, isDryRun: true }),
      []
    );
    return options.isDryRun || found.length === 0 ? found : this.#database.write(prune);
  }
  async restoreContent(hash, file) {
    const kept = this.#find(hash);
    if (kept === void 0) {
      throw new CauceError(
        "content-missing",
        `\`${file}\` cannot come back: its content ${hash.slice(0, 12)}\u2026 is no longer kept. Run its task again.`
      );
    }
    if (await this.#copyOut(kept, file)) return;
    this.#database.write((root) => this.#contents(root).drop(hash));
    throw new CauceError(
      "content-damaged",
      `\`${file}\` cannot come back: the kept copy of its content ${hash.slice(0, 12)}\u2026 is damaged and was deleted. Run its task again.`
    );
  }
  close() {
    return this.#database.close();
  }
  #contents(root) {
    return new ContentLedger(root, this.#files);
  }
  /** A content that is accounted for and there: who empties `versions/` by hand loses no more than that. */
  #find(hash) {
    if (!this.#files.has(hash)) return void 0;
    return this.#database.read((root) => this.#contents(root).find(hash), void 0);
  }
  /** Copies a file to where it can be kept from; undefined where it is kept already, or is too large. */
  async #copyIn(hash, file, keptAtMs) {
    const known = this.#database.readCommitted(
      (root) => this.#contents(root).find(hash),
      void 0
    );
    if (known !== void 0 && this.#files.has(hash)) {
      if (keptAtMs - known.keptAtMs >= refreshAfterMs)
        this.#database.defer((root) => this.#contents(root).refresh(hash, keptAtMs));
      return void 0;
    }
    const sizeBytes = sizeOf(file);
    if (sizeBytes > Math.min(this.#largestKeptBytes, this.#keptBytes)) return void 0;
    this.#database.prepare();
    try {
      return { hash, sizeBytes, keptAtMs, copy: await this.#files.copyIn(file, sizeBytes) };
    } catch (error) {
      throw explainStoreError(this.#database.folder, error);
    }
  }
  async #copyOut(kept, file) {
    try {
      return await this.#files.copyOut(kept.hash, file, kept.sizeBytes);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CauceError(
        "content-not-restored",
        `\`${file}\` cannot be written: ${reason}. Make its folder writable, with room on the disk.`,
        { cause: error }
      );
    }
  }
};
function stampsIn(root) {
  return new Table(root, "stamp");
}
function sizeOf(file) {
  try {
    return statSync4(file).size;
  } catch (error) {
    throw new CauceError(
      "content-unreadable",
      `\`${file}\` cannot be kept: it is gone or cannot be read. Expected the file that a task has just written.`,
      { cause: error }
    );
  }
}

// src/pipeline/module-loader.ts
import path7 from "node:path";
import { pathToFileURL as pathToFileURL2 } from "node:url";
import { Script } from "node:vm";

// ../../../../work/main/node_modules/magic-string/dist/index.mjs
var BitSet = class BitSet2 {
  constructor(arg) {
    this.bits = arg instanceof BitSet2 ? arg.bits.slice() : [];
  }
  add(n2) {
    this.bits[n2 >> 5] |= 1 << (n2 & 31);
  }
  has(n2) {
    return !!(this.bits[n2 >> 5] & 1 << (n2 & 31));
  }
  forEach(fn) {
    const bits = this.bits;
    for (let w = 0; w < bits.length; w++) {
      let word = bits[w];
      while (word) {
        const lowest = word & -word;
        fn((w << 5) + 31 - Math.clz32(lowest));
        word ^= lowest;
      }
    }
  }
};
var Chunk = class Chunk2 {
  constructor(start, end, content) {
    this.start = start;
    this.end = end;
    this.original = content;
    this.intro = "";
    this.outro = "";
    this.content = content;
    this.storeName = false;
    this.edited = false;
    this.replacesUntil = -1;
    this.replacedFrom = -1;
    this.previous = null;
    this.next = null;
  }
  appendLeft(content) {
    this.outro += content;
  }
  appendRight(content) {
    this.intro = this.intro + content;
  }
  clone() {
    const chunk = new Chunk2(this.start, this.end, this.original);
    chunk.intro = this.intro;
    chunk.outro = this.outro;
    chunk.content = this.content;
    chunk.storeName = this.storeName;
    chunk.edited = this.edited;
    chunk.replacesUntil = this.replacesUntil;
    chunk.replacedFrom = this.replacedFrom;
    return chunk;
  }
  contains(index) {
    return this.start < index && index < this.end;
  }
  eachNext(fn) {
    fn(this);
    let chunk = this.next;
    while (chunk) {
      fn(chunk);
      chunk = chunk.next;
    }
  }
  eachPrevious(fn) {
    fn(this);
    let chunk = this.previous;
    while (chunk) {
      fn(chunk);
      chunk = chunk.previous;
    }
  }
  edit(content, storeName, contentOnly) {
    this.content = content;
    if (!contentOnly) {
      this.intro = "";
      this.outro = "";
    }
    this.storeName = storeName;
    this.edited = true;
    return this;
  }
  prependLeft(content) {
    this.outro = content + this.outro;
  }
  prependRight(content) {
    this.intro = content + this.intro;
  }
  reset() {
    this.intro = "";
    this.outro = "";
    this.replacesUntil = -1;
    this.replacedFrom = -1;
    if (this.edited) {
      this.content = this.original;
      this.storeName = false;
      this.edited = false;
    }
  }
  split(index) {
    const sliceIndex = index - this.start;
    const originalBefore = this.original.slice(0, sliceIndex);
    const originalAfter = this.original.slice(sliceIndex);
    this.original = originalBefore;
    const newChunk = new Chunk2(index, this.end, originalAfter);
    newChunk.outro = this.outro;
    this.outro = "";
    this.end = index;
    if (this.edited) {
      newChunk.edit("", false, true);
      newChunk.replacedFrom = this.replacedFrom;
    } else this.content = originalBefore;
    newChunk.next = this.next;
    if (newChunk.next) newChunk.next.previous = newChunk;
    newChunk.previous = this;
    this.next = newChunk;
    return newChunk;
  }
  toString() {
    return this.intro + this.content + this.outro;
  }
  trimEnd(rx) {
    this.outro = this.outro.replace(rx, "");
    if (this.outro.length) return true;
    const trimmed = this.content.replace(rx, "");
    if (trimmed.length) {
      if (trimmed !== this.content) {
        if (this.edited) this.edit(trimmed, this.storeName, true);
        else this.split(this.start + trimmed.length).edit("", void 0, true);
      }
      return true;
    } else {
      this.edit("", void 0, true);
      this.intro = this.intro.replace(rx, "");
      if (this.intro.length) return true;
    }
  }
  trimStart(rx) {
    this.intro = this.intro.replace(rx, "");
    if (this.intro.length) return true;
    const trimmed = this.content.replace(rx, "");
    if (trimmed.length) {
      if (trimmed !== this.content) {
        if (this.edited) this.edit(trimmed, this.storeName, true);
        else {
          this.split(this.end - trimmed.length);
          this.edit("", void 0, true);
        }
      }
      return true;
    } else {
      this.edit("", void 0, true);
      this.outro = this.outro.replace(rx, "");
      if (this.outro.length) return true;
    }
  }
};
var MagicStringError = class extends Error {
  name = "MagicStringError";
  constructor(message, options) {
    super(`[MagicString] ${message}`, options);
  }
};
function getBtoa() {
  if (typeof globalThis !== "undefined" && typeof globalThis.btoa === "function") return (str) => globalThis.btoa(unescape(encodeURIComponent(str)));
  const buffer = globalThis["Buffer"];
  if (buffer) return (str) => buffer.from(str, "utf-8").toString("base64");
  return () => {
    throw new MagicStringError("unsupported environment: `btoa` or `Buffer` is required");
  };
}
var btoa = /* @__PURE__ */ getBtoa();
var SourceMap = class {
  constructor(properties) {
    this.version = 3;
    this.file = properties.file;
    this.sources = properties.sources;
    this.sourcesContent = properties.sourcesContent;
    this.names = properties.names;
    this.mappings = typeof properties.mappings === "string" ? properties.mappings : encode(properties.mappings);
    if (typeof properties.x_google_ignoreList !== "undefined") this.x_google_ignoreList = properties.x_google_ignoreList;
    if (typeof properties.debugId !== "undefined") this.debugId = properties.debugId;
    if (typeof properties.rangeMappings !== "undefined") {
      let shouldOutputRangeMapping = false;
      for (const line of properties.rangeMappings) if (line.length !== 0) {
        shouldOutputRangeMapping = true;
        break;
      }
      if (shouldOutputRangeMapping) this.rangeMappings = encodeRangeMappings(properties.rangeMappings);
    }
  }
  /**
  * Returns the equivalent of `JSON.stringify(map)`
  */
  toString() {
    return JSON.stringify(this);
  }
  /**
  * Returns a DataURI containing the sourcemap. Useful for doing this sort of thing:
  * `generateMap(options?: SourceMapOptions): SourceMap;`
  */
  toUrl() {
    return `data:application/json;charset=utf-8;base64,${btoa(this.toString())}`;
  }
};
function getLocator(source) {
  const lineOffsets = [0];
  for (let i = source.indexOf("\n"); i !== -1; i = source.indexOf("\n", i + 1)) lineOffsets.push(i + 1);
  return function locate2(index) {
    let i = 0;
    let j = lineOffsets.length;
    while (i < j) {
      const m = i + j >> 1;
      if (index < lineOffsets[m]) j = m;
      else i = m + 1;
    }
    const line = i - 1;
    return {
      line,
      column: index - lineOffsets[line]
    };
  };
}
function getRelativePath(from, to) {
  const fromParts = from.split(/[/\\]/);
  const toParts = to.split(/[/\\]/);
  fromParts.pop();
  while (fromParts[0] === toParts[0]) {
    fromParts.shift();
    toParts.shift();
  }
  if (fromParts.length) {
    let i = fromParts.length;
    while (i--) fromParts[i] = "..";
  }
  return fromParts.concat(toParts).join("/");
}
function guessIndent(code) {
  const lines = code.split("\n");
  const tabbed = lines.filter((line) => /^\t+/.test(line));
  const spaced = lines.filter((line) => /^ {2,}/.test(line));
  if (tabbed.length === 0 && spaced.length === 0) return null;
  if (tabbed.length >= spaced.length) return "	";
  const min = spaced.reduce((previous, current) => {
    const numSpaces = /^ +/.exec(current)[0].length;
    return Math.min(numSpaces, previous);
  }, Infinity);
  return " ".repeat(min);
}
var toString = Object.prototype.toString;
function isObject(thing) {
  return toString.call(thing) === "[object Object]";
}
var BASE64_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
var intToChar = /* @__PURE__ */ (() => {
  const chars = /* @__PURE__ */ new Uint8Array(64);
  for (let i = 0; i < 64; i++) chars[i] = BASE64_CHARS.charCodeAt(i);
  return chars;
})();
var COMMA = 44;
var SEMICOLON = 59;
var BUFFER_SIZE = 16384;
var FLUSH_THRESHOLD = 16348;
var scratch = /* @__PURE__ */ new Uint8Array(BUFFER_SIZE);
function writeVlq(pos, num) {
  num = num < 0 ? -num << 1 | 1 : num << 1;
  do {
    let clamped = num & 31;
    num >>>= 5;
    if (num > 0) clamped |= 32;
    scratch[pos++] = intToChar[clamped];
  } while (num > 0);
  return pos;
}
var decoder = /* @__PURE__ */ new TextDecoder();
var MappingsEncoder = class {
  constructor() {
    this.out = "";
    this.pos = 0;
    this.lines = [];
    this.buffered = 0;
    this.needsComma = false;
    this.prevGenColumn = 0;
    this.prevSourceIndex = 0;
    this.prevSourceLine = 0;
    this.prevSourceColumn = 0;
    this.prevNameIndex = 0;
  }
  endLine(segments) {
    this.lines.push(segments);
    this.buffered += segments.length + 1;
    if (this.buffered >= 4096) this.drain(null);
  }
  segments(segments) {
    this.drain(segments);
  }
  finish(segments) {
    this.drain(segments);
    this.flush();
    return this.out;
  }
  drain(trailing) {
    const lines = this.lines;
    const lineCount = lines.length;
    for (let l = 0; l <= lineCount; l++) {
      const line = l < lineCount ? lines[l] : trailing;
      if (line === null) break;
      for (let i = 0; i < line.length; i++) {
        if (this.pos > FLUSH_THRESHOLD) this.flush();
        const segment = line[i];
        if (this.needsComma) scratch[this.pos++] = COMMA;
        this.needsComma = true;
        this.pos = writeVlq(this.pos, segment[0] - this.prevGenColumn);
        this.prevGenColumn = segment[0];
        this.pos = writeVlq(this.pos, segment[1] - this.prevSourceIndex);
        this.prevSourceIndex = segment[1];
        this.pos = writeVlq(this.pos, segment[2] - this.prevSourceLine);
        this.prevSourceLine = segment[2];
        this.pos = writeVlq(this.pos, segment[3] - this.prevSourceColumn);
        this.prevSourceColumn = segment[3];
        if (segment.length === 5) {
          this.pos = writeVlq(this.pos, segment[4] - this.prevNameIndex);
          this.prevNameIndex = segment[4];
        }
      }
      if (l < lineCount) {
        if (this.pos > FLUSH_THRESHOLD) this.flush();
        scratch[this.pos++] = SEMICOLON;
        this.needsComma = false;
        this.prevGenColumn = 0;
      }
    }
    lines.length = 0;
    this.buffered = 0;
    this.flush();
  }
  flush() {
    this.out += decoder.decode(scratch.subarray(0, this.pos));
    this.pos = 0;
  }
};
var NEWLINE_CHAR$1 = 10;
function isWordCode(code) {
  return code >= 97 && code <= 122 || code >= 65 && code <= 90 || code >= 48 && code <= 57 || code === 95;
}
var Mappings = class {
  constructor(hires, encoder = null) {
    this.hires = hires;
    this.generatedCodeLine = 0;
    this.generatedCodeColumn = 0;
    this.raw = [];
    this.rawSegments = this.raw[this.generatedCodeLine] = [];
    this.rawRangeMappingsIndices = [];
    this.rawRangeMappings = hires === "experimental-range" ? [this.rawRangeMappingsIndices] : void 0;
    this.encoder = encoder;
  }
  nextLine() {
    if (this.encoder === null) {
      this.generatedCodeLine += 1;
      this.raw[this.generatedCodeLine] = this.rawSegments = [];
    } else {
      this.encoder.endLine(this.rawSegments);
      this.rawSegments = [];
      this.generatedCodeLine += 1;
    }
    this.generatedCodeColumn = 0;
    if (this.rawRangeMappings) this.rawRangeMappings[this.generatedCodeLine] = this.rawRangeMappingsIndices = [];
  }
  /**
  * Emits the mappings for one MagicString: its intro, every chunk (with the
  * chunk's own intro/outro) and its outro. `sourceIndex === -1` means the
  * string has no source of its own, so its content only advances the
  * generated position without mapping anything.
  */
  addMagicString(magicString, sourceIndex, nameIndex) {
    const { original } = magicString;
    const locate2 = getLocator(original);
    if (magicString.intro) this.advance(magicString.intro);
    magicString.firstChunk.eachNext((chunk) => {
      if (chunk.intro.length) this.advance(chunk.intro);
      if (sourceIndex === -1) this.advance(chunk.content);
      else if (chunk.edited) {
        const name = chunk.storeName ? nameIndex.get(original.slice(chunk.start, chunk.replacesUntil)) : void 0;
        this.addEdit(sourceIndex, chunk.content, locate2(chunk.start), name ?? -1);
      } else this.addUneditedChunk(sourceIndex, chunk, original, locate2(chunk.start), magicString.sourcemapLocations);
      if (chunk.outro.length) this.advance(chunk.outro);
    });
    if (magicString.outro) this.advance(magicString.outro);
  }
  addEdit(sourceIndex, content, loc, nameIndex) {
    if (content.length) {
      const contentLengthMinusOne = content.length - 1;
      let contentLineEnd = content.indexOf("\n", 0);
      let previousContentLineEnd = -1;
      while (contentLineEnd >= 0 && contentLengthMinusOne > contentLineEnd) {
        const segment2 = [
          this.generatedCodeColumn,
          sourceIndex,
          loc.line,
          loc.column
        ];
        if (nameIndex >= 0) segment2.push(nameIndex);
        this.rawSegments.push(segment2);
        this.nextLine();
        previousContentLineEnd = contentLineEnd;
        contentLineEnd = content.indexOf("\n", contentLineEnd + 1);
      }
      const segment = [
        this.generatedCodeColumn,
        sourceIndex,
        loc.line,
        loc.column
      ];
      if (nameIndex >= 0) segment.push(nameIndex);
      this.rawSegments.push(segment);
      this.advance(content.slice(previousContentLineEnd + 1));
    }
  }
  addUneditedChunk(sourceIndex, chunk, original, loc, sourcemapLocations) {
    const end = chunk.end;
    let i = chunk.start;
    if (this.hires) {
      const boundary = this.hires === "boundary";
      const experimentalRange = this.hires === "experimental-range";
      const encoder = experimentalRange ? null : this.encoder;
      let charInHiresBoundary = false;
      while (i < end) {
        if (encoder !== null && this.rawSegments.length >= 4096) {
          encoder.segments(this.rawSegments);
          this.rawSegments.length = 0;
        }
        if (experimentalRange && i + 1 >= end) this.rawSegments.push([
          this.generatedCodeColumn,
          sourceIndex,
          loc.line,
          loc.column
        ]);
        const code = original.charCodeAt(i);
        if (code === NEWLINE_CHAR$1) {
          loc.line += 1;
          loc.column = 0;
          this.nextLine();
          charInHiresBoundary = false;
        } else {
          if (boundary) {
            if (isWordCode(code)) {
              if (!charInHiresBoundary) {
                this.rawSegments.push([
                  this.generatedCodeColumn,
                  sourceIndex,
                  loc.line,
                  loc.column
                ]);
                charInHiresBoundary = true;
              }
            } else {
              this.rawSegments.push([
                this.generatedCodeColumn,
                sourceIndex,
                loc.line,
                loc.column
              ]);
              charInHiresBoundary = false;
            }
          } else if (experimentalRange) {
            if (i === chunk.start) {
              this.rawRangeMappingsIndices.push(this.rawSegments.length);
              this.rawSegments.push([
                this.generatedCodeColumn,
                sourceIndex,
                loc.line,
                loc.column
              ]);
            }
          } else this.rawSegments.push([
            this.generatedCodeColumn,
            sourceIndex,
            loc.line,
            loc.column
          ]);
          loc.column += 1;
          this.generatedCodeColumn += 1;
        }
        i += 1;
      }
    } else {
      const bits = sourcemapLocations.bits;
      while (i < end) {
        let newline = original.indexOf("\n", i);
        if (newline === -1 || newline > end) newline = end;
        if (newline > i) {
          this.rawSegments.push([
            this.generatedCodeColumn,
            sourceIndex,
            loc.line,
            loc.column
          ]);
          for (let w = i + 1 >> 5, last = newline - 1 >> 5; w <= last; w++) {
            let word = bits[w];
            if (!word) continue;
            const base = w << 5;
            while (word) {
              const lowest = word & -word;
              const index = base + 31 - Math.clz32(lowest);
              if (index > i && index < newline) {
                const offset = index - i;
                this.rawSegments.push([
                  this.generatedCodeColumn + offset,
                  sourceIndex,
                  loc.line,
                  loc.column + offset
                ]);
              }
              word ^= lowest;
            }
          }
          loc.column += newline - i;
          this.generatedCodeColumn += newline - i;
        }
        if (newline === end) break;
        loc.line += 1;
        loc.column = 0;
        this.nextLine();
        i = newline + 1;
      }
    }
  }
  advance(str) {
    if (!str) return;
    const lastNewline = str.lastIndexOf("\n");
    for (let i = str.indexOf("\n"); i !== -1; i = str.indexOf("\n", i + 1)) this.nextLine();
    this.generatedCodeColumn += str.length - lastNewline - 1;
  }
};
var n = "\n";
var NEWLINE_CHAR = "\n".charCodeAt(0);
var CR_CHAR = "\r".charCodeAt(0);
var warned = {
  insertLeft: false,
  insertRight: false,
  storeName: false
};
function expandReplacement(replacement, matched, position, str, captures, namedCaptures) {
  if (!replacement.includes("$")) return replacement;
  let result = "";
  let index = 0;
  while (index < replacement.length) {
    const dollar = replacement.indexOf("$", index);
    if (dollar === -1) {
      result += replacement.slice(index);
      break;
    }
    result += replacement.slice(index, dollar);
    const char = replacement[dollar + 1];
    let expansion = "$";
    let consumed = 1;
    if (char === "$") consumed = 2;
    else if (char === "&") {
      expansion = matched;
      consumed = 2;
    } else if (char === "`") {
      expansion = str.slice(0, position);
      consumed = 2;
    } else if (char === "'") {
      expansion = str.slice(position + matched.length);
      consumed = 2;
    } else if (char === "<" && namedCaptures !== void 0) {
      const close = replacement.indexOf(">", dollar + 2);
      if (close !== -1) {
        expansion = namedCaptures[replacement.slice(dollar + 2, close)] ?? "";
        consumed = close + 1 - dollar;
      }
    } else if (char >= "0" && char <= "9") {
      const second = replacement[dollar + 2];
      const double = second >= "0" && second <= "9" ? Number(char + second) : NaN;
      const single = Number(char);
      if (double >= 1 && double <= captures.length) {
        expansion = captures[double - 1] ?? "";
        consumed = 3;
      } else if (single >= 1 && single <= captures.length) {
        expansion = captures[single - 1] ?? "";
        consumed = 2;
      }
    }
    result += expansion;
    index = dollar + consumed;
  }
  return result;
}
var MagicString = class MagicString2 {
  /**
  * Wraps `string` for editing; every index passed to the editing methods refers to this original string.
  */
  constructor(string, options = {}) {
    const chunk = new Chunk(0, string.length, string);
    Object.defineProperties(this, {
      original: {
        writable: true,
        value: string
      },
      outro: {
        writable: true,
        value: ""
      },
      intro: {
        writable: true,
        value: ""
      },
      firstChunk: {
        writable: true,
        value: chunk
      },
      lastChunk: {
        writable: true,
        value: chunk
      },
      lastSearchedChunk: {
        writable: true,
        value: chunk
      },
      byStart: {
        writable: true,
        value: /* @__PURE__ */ new Map([[0, chunk]])
      },
      byEnd: {
        writable: true,
        value: /* @__PURE__ */ new Map([[string.length, chunk]])
      },
      filename: {
        writable: true,
        value: options.filename
      },
      indentExclusionRanges: {
        writable: true,
        value: options.indentExclusionRanges
      },
      sourcemapLocations: {
        writable: true,
        value: new BitSet()
      },
      storedNames: {
        writable: true,
        value: /* @__PURE__ */ new Set()
      },
      indentStr: {
        writable: true,
        value: void 0
      },
      ignoreList: {
        writable: true,
        value: options.ignoreList
      },
      offset: {
        writable: true,
        value: options.offset || 0
      },
      hasMovedChunks: {
        writable: true,
        value: false
      }
    });
  }
  /**
  * Adds the specified character index (with respect to the original string) to sourcemap mappings, if `hires` is false.
  */
  addSourcemapLocation(char) {
    this.sourcemapLocations.add(char);
  }
  /**
  * Appends the specified content to the end of the string.
  */
  append(content) {
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    this.outro += content;
    return this;
  }
  /**
  * Appends the specified content at the index in the original string.
  * If a range *ending* with index is subsequently moved, the insert will be moved with it.
  * See also `s.prependLeft(...)`.
  */
  appendLeft(index, content) {
    index = this._resolveIndex(index);
    if (index < 0 || index > this.original.length) throw new MagicStringError(`index ${index} is out of bounds`);
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    this._split(index);
    const chunk = this.byEnd.get(index);
    if (chunk) chunk.appendLeft(content);
    else this.intro += content;
    return this;
  }
  /**
  * Appends the specified content at the index in the original string.
  * If a range *starting* with index is subsequently moved, the insert will be moved with it.
  * See also `s.prependRight(...)`.
  */
  appendRight(index, content) {
    index = this._resolveIndex(index);
    if (index < 0 || index > this.original.length) throw new MagicStringError(`index ${index} is out of bounds`);
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    this._split(index);
    const chunk = this.byStart.get(index);
    if (chunk) chunk.appendRight(content);
    else this.outro += content;
    return this;
  }
  /**
  * Returns an independent copy: the chunk list, string-level intro/outro,
  * sourcemap locations, stored names, indent exclusion ranges, `offset`,
  * `filename` and `ignoreList` are all copied; later edits to either string
  * do not affect the other.
  */
  clone() {
    const cloned = new MagicString2(this.original, {
      filename: this.filename,
      ignoreList: this.ignoreList,
      offset: this.offset
    });
    let originalChunk = this.firstChunk;
    let clonedChunk = cloned.firstChunk = cloned.lastSearchedChunk = originalChunk.clone();
    while (originalChunk) {
      cloned.byStart.set(clonedChunk.start, clonedChunk);
      cloned.byEnd.set(clonedChunk.end, clonedChunk);
      const nextOriginalChunk = originalChunk.next;
      const nextClonedChunk = nextOriginalChunk && nextOriginalChunk.clone();
      if (nextClonedChunk) {
        clonedChunk.next = nextClonedChunk;
        nextClonedChunk.previous = clonedChunk;
        clonedChunk = nextClonedChunk;
      }
      originalChunk = nextOriginalChunk;
    }
    cloned.lastChunk = clonedChunk;
    if (this.indentExclusionRanges) cloned.indentExclusionRanges = this.indentExclusionRanges.slice();
    cloned.sourcemapLocations = new BitSet(this.sourcemapLocations);
    cloned.storedNames = new Set(this.storedNames);
    cloned.intro = this.intro;
    cloned.outro = this.outro;
    cloned.hasMovedChunks = this.hasMovedChunks;
    return cloned;
  }
  /**
  * Generates a sourcemap object with raw mappings in array form, rather than encoded as a string.
  * Useful if you need to manipulate the sourcemap further, but most of the time you will use `generateMap` instead.
  */
  generateDecodedMap(options) {
    options = options || {};
    const mappings = new Mappings(options.hires);
    const names = this._generateMappings(mappings);
    return {
      ...this._mapProperties(options, names),
      mappings: mappings.raw,
      rangeMappings: mappings.rawRangeMappings
    };
  }
  /**
  * Generates a version 3 sourcemap.
  */
  generateMap(options) {
    options = options || {};
    const encoder = new MappingsEncoder();
    const mappings = new Mappings(options.hires, encoder);
    const names = this._generateMappings(mappings);
    return new SourceMap({
      ...this._mapProperties(options, names),
      mappings: encoder.finish(mappings.rawSegments),
      rangeMappings: mappings.rawRangeMappings
    });
  }
  /** @internal */
  _generateMappings(mappings) {
    const names = [...this.storedNames];
    mappings.addMagicString(this, 0, new Map(names.map((name, i) => [name, i])));
    return names;
  }
  /** @internal */
  _mapProperties(options, names) {
    return {
      file: options.file ? options.file.split(/[/\\]/).pop() : void 0,
      sources: [options.source ? getRelativePath(options.file || "", options.source) : options.file || ""],
      sourcesContent: options.includeContent ? [this.original] : void 0,
      names,
      x_google_ignoreList: this.ignoreList ? [0] : void 0
    };
  }
  /** @internal */
  _ensureindentStr() {
    if (this.indentStr === void 0) this.indentStr = guessIndent(this.original);
  }
  /** @internal */
  _getRawIndentString() {
    this._ensureindentStr();
    return this.indentStr;
  }
  /**
  * Returns the indentation string guessed from the original content, falling back to a single tab character.
  * This is the value `s.indent()` uses when no prefix is supplied.
  */
  getIndentString() {
    this._ensureindentStr();
    return this.indentStr ?? "	";
  }
  indent(indentStr, options) {
    const pattern = /^[^\r\n]/gm;
    if (isObject(indentStr)) {
      options = indentStr;
      indentStr = void 0;
    }
    if (indentStr === void 0) {
      this._ensureindentStr();
      indentStr = this.indentStr || "	";
    }
    if (indentStr === "") return this;
    const resolvedIndentStr = indentStr;
    options = options || {};
    const isExcluded = new BitSet();
    if (options.exclude) (typeof options.exclude[0] === "number" ? [options.exclude] : options.exclude).forEach((exclusion) => {
      for (let i = exclusion[0]; i < exclusion[1]; i += 1) isExcluded.add(i);
    });
    let shouldIndentNextCharacter = options.indentStart !== false;
    const indentPiece = (str) => {
      if (str === "") return str;
      const indented = str.replace(pattern, (match, offset) => offset > 0 || shouldIndentNextCharacter ? `${resolvedIndentStr}${match}` : match);
      shouldIndentNextCharacter = str[str.length - 1] === "\n";
      return indented;
    };
    this.intro = indentPiece(this.intro);
    let charIndex = 0;
    let chunk = this.firstChunk;
    const indentAt = (index) => {
      shouldIndentNextCharacter = false;
      if (index === chunk.start) chunk.appendRight(resolvedIndentStr);
      else {
        this._splitChunk(chunk, index);
        chunk = chunk.next;
        chunk.prependRight(resolvedIndentStr);
      }
    };
    while (chunk) {
      const end = chunk.end;
      if (!isExcluded.has(chunk.start)) chunk.intro = indentPiece(chunk.intro);
      if (chunk.edited) {
        if (!isExcluded.has(chunk.start)) chunk.content = indentPiece(chunk.content);
        else if (chunk.content) shouldIndentNextCharacter = chunk.content[chunk.content.length - 1] === "\n";
      } else if (options.exclude) {
        charIndex = chunk.start;
        while (charIndex < end) {
          if (!isExcluded.has(charIndex)) {
            const char = this.original.charCodeAt(charIndex);
            if (char === NEWLINE_CHAR) shouldIndentNextCharacter = true;
            else if (char !== CR_CHAR && shouldIndentNextCharacter) indentAt(charIndex);
          }
          charIndex += 1;
        }
      } else {
        charIndex = chunk.start;
        while (charIndex < end) {
          if (!shouldIndentNextCharacter) {
            const nextLine = this.original.indexOf(n, charIndex);
            if (nextLine === -1 || nextLine >= end) break;
            shouldIndentNextCharacter = true;
            charIndex = nextLine + 1;
            continue;
          }
          const char = this.original.charCodeAt(charIndex);
          if (char === NEWLINE_CHAR || char === CR_CHAR) {
            charIndex += 1;
            continue;
          }
          indentAt(charIndex);
          charIndex += 1;
        }
      }
      if (!isExcluded.has(chunk.end - 1)) chunk.outro = indentPiece(chunk.outro);
      charIndex = chunk.end;
      chunk = chunk.next;
    }
    this.outro = indentPiece(this.outro);
    return this;
  }
  /** @internal */
  insert() {
    throw new MagicStringError("insert() is deprecated, use appendLeft() or prependRight()");
  }
  /** @internal */
  insertLeft(index, content) {
    if (!warned.insertLeft) {
      console.warn("magicString.insertLeft(...) is deprecated. Use magicString.appendLeft(...) instead");
      warned.insertLeft = true;
    }
    return this.appendLeft(index, content);
  }
  /** @internal */
  insertRight(index, content) {
    if (!warned.insertRight) {
      console.warn("magicString.insertRight(...) is deprecated. Use magicString.prependRight(...) instead");
      warned.insertRight = true;
    }
    return this.prependRight(index, content);
  }
  /**
  * Moves the characters from `start` and `end` to `index`.
  *
  * `affinity` controls where the range is anchored at `index`. With the
  * default `'right'`, it is inserted before the content that starts at `index`;
  * with `'left'`, it is inserted after the content that ends at `index`. The
  * two differ only when other content has already been moved to that boundary,
  * mirroring the `appendLeft`/`appendRight` distinction.
  */
  move(start, end, index, affinity = "right") {
    start = this._resolveIndex(start);
    end = this._resolveIndex(end);
    index = this._resolveIndex(index);
    if (start === end) return this;
    if (start < 0 || end > this.original.length || index < 0 || index > this.original.length) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
    if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
    if (index >= start && index <= end) throw new MagicStringError("cannot move a selection inside itself");
    this._split(start);
    this._split(end);
    this._split(index);
    const first = this.byStart.get(start);
    const last = this.byEnd.get(end);
    if (!first || !last) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
    if (this.hasMovedChunks) {
      let cursor = first;
      while (cursor !== last) {
        cursor = cursor.next;
        if (!cursor || cursor.start < start || cursor.end > end) throw new MagicStringError(`cannot move ${start} to ${end} because an earlier move split that range`);
      }
    }
    const oldLeft = first.previous;
    const oldRight = last.next;
    let newLeft;
    let newRight;
    if (affinity === "left") {
      newLeft = this.byEnd.get(index) ?? null;
      if (!newLeft) {
        if (first === this.firstChunk) return this;
        newRight = this.firstChunk;
      } else {
        if (newLeft.next === first) return this;
        newRight = newLeft.next;
      }
    } else {
      newRight = this.byStart.get(index) ?? null;
      if (!newRight) {
        if (last === this.lastChunk) return this;
        newLeft = this.lastChunk;
      } else {
        if (newRight.previous === last) return this;
        newLeft = newRight.previous;
      }
    }
    if (oldLeft) oldLeft.next = oldRight;
    if (oldRight) oldRight.previous = oldLeft;
    if (newLeft) newLeft.next = first;
    if (newRight) newRight.previous = last;
    if (!oldLeft) this.firstChunk = oldRight;
    if (!oldRight) {
      this.lastChunk = oldLeft;
      this.lastChunk.next = null;
    }
    first.previous = newLeft;
    last.next = newRight || null;
    if (!newLeft) this.firstChunk = first;
    if (!newRight) this.lastChunk = last;
    this.hasMovedChunks = true;
    return this;
  }
  /**
  * Replaces the characters from `start` to `end` with `content`, along with the appended/prepended content in
  * that range. The same restrictions as `s.remove()` apply.
  *
  * The fourth argument is optional. It can have a storeName property - if true, the original name will be stored
  * for later inclusion in a sourcemap's names array - and a contentOnly property which determines whether only
  * the content is overwritten, or anything that was appended/prepended to the range as well.
  *
  * It may be preferred to use `s.update(...)` instead if you wish to avoid overwriting the appended/prepended content.
  */
  overwrite(start, end, content, options) {
    if (options === true) {
      if (!warned.storeName) {
        console.warn("The final argument to magicString.overwrite(...) should be an options object. See https://github.com/rich-harris/magic-string");
        warned.storeName = true;
      }
      return this.update(start, end, content, {
        storeName: true,
        overwrite: true
      });
    }
    const optionObject = typeof options === "object" && options ? options : {};
    return this.update(start, end, content, {
      ...optionObject,
      overwrite: !optionObject.contentOnly
    });
  }
  /**
  * Replaces the characters from `start` to `end` with `content`. The same restrictions as `s.remove()` apply.
  *
  * The fourth argument is optional. It can have a storeName property - if true, the original name will be stored
  * for later inclusion in a sourcemap's names array - and an overwrite property which determines whether only
  * the content is overwritten, or anything that was appended/prepended to the range as well.
  */
  update(start, end, content, options) {
    start = this._resolveIndex(start);
    end = this._resolveIndex(end);
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    if (start < 0) throw new MagicStringError(`start ${start} is out of bounds`);
    if (end > this.original.length) throw new MagicStringError(`end ${end} is out of bounds`);
    if (start === end) throw new MagicStringError(`cannot overwrite a zero-length range at ${start}, use appendLeft() or prependRight()`);
    if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
    this._split(start);
    this._split(end);
    if (options === true) {
      if (!warned.storeName) {
        console.warn("The final argument to magicString.overwrite(...) should be an options object. See https://github.com/rich-harris/magic-string");
        warned.storeName = true;
      }
      options = { storeName: true };
    }
    const optionObject = typeof options === "object" && options ? options : {};
    const storeName = optionObject.storeName || false;
    const overwrite = optionObject.overwrite || false;
    if (storeName) this.storedNames.add(this.original.slice(start, end));
    const first = this.byStart.get(start);
    for (let chunk = first; chunk.end < end; ) {
      const next = chunk.next;
      if (next === null || next !== this.byStart.get(chunk.end)) throw new MagicStringError("cannot overwrite across a split point");
      chunk = next;
    }
    for (let chunk = first.next; chunk !== null && chunk.start < end; chunk = chunk.next) {
      chunk.edit("", false, !overwrite);
      chunk.replacesUntil = -1;
      chunk.replacedFrom = start;
    }
    first.edit(content, storeName, !overwrite);
    first.replacesUntil = end;
    first.replacedFrom = -1;
    return this;
  }
  /**
  * Prepends the string with the specified content.
  */
  prepend(content) {
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    this.intro = content + this.intro;
    return this;
  }
  /**
  * Same as `s.appendLeft(...)`, except that the inserted content will go *before* any previous appends or prepends at index
  */
  prependLeft(index, content) {
    index = this._resolveIndex(index);
    if (index < 0 || index > this.original.length) throw new MagicStringError(`index ${index} is out of bounds`);
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    this._split(index);
    const chunk = this.byEnd.get(index);
    if (chunk) chunk.prependLeft(content);
    else this.intro = content + this.intro;
    return this;
  }
  /**
  * Same as `s.appendRight(...)`, except that the inserted content will go *before* any previous appends or prepends at `index`
  */
  prependRight(index, content) {
    index = this._resolveIndex(index);
    if (index < 0 || index > this.original.length) throw new MagicStringError(`index ${index} is out of bounds`);
    if (typeof content !== "string") throw new MagicStringError(`content must be a string, got ${typeof content}`);
    this._split(index);
    const chunk = this.byStart.get(index);
    if (chunk) chunk.prependRight(content);
    else this.outro = content + this.outro;
    return this;
  }
  /**
  * Removes the characters from `start` to `end` (of the original string, **not** the generated string).
  * Content appended or prepended at positions strictly inside the range is removed with it, while
  * content attached at `start` or `end` is preserved — use `s.overwrite(start, end, '')` to remove
  * the range including its edge inserts.
  * Repeated removals and removals with partially overlapping ranges are allowed.
  */
  remove(start, end) {
    start = this._resolveIndex(start);
    end = this._resolveIndex(end);
    if (start === end) return this;
    if (start < 0 || end > this.original.length) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
    if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
    this._split(start);
    this._split(end);
    let chunk = this.byStart.get(start);
    while (chunk) {
      if (chunk.start > start) chunk.intro = "";
      if (chunk.end < end) chunk.outro = "";
      chunk.edit("", false, true);
      chunk.replacesUntil = -1;
      chunk.replacedFrom = -1;
      chunk = end > chunk.end ? this.byStart.get(chunk.end) : void 0;
    }
    return this;
  }
  /**
  * Reset the modified characters from `start` to `end` (of the original string, **not** the generated string).
  */
  reset(start, end) {
    start = this._resolveIndex(start);
    end = this._resolveIndex(end);
    if (start === end) return this;
    if (start < 0 || end > this.original.length) throw new MagicStringError(`range ${start}\u2013${end} is out of bounds`);
    if (start > end) throw new MagicStringError(`end must be greater than start (start: ${start}, end: ${end})`);
    this._split(start);
    this._split(end);
    let chunk = this.byStart.get(start);
    while (chunk) {
      chunk.reset();
      chunk = end > chunk.end ? this.byStart.get(chunk.end) : void 0;
    }
    return this;
  }
  /**
  * Returns the last character of the generated string, or `''` if it is empty.
  */
  lastChar() {
    if (this.outro.length) return this.outro[this.outro.length - 1];
    let chunk = this.lastChunk;
    while (chunk) {
      if (chunk.outro.length) return chunk.outro[chunk.outro.length - 1];
      if (chunk.content.length) return chunk.content[chunk.content.length - 1];
      if (chunk.intro.length) return chunk.intro[chunk.intro.length - 1];
      chunk = chunk.previous;
    }
    if (this.intro.length) return this.intro[this.intro.length - 1];
    return "";
  }
  /**
  * Returns everything after the last newline in the generated string, or the whole string if there is no newline.
  */
  lastLine() {
    let lineIndex = this.outro.lastIndexOf(n);
    if (lineIndex !== -1) return this.outro.slice(lineIndex + 1);
    let lineStr = this.outro;
    let chunk = this.lastChunk;
    while (chunk) {
      if (chunk.outro.length > 0) {
        lineIndex = chunk.outro.lastIndexOf(n);
        if (lineIndex !== -1) return chunk.outro.slice(lineIndex + 1) + lineStr;
        lineStr = chunk.outro + lineStr;
      }
      if (chunk.content.length > 0) {
        lineIndex = chunk.content.lastIndexOf(n);
        if (lineIndex !== -1) return chunk.content.slice(lineIndex + 1) + lineStr;
        lineStr = chunk.content + lineStr;
      }
      if (chunk.intro.length > 0) {
        lineIndex = chunk.intro.lastIndexOf(n);
        if (lineIndex !== -1) return chunk.intro.slice(lineIndex + 1) + lineStr;
        lineStr = chunk.intro + lineStr;
      }
      chunk = chunk.previous;
    }
    lineIndex = this.intro.lastIndexOf(n);
    if (lineIndex !== -1) return this.intro.slice(lineIndex + 1) + lineStr;
    return this.intro + lineStr;
  }
  /**
  * Returns the content of the generated string that corresponds to the slice
  * between `start` and `end` of the original string, walking the generated
  * string from the chunk holding `start` to the chunk holding `end`. Throws
  * if either index falls inside replaced content. After `move()`, a range
  * whose end now comes before its start in the output yields `''`.
  */
  slice(start = 0, end = this.original.length - this.offset) {
    start = this._resolveIndex(start);
    end = this._resolveIndex(end);
    let result = "";
    let chunk;
    if (this.hasMovedChunks) {
      chunk = this.firstChunk;
      while (chunk && (chunk.start > start || chunk.end <= start)) {
        if (chunk.start < end && chunk.end >= end || end === 0 && chunk.start === 0) return result;
        chunk = chunk.next;
      }
    } else {
      if (start >= end) return result;
      chunk = this._chunkAt(start);
    }
    if (chunk && chunk.edited && chunk.start !== start) throw new MagicStringError(`cannot use edited character ${start} as slice start anchor`);
    const startChunk = chunk;
    while (chunk) {
      if (end === 0 && chunk.start === 0) break;
      if (chunk.intro && (startChunk !== chunk || chunk.start === start)) result += chunk.intro;
      const containsEnd = chunk.start < end && chunk.end >= end;
      if (containsEnd && chunk.edited && chunk.end !== end) throw new MagicStringError(`cannot use edited character ${end} as slice end anchor`);
      const sliceStart = startChunk === chunk ? start - chunk.start : 0;
      const sliceEnd = containsEnd ? chunk.content.length + end - chunk.end : chunk.content.length;
      result += chunk.content.slice(sliceStart, sliceEnd);
      if (chunk.outro && (!containsEnd || chunk.end === end)) result += chunk.outro;
      if (containsEnd) break;
      chunk = chunk.next;
    }
    return result;
  }
  /**
  * Returns a clone of `s`, with all content before the `start` and `end` characters of the original string removed.
  */
  snip(start, end) {
    const clone = this.clone();
    clone.remove(-clone.offset, start);
    clone.remove(end, clone.original.length - clone.offset);
    return clone;
  }
  /**
  * Applies `offset`, resolves a negative index from the end of `original` as
  * `update`/`remove` always have, and rejects anything that is not an integer.
  * Bounds are checked by the caller, because the methods report them differently.
  *
  * @internal
  */
  _resolveIndex(index) {
    const resolved = index + this.offset;
    if (!Number.isInteger(resolved)) throw new MagicStringError(`index must be an integer, got ${index}`);
    if (resolved < 0 && this.original.length !== 0) return Math.max(0, resolved + this.original.length);
    return resolved;
  }
  /**
  * The chunk whose original range holds `index` (`chunk.start <= index < chunk.end`),
  * or `undefined` when `index` is at or past the end. Searches from the last
  * visited chunk so that scans over nearby indices stay cheap.
  *
  * @internal
  */
  _chunkAt(index) {
    let chunk = this.byStart.get(index);
    if (chunk) return chunk;
    chunk = this.lastSearchedChunk;
    const searchForward = index >= chunk.end;
    while (chunk && !chunk.contains(index)) chunk = searchForward ? this.byStart.get(chunk.end) : this.byEnd.get(chunk.start);
    if (chunk) this.lastSearchedChunk = chunk;
    return chunk;
  }
  /** @internal */
  _split(index) {
    if (this.byStart.get(index) || this.byEnd.get(index)) return;
    let chunk = this.lastSearchedChunk;
    let previousChunk = chunk;
    const searchForward = index > chunk.end;
    while (chunk) {
      if (chunk.contains(index)) return this._splitChunk(chunk, index);
      chunk = searchForward ? this.byStart.get(chunk.end) : this.byEnd.get(chunk.start);
      if (chunk === previousChunk) return;
      previousChunk = chunk;
    }
  }
  /** @internal */
  _splitChunk(chunk, index) {
    if (chunk.edited && chunk.content.length) {
      const loc = getLocator(this.original)(index);
      throw new MagicStringError(`cannot split a chunk that has already been edited (${loc.line}:${loc.column} \u2013 "${chunk.original}")`);
    }
    const newChunk = chunk.split(index);
    this.byEnd.set(index, chunk);
    this.byStart.set(index, newChunk);
    this.byEnd.set(newChunk.end, newChunk);
    if (chunk === this.lastChunk) this.lastChunk = newChunk;
    this.lastSearchedChunk = chunk;
    return true;
  }
  /**
  * Returns the generated string.
  */
  toString() {
    let str = this.intro;
    let chunk = this.firstChunk;
    while (chunk) {
      str += chunk.toString();
      chunk = chunk.next;
    }
    return str + this.outro;
  }
  /**
  * Returns true if the resulting source is empty (disregarding white space).
  */
  isEmpty() {
    if (this.intro.length && this.intro.trim()) return false;
    let chunk = this.firstChunk;
    while (chunk) {
      if (chunk.intro.length && chunk.intro.trim() || chunk.content.length && chunk.content.trim() || chunk.outro.length && chunk.outro.trim()) return false;
      chunk = chunk.next;
    }
    if (this.outro.length && this.outro.trim()) return false;
    return true;
  }
  /**
  * Returns the length of the generated string, counting only content attached to the original characters.
  * Content outside the string body (`s.prepend()`/`s.append()`, and inserts before the first or after the last
  * character) is not counted, so this can differ from `s.toString().length`.
  */
  length() {
    let chunk = this.firstChunk;
    let length = 0;
    while (chunk) {
      length += chunk.intro.length + chunk.content.length + chunk.outro.length;
      chunk = chunk.next;
    }
    return length;
  }
  /**
  * Removes empty lines from the start and end.
  */
  trimLines() {
    return this.trim("[\\r\\n]");
  }
  /**
  * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the start and end.
  */
  trim(charType) {
    return this.trimStart(charType).trimEnd(charType);
  }
  /** @internal */
  trimEndAborted(charType) {
    const rx = new RegExp(`${charType || "\\s"}+$`);
    this.outro = this.outro.replace(rx, "");
    if (this.outro.length) return true;
    let chunk = this.lastChunk;
    do {
      const end = chunk.end;
      const aborted = chunk.trimEnd(rx);
      if (chunk.end !== end) {
        const next = chunk.next;
        if (this.lastChunk === chunk) this.lastChunk = next;
        this.byEnd.set(chunk.end, chunk);
        this.byStart.set(next.start, next);
        this.byEnd.set(next.end, next);
      }
      if (aborted) return true;
      chunk = chunk.previous;
    } while (chunk);
    this.intro = this.intro.replace(rx, "");
    return this.intro.length > 0;
  }
  /**
  * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the end.
  */
  trimEnd(charType) {
    this.trimEndAborted(charType);
    return this;
  }
  /** @internal */
  trimStartAborted(charType) {
    const rx = new RegExp(`^${charType || "\\s"}+`);
    this.intro = this.intro.replace(rx, "");
    if (this.intro.length) return true;
    let chunk = this.firstChunk;
    do {
      const end = chunk.end;
      const aborted = chunk.trimStart(rx);
      if (chunk.end !== end) {
        const next = chunk.next;
        if (chunk === this.lastChunk) this.lastChunk = next;
        this.byEnd.set(chunk.end, chunk);
        this.byStart.set(next.start, next);
        this.byEnd.set(next.end, next);
      }
      if (aborted) return true;
      chunk = chunk.next;
    } while (chunk);
    this.outro = this.outro.replace(rx, "");
    return this.outro.length > 0;
  }
  /**
  * Trims content matching `charType` (defaults to `\s`, i.e. whitespace) from the start.
  */
  trimStart(charType) {
    this.trimStartAborted(charType);
    return this;
  }
  /**
  * Indicates if the string has been changed.
  */
  hasChanged() {
    if (this.intro || this.outro) return true;
    let outputIndex = 0;
    let chunk = this.firstChunk;
    while (chunk) {
      if (chunk.intro || chunk.outro) return true;
      if (!chunk.edited && chunk.start === outputIndex) outputIndex = chunk.end;
      else {
        if (!this.original.startsWith(chunk.content, outputIndex)) return true;
        outputIndex += chunk.content.length;
      }
      chunk = chunk.next;
    }
    return outputIndex !== this.original.length;
  }
  /**
  * Whether the original range [start, end) has had any of its characters
  * removed. `replace`/`replaceAll` search `original`, so a match can land on
  * text that is no longer in the output - overwriting it would resurrect the
  * removed characters, so such matches are skipped instead.
  *
  * @internal
  */
  _hasRemovedContent(start, end) {
    const atBoundary = this.byStart.get(start);
    if (atBoundary && start === end) {
      const previous = this.byEnd.get(start);
      return !!previous && previous.content === "" && atBoundary.content === "";
    }
    let chunk = this._chunkAt(start);
    while (chunk && chunk.start < end) {
      if (chunk.content === "" && (chunk.replacedFrom < start || this.byStart.get(chunk.replacedFrom).replacesUntil < chunk.end)) return true;
      chunk = this.byStart.get(chunk.end);
    }
    return false;
  }
  /** @internal */
  _replaceRegexp(searchValue, replacement) {
    function getReplacement(match, index, str) {
      if (typeof replacement === "string") return expandReplacement(replacement, match[0], index, str, match.slice(1), match.groups);
      else return match.groups === void 0 ? replacement(match[0], ...match.slice(1), index, str) : replacement(match[0], ...match.slice(1), index, str, match.groups);
    }
    const replaceMatch = (match) => {
      if (match.index == null) return false;
      if (this._hasRemovedContent(match.index, match.index + match[0].length)) return false;
      const replacement2 = getReplacement(match, match.index, this.original);
      if (replacement2 === match[0]) return true;
      if (match[0].length === 0) this.appendRight(match.index - this.offset, replacement2);
      else this.overwrite(match.index - this.offset, match.index + match[0].length - this.offset, replacement2);
      return true;
    };
    if (searchValue.global) {
      searchValue.lastIndex = 0;
      for (const match of this.original.matchAll(searchValue)) replaceMatch(match);
    } else {
      const match = this.original.match(searchValue);
      if (match && !replaceMatch(match)) {
        const global = new RegExp(searchValue.source, `${searchValue.flags}g`);
        for (const next of this.original.matchAll(global)) if (replaceMatch(next)) break;
      }
    }
    return this;
  }
  /** @internal */
  _replaceString(string, replacement) {
    const { original } = this;
    let index = original.indexOf(string);
    while (index !== -1) {
      if (this._hasRemovedContent(index, index + string.length)) {
        index = original.indexOf(string, index + string.length);
        continue;
      }
      if (typeof replacement === "function") replacement = replacement(string, index, original);
      else replacement = expandReplacement(replacement, string, index, original, [], void 0);
      if (string !== replacement) {
        if (string.length === 0) this.appendRight(index - this.offset, replacement);
        else this.overwrite(index - this.offset, index + string.length - this.offset, replacement);
      }
      break;
    }
    return this;
  }
  /**
  * String replacement with RegExp or string.
  */
  replace(searchValue, replacement) {
    if (typeof searchValue === "string") return this._replaceString(searchValue, replacement);
    return this._replaceRegexp(searchValue, replacement);
  }
  /** @internal */
  _replaceAllString(string, replacement) {
    const { original } = this;
    const stringLength = string.length;
    if (stringLength === 0) {
      for (let index = 0; index <= original.length; index += 1) {
        if (this._hasRemovedContent(index, index)) continue;
        const _replacement = typeof replacement === "function" ? replacement("", index, original) : expandReplacement(replacement, "", index, original, [], void 0);
        if (_replacement !== "") this.appendRight(index - this.offset, _replacement);
      }
      return this;
    }
    for (let index = original.indexOf(string); index !== -1; index = original.indexOf(string, index + stringLength)) {
      if (this._hasRemovedContent(index, index + stringLength)) continue;
      const previous = original.slice(index, index + stringLength);
      const _replacement = typeof replacement === "function" ? replacement(previous, index, original) : expandReplacement(replacement, previous, index, original, [], void 0);
      if (previous !== _replacement) this.overwrite(index - this.offset, index + stringLength - this.offset, _replacement);
    }
    return this;
  }
  /**
  * Same as `s.replace`, but replace all matched strings instead of just one.
  */
  replaceAll(searchValue, replacement) {
    if (typeof searchValue === "string") return this._replaceAllString(searchValue, replacement);
    if (!searchValue.global) throw new MagicStringError("replaceAll() requires a global RegExp");
    return this._replaceRegexp(searchValue, replacement);
  }
};

// src/cell/emit-module.ts
function emitModule(slice) {
  const code = [`(async ($imports, $import) => { "use strict";`];
  const lines = [void 0];
  for (const declaration of slice.imports) {
    code.push(bindImport(declaration));
    lines.push({ place: declaration.place.label, line: declaration.place.line });
  }
  for (const declaration of slice.declarations) {
    const text = rewriteDynamicImports(declaration.code, "$import");
    code.push(text);
    for (const index of text.split("\n").keys()) lines.push(originOf(declaration, index));
  }
  code.push(`return { ${slice.exports.join(", ")} };
})`);
  const imports = /* @__PURE__ */ new Set([
    ...slice.effectImports,
    ...slice.imports.map((declaration) => declaration.specifier)
  ]);
  return { code: code.join("\n"), lines, imports: [...imports] };
}
function originOf({ place, lines, columns }, index) {
  return {
    place: place.label,
    line: lines[index] ?? lines.at(-1) ?? 1,
    columns: columns[index] ?? []
  };
}
function bindImport(declaration) {
  const local = declaration.names[0] ?? "";
  const namespace = `$imports[${JSON.stringify(declaration.specifier)}]`;
  return declaration.imported === "*" ? `const ${local} = ${namespace};` : `const ${local} = ${namespace}[${JSON.stringify(declaration.imported)}];`;
}
function rewriteDynamicImports(code, replacement) {
  if (!/\bimport\s*\(/.test(code)) return code;
  const edited = new MagicString(code);
  walk(parseJavaScript(code), (node) => {
    if (node.type === "ImportExpression")
      edited.overwrite(node.start, node.start + "import".length, replacement);
    return true;
  });
  return edited.toString();
}

// src/pipeline/assert-exported.ts
var mostNames = 12;
function assertExported(imports, namespaces) {
  for (const { names, imported, specifier, place } of imports) {
    const namespace = namespaces[specifier];
    if (imported === "*" || namespace === void 0 || imported in namespace) continue;
    throw new CauceError(
      "export-missing",
      `\`${imported}\` (${place.label}, line ${place.line}) is not exported by \`${specifier}\`, which exports ${list(namespace)}. Correct the name${names[0] === imported ? "" : ` of \`${names[0]}\``}.`,
      { location: { place: place.label, line: place.line } }
    );
  }
}
function list(namespace) {
  const names = Object.keys(namespace);
  if (names.length === 0) return "nothing";
  const shown = names.slice(0, mostNames).map((name) => `\`${name}\``);
  return `${shown.join(", ")}${names.length > mostNames ? " and more" : ""}`;
}

// src/pipeline/local-modules.ts
import { createHash as createHash5 } from "node:crypto";
import { existsSync as existsSync4, mkdirSync as mkdirSync3, readFileSync as readFileSync2, renameSync as renameSync2, writeFileSync as writeFileSync2 } from "node:fs";
import path6 from "node:path";
import { pathToFileURL } from "node:url";
function readLocalModule(entry, root) {
  const files = /* @__PURE__ */ new Map();
  const packages = /* @__PURE__ */ new Map();
  const pending = [entry];
  for (let file = pending.pop(); file !== void 0; file = pending.pop()) {
    if (files.has(file)) continue;
    const read = readLocalFile(file, root);
    files.set(file, read);
    for (const { resolved } of read.imports) {
      if (resolved.kind === "local") pending.push(resolved.file);
      if (resolved.kind === "package") packages.set(resolved.name, resolved);
    }
  }
  const sorted = [...files.values()].sort((a, b) => a.file < b.file ? -1 : 1);
  const hash = createHash5("sha256");
  for (const { file, hash: own } of sorted) hash.update(`${path6.relative(root, file)} ${own}
`);
  return {
    file: entry,
    hash: hash.digest("hex").slice(0, 32),
    files: sorted,
    packages: [...packages.values()]
  };
}
var modulesFolder = path6.join(".cauce", "modules");
function compileLocalModule(module, root, folder) {
  const home = path6.join(folder, module.hash);
  const compiled = (file) => path6.join(home, compiledName(file, root));
  for (const { file, code, imports } of module.files) {
    const target = compiled(file);
    if (existsSync4(target)) continue;
    const edited = new MagicString(code);
    for (const { start, end, resolved } of imports) {
      edited.overwrite(start, end, JSON.stringify(specifierFor(resolved, compiled)));
    }
    mkdirSync3(path6.dirname(target), { recursive: true });
    const temporary = `${target}.${process.pid}.tmp`;
    writeFileSync2(temporary, edited.toString());
    renameSync2(temporary, target);
  }
  return pathToFileURL(compiled(module.file)).href;
}
function compiledName(file, root) {
  return `${path6.relative(root, file).replaceAll("..", "__")}.mjs`;
}
function sourceOfCompiled(name, root) {
  const source = name.slice(0, -".mjs".length);
  const inside = path6.join(root, source);
  return existsSync4(inside) ? inside : path6.resolve(root, source.replaceAll("__", ".."));
}
function specifierFor(resolved, compiled) {
  if (resolved.kind === "node") return resolved.specifier;
  return pathToFileURL(resolved.kind === "local" ? compiled(resolved.file) : resolved.file).href;
}
function readLocalFile(file, root) {
  const text = readText(file, root);
  if (file.endsWith(".json")) return readJsonFile(file, text, root);
  const { code, problems } = stripTypes(text);
  const problem = problems[0];
  if (problem !== void 0) {
    const place = path6.relative(root, file);
    throw new CauceError(
      "syntax-error",
      `\`${place}\`, line ${problem.line}: ${problem.message}. Correct the line and try again.`,
      { location: { place, line: problem.line, column: problem.column } }
    );
  }
  const program = parseJavaScript(code);
  const imports = [];
  walk(program, (node) => {
    const source = "source" in node ? node.source : void 0;
    if (typeof source === "object" && source !== null && "value" in source && typeof source.value === "string") {
      imports.push({
        start: source.start,
        end: source.end,
        resolved: resolveModule(source.value, path6.dirname(file))
      });
    }
    return true;
  });
  return { file, code, hash: hashCode(program), imports };
}
function readJsonFile(file, text, root) {
  try {
    const json = JSON.stringify(JSON.parse(text));
    return {
      file,
      code: `export default ${json};`,
      hash: createHash5("sha256").update(json).digest("hex"),
      imports: []
    };
  } catch (cause) {
    const place = path6.relative(root, file);
    throw new CauceError(
      "json-invalid",
      `\`${place}\` is imported but is not JSON: ${cause.message}. Correct the file.`,
      { cause, location: { place } }
    );
  }
}
function readText(file, root) {
  try {
    return readFileSync2(file, "utf8");
  } catch (cause) {
    throw new CauceError(
      "module-not-readable",
      `\`${path6.relative(root, file)}\` is imported but cannot be read. Check that the file is there.`,
      { cause }
    );
  }
}

// src/pipeline/module-loader.ts
var mostModules = 32;
var ModuleLoader = class {
  #root;
  #base;
  #library;
  #modules = /* @__PURE__ */ new Map();
  /**
   * Specifiers are resolved from `base`, the folder of the notebook or the module. `library` gives
   * what `import … from "cauce"` stands for in this process.
   */
  constructor(root, base, library) {
    this.#root = root;
    this.#base = base;
    this.#library = library;
  }
  /** The module of a slice; equal slices share one as long as the files that they import stay the same. */
  load(slice) {
    const emitted = emitModule(slice);
    const key = sha256(
      JSON.stringify([
        emitted.code,
        Object.entries(this.cover(emitted.imports)).map(([name, item]) => [name, item.hash])
      ])
    );
    const known = this.#modules.get(key);
    if (known !== void 0) return known;
    const loaded = this.#evaluate(emitted, slice, key);
    loaded.catch(() => this.#modules.delete(key));
    this.#modules.set(key, loaded);
    const oldest = this.#modules.keys().next().value;
    if (this.#modules.size > mostModules && oldest !== void 0) this.#modules.delete(oldest);
    return loaded;
  }
  async #evaluate(emitted, slice, key) {
    const filename = `cauce:module-${key.slice(0, 12)}`;
    registerSource(filename, emitted.lines);
    const evaluate = new Script(emitted.code, { filename }).runInThisContext();
    const load = (specifier) => this.import(specifier);
    const namespaces = Object.fromEntries(
      await Promise.all(
        emitted.imports.map(async (specifier) => [specifier, await load(specifier)])
      )
    );
    assertExported(slice.imports, namespaces);
    try {
      return await evaluate(namespaces, load);
    } catch (error) {
      throw isCauceError(error) ? error : userCodeError("declarations-failed", "The code that the task reaches", error);
    }
  }
  /** What `import` of a specifier gives. */
  async import(specifier) {
    if (specifier === "cauce") return this.#library();
    const resolved = resolveModule(specifier, this.#base);
    switch (resolved.kind) {
      case "node":
        return await import(resolved.specifier);
      case "package":
        return withNamedExports(await importFile(specifier, pathToFileURL2(resolved.file).href));
      case "local": {
        const module = readLocalModule(resolved.file, this.#root);
        return importFile(
          specifier,
          compileLocalModule(module, this.#root, path7.join(this.#root, modulesFolder))
        );
      }
    }
  }
  /** What a fingerprint covers of some imports: the versions of packages, and the content of local files. */
  cover(specifiers) {
    const covered = {};
    for (const specifier of specifiers) {
      if (specifier === "cauce" || specifier === "tslab") {
        covered["package:cauce"] = { hash: packageVersion() };
        continue;
      }
      const resolved = resolveModule(specifier, this.#base);
      if (resolved.kind === "package")
        covered[`package:${resolved.name}`] = { hash: resolved.version };
      if (resolved.kind === "local") this.#coverLocal(resolved.file, covered);
    }
    return covered;
  }
  /** What a fingerprint covers of a task class that a module of the project declares: all that the module stands on. */
  coverImportedTask(family, specifiers) {
    for (const specifier of specifiers) {
      const resolved = resolveModule(specifier, this.#base);
      if (resolved.kind !== "local") continue;
      const declaring = readLocalModule(resolved.file, this.#root).files.find(
        ({ file }) => declaresTask(file, family)
      );
      if (declaring === void 0) continue;
      const covered = this.cover(["cauce"]);
      this.#coverLocal(declaring.file, covered);
      return covered;
    }
    return void 0;
  }
  #coverLocal(file, covered) {
    const module = readLocalModule(file, this.#root);
    for (const local of module.files) {
      const name = path7.relative(this.#root, local.file).split(path7.sep).join("/");
      covered[`file:${name}`] = { hash: local.hash, place: name };
    }
    for (const { name, version } of module.packages) covered[`package:${name}`] = { hash: version };
  }
};
async function importFile(specifier, url) {
  try {
    return await import(url);
  } catch (error) {
    throw userCodeError("import-failed", `\`${specifier}\`, while it was imported,`, error);
  }
}
function withNamedExports(namespace) {
  const whole = namespace.default;
  if (typeof whole !== "object" || whole === null) return namespace;
  const missed = Object.keys(whole).filter((name) => !(name in namespace));
  return missed.length === 0 ? namespace : { ...whole, ...namespace };
}

// src/pipeline/project.ts
function openProject({ folder, library }) {
  const root = findProjectRoot(folder);
  setProjectRoot(root);
  const loader = new ModuleLoader(root, folder, library);
  setFrameLibraryLoader(async () => await loader.import("danfojs-node"));
  return { root, store: openLmdbStore(path8.join(root, ".cauce")), loader };
}

export {
  findDownstream,
  hashFile,
  unreachable,
  registerSource,
  findUserFrames,
  Engine,
  MagicString,
  readLocalModule,
  modulesFolder,
  sourceOfCompiled,
  openProject
};
//# sourceMappingURL=chunk-SSL2OL3F.js.map
