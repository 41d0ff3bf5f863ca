import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  viewDag
} from "./chunk-AVBLG5ZY.js";
import {
  isTask
} from "./chunk-7C5RFFRJ.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/pipeline/host.ts
var current;
function setHost(host) {
  current = host;
}
function findHost() {
  return current;
}
function currentHost() {
  if (current !== void 0) return current;
  throw new CauceError(
    "no-notebook",
    "`run`, `dag` and `why` need to know the code of their tasks, and this process is no Cauce notebook. Run the file with `cauce run FILE TASK`, or open it in the kernel."
  );
}

// src/pipeline/ask.ts
var WhyReport = class {
  root;
  tasks;
  constructor(root, tasks) {
    this.root = root;
    this.tasks = tasks;
  }
};
var Dag = class {
  task;
  view;
  constructor(task, view) {
    this.task = task;
    this.view = view;
  }
};
async function run(task, options = {}) {
  const reference = referenceTo(task, "run");
  const host = currentHost();
  const engine = await host.engine();
  return host.run(engine, await engine.plan(reference, options), reference, options);
}
async function dag(task) {
  const reference = referenceTo(task, "dag");
  const engine = await currentHost().engine();
  return new Dag(reference, viewDag(await engine.plan(reference)));
}
async function why(task) {
  const reference = referenceTo(task, "why");
  const engine = await currentHost().engine();
  const { root, plan } = await engine.plan(reference);
  return explain(root, plan.tasks());
}
async function impact(subject) {
  if (typeof subject !== "string")
    throw new CauceError(
      "unknown-subject",
      `\`impact\` was given a value of type ${typeof subject}. Expected a name or a path in quotes, such as \`impact("scale")\`.`
    );
  return (await currentHost().engine()).impact(subject);
}
function explain(root, tasks) {
  const explained = [];
  for (const { task, decision } of tasks) {
    if (decision.state === "stale")
      explained.push({ id: task.id, reasons: decision.reasons, restorable: false });
    if (decision.state === "restorable")
      explained.push({ id: task.id, reasons: [], restorable: true });
  }
  return new WhyReport(root, explained);
}
function referenceTo(task, asked) {
  if (isTask(task)) return { family: task.family, given: task.given };
  const found = typeof task === "function" ? `the class \`${task.name}\` itself: write \`${asked}(new ${task.name}(\u2026))\`` : `a value of type ${typeof task}`;
  throw new CauceError(
    "not-a-task",
    `\`${asked}\` was given ${found}. Expected a task, such as \`new MyTask()\`.`
  );
}

export {
  setHost,
  findHost,
  WhyReport,
  Dag,
  run,
  dag,
  why,
  impact,
  explain
};
//# sourceMappingURL=chunk-YENJQZQL.js.map
