import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Compiler } from "../../../../src/kernel/language/compiler.ts";
import { LanguageDesk } from "../../../../src/kernel/language/language-desk.ts";
import type { FromLanguage } from "../../../../src/kernel/language/language-messages.ts";
import { openChecker } from "./checker-rig.ts";

const readAheadAfterMs = 50;

function knowsAllOfNode(compiler: Compiler): boolean {
  return compiler.project().compilerOptions.types?.includes("node") ?? false;
}

function openDesk() {
  const { checker, compiler } = openChecker();
  const posted: FromLanguage[] = [];
  const desk = new LanguageDesk(checker, (message) => posted.push(message), readAheadAfterMs);
  desk.warmUp();
  return { desk, compiler, posted };
}

test("a session that nobody has sent a cell reads all of Node's typings ahead", {
  timeout: 120_000,
}, async () => {
  const { compiler } = openDesk();
  expect(knowsAllOfNode(compiler)).toBe(false);
  await vi.waitFor(() => expect(knowsAllOfNode(compiler)).toBe(true), { timeout: 60_000 });
});

test("a session whose first cell is there at once reads no more than its cells need", {
  timeout: 120_000,
}, async () => {
  const { desk, compiler, posted } = openDesk();
  const cell = { cellId: undefined, label: "cell 1" };
  desk.handle({ kind: "check", id: 1, cell, source: "1 + 1" });
  expect(posted).toMatchObject([{ kind: "checked", checked: { problems: [] } }]);
  await sleep(10 * readAheadAfterMs);
  expect(knowsAllOfNode(compiler)).toBe(false);
});
