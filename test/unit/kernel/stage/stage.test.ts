import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { RunEvent } from "../../../../src/core/event.ts";
import { quietPublisher } from "../../../../src/kernel/quiet-publisher.ts";
import type { Led } from "../../../../src/kernel/show-run.ts";
import { Stage } from "../../../../src/kernel/stage/stage.ts";
import { COUNTERS } from "../../../../src/kernel/wire/thread-messages.ts";
import type { LineData } from "../../../../src/kernel/wire/wire-line.ts";
import { builtFile } from "../../../../src/pipeline/built-file.ts";
import type { RunOptions } from "../../../../src/pipeline/run-options.ts";
import { TemporaryProject } from "../../pipeline/temporary-project.ts";

const cells = [
  'import { Task, text, z } from "cauce";',
  `class First extends Task {
    output() { return text(this); }
    async run() { console.log("works"); await this.output().write("1"); }
  }`,
  `class Second extends Task.with({ n: z.int().default(1) }) {
    requires() { return new First(); }
    output() { return text(this); }
    async run() { await this.output().write(await this.input().read() + this.n); }
  }`,
];

let project: TemporaryProject;
let stages: Stage[];
beforeEach(() => {
  project = new TemporaryProject();
  stages = [];
});
afterEach(async () => {
  await Promise.all(stages.map((stage) => stage.close()));
  await project.close();
});

/** A line that leads nowhere: nothing of these runs is shown. */
function openLine(): LineData {
  const counters = new Int32Array(new SharedArrayBuffer(COUNTERS * Int32Array.BYTES_PER_ELEMENT));
  return { port: new MessageChannel().port1, counters, session: "session" };
}

function openStage(program?: URL): Stage {
  const [root, file] = [project.path("."), project.path("notebook.ipynb")];
  const stage = new Stage({ root, file, openLine, ...(program === undefined ? {} : { program }) });
  stages.push(stage);
  return stage;
}

async function lead(stage: Stage, options: RunOptions = {}): Promise<Led> {
  const engine = project.engine(cells);
  const planned = await engine.plan({ family: "Second", given: {} }, options);
  return stage.lead({ engine, planned, options, picture: undefined, publisher: quietPublisher });
}

/** The program of a thread that ends with the first run that it is given, and works when it is started again. */
function dyingProgram(death: string): URL {
  const marker = JSON.stringify(project.path("died"));
  const file = project.path("dying.cjs");
  writeFileSync(
    file,
    `const { existsSync, writeFileSync } = require("node:fs");
    const { parentPort } = require("node:worker_threads");
    if (existsSync(${marker})) require(${JSON.stringify(path.resolve(builtFile("kernel/stage/stage-thread.cjs").pathname))});
    else parentPort.on("message", () => { writeFileSync(${marker}, ""); ${death} });`,
  );
  return pathToFileURL(file);
}

test("a run that a thread leads tells its events in order, and gives its report", async () => {
  const events: RunEvent[] = [];
  const led = await lead(openStage(), { onEvent: (event) => events.push(event) });
  expect(led).toMatchObject({ ok: true });
  expect(led.ok && led.report.ok).toBe(true);
  const told = events.map((event) =>
    "id" in event ? `${event.event} ${event.family}` : event.event,
  );
  expect(told).toEqual([
    "plan",
    "task First",
    "log First",
    "task First",
    "task Second",
    "task Second",
    "summary",
  ]);
  const again = await lead(openStage());
  expect(again.ok && again.report.summary).toMatchObject({ ran: 0, fresh: 2 });
});

test.each([
  ["exit status 7", "process.exit(7);"],
  ["out of luck", 'throw new RangeError("out of luck");'],
])(
  "a thread that dies (%s) fails its runs, and the next run starts another",
  async (why, death) => {
    const stage = openStage(dyingProgram(death));
    const [first, other] = await Promise.all([lead(stage), lead(stage)]);
    for (const led of [first, other]) {
      expect(led.ok).toBe(false);
      expect(led.ok ? "" : String(led.error)).toContain(`has ended (${why})`);
    }
    const next = await lead(stage);
    expect(next.ok && next.report.ran).toHaveLength(2);
  },
);

test("a run is cancelled by its signal, and says so", async () => {
  const controller = new AbortController();
  const onEvent = (event: RunEvent) => {
    if (event.event === "task" && event.status === "started") controller.abort();
  };
  const led = await lead(openStage(), { signal: controller.signal, onEvent });
  expect(led.ok && led.report.summary.cancelled).toBeGreaterThan(0);
});

test("who throws while events are told ends the run, with the very error", async () => {
  const fault = new RangeError("enough");
  const onEvent = () => {
    throw fault;
  };
  const led = await lead(openStage(), { onEvent });
  expect(led.ok).toBe(false);
  expect(led.ok ? undefined : led.error).toBe(fault);
});

test("a stage that was never needed has no thread to end", async () => {
  const stage = openStage();
  stage.prepare(() => {
    throw new Error("nobody has threads to prepare");
  });
  await stage.close();
});
