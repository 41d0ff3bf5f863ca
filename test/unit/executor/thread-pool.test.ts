import { afterEach, beforeEach, expect, test } from "vitest";
import { PoolRig } from "./pool-rig.ts";

let rig: PoolRig;
beforeEach(() => {
  rig = new PoolRig();
});
afterEach(() => rig.close());

/** Each thread evaluates a module once: what a task of it says tells which thread it runs in. */
const keepTelling = (name: string) =>
  rig.keep(
    `const thread = "${name}-" + crypto.randomUUID();
     class A extends Task { async run() { this.log(thread); } }
     class B extends Task { async run() { this.log(thread); } }
     return { A, B };`,
  );

async function threadOf(module: string, family: string): Promise<string> {
  const told: string[] = [];
  const outcome = await rig.execute({ family, module, log: (text) => told.push(text) });
  expect([outcome, told.length]).toMatchObject([{ ok: true }, 1]);
  return told.join();
}

test("of idle threads the one that last ran a task's family runs it again", async () => {
  const module = keepTelling("m");
  const before = await Promise.all(["A", "B"].map((family) => threadOf(module, family)));
  expect(new Set(before).size).toBe(2);
  expect([await threadOf(module, "A"), await threadOf(module, "B")]).toEqual(before);
  const [b, a] = await Promise.all(["B", "A"].map((family) => threadOf(module, family)));
  expect([a, b]).toEqual(before);
});

test("where none ran its family, the thread that last ran a task of its module does", async () => {
  const [m, n] = [keepTelling("m"), keepTelling("n")];
  const before = await Promise.all([m, n].map((module) => threadOf(module, "A")));
  const after = await Promise.all([n, m].map((module) => threadOf(module, "B")));
  expect(after.reverse()).toEqual(before);
});
