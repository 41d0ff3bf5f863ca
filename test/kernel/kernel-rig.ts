import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { type KernelProcess, startKernelProcess } from "../../src/kernel/kernel-process.ts";
import type { KernelClient } from "../../src/kernel/wire/wire-client.ts";

/** A kernel as Jupyter would have it: a process of its own, in a project of its own. */
export interface TestKernel extends AsyncDisposable {
  readonly folder: string;
  readonly process: KernelProcess;
  readonly client: KernelClient;
  /** Runs a cell and tells in lines what was published and replied. */
  run(code: string, cellId?: string): Promise<string[]>;
}

/** A temporary folder with files by their path. */
function makeProject(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-project-"));
  const all = { "package.json": '{"private":true,"type":"module"}\n', ...files };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** A temporary folder that goes when the test in hand is over. */
export function makeTestProject(): string {
  const folder = makeProject();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function openKernel(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<TestKernel> {
  const folder = makeProject(files);
  const process = await startKernelProcess({ folder, env });
  let count = 0;
  return {
    folder,
    process,
    client: process.client,
    run: async (code, cellId = `unnamed-${++count}`) => {
      const { reply, messages } = await process.client.execute(code, { cellId });
      return [...messages, reply].filter(({ type }) => type !== "execute_input").map(outline);
    },
    [Symbol.asyncDispose]: async () => {
      await process.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Outlined {
  readonly type: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A message in a line: what a person would tell of it. */
export function outline({ type, content }: Outlined): string {
  const { data, text, name, ename, evalue, traceback, status, execution_count: count } = content;
  switch (type) {
    case "status":
      return String(content.execution_state);
    case "stream":
      return `${name} ${JSON.stringify(text)}`;
    case "execute_input":
      return `execute_input [${count}] ${content.code}`;
    case "error":
      return [`error ${ename}: ${evalue}`, ...frames(traceback)].join(" | ");
    case "display_data":
    case "update_display_data":
    case "execute_result":
      return `${type} ${show(Object(data))}`;
    case "execute_reply":
      return count === undefined ? `${type} ${status}` : `${type} ${status} [${count}]`;
    default:
      return `${type} ${JSON.stringify(content)}`;
  }
}

/** The id under which a message shows something, or shows it anew. */
export function displayId({ content }: Pick<Outlined, "content">): unknown {
  return Object(content.transient).display_id;
}

/** What a cell has drawn first, as it stands at the end: what is over soon is drawn only once. */
export function lastPicture<Message extends Outlined>(messages: readonly Message[]): Message {
  const first = messages.find(({ type }) => type === "display_data");
  const last = messages.findLast(
    (message) => first !== undefined && displayId(message) === displayId(first),
  );
  if (last === undefined) throw new Error("the cell has drawn nothing");
  return last;
}

/** The places in cells of a traceback, without its first line. */
function frames(traceback: unknown): string[] {
  const text = Array.isArray(traceback) ? traceback.join("\n") : "";
  return [...text.matchAll(/Cell \d+, line \d+/g)].map(([place]) => place);
}

function show(data: Readonly<Record<string, unknown>>): string {
  const plain = data["text/plain"];
  return typeof plain === "string" ? plain : JSON.stringify(data);
}
