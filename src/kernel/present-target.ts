import { setTimeout as delay } from "node:timers/promises";
import { types } from "node:util";
import { type FileTarget, isFileTarget } from "../core/target.ts";
import { renderValueCard } from "../render/render-value-card.ts";
import { classNameOf } from "./present-member.ts";
import { presentRows } from "./present-rows.ts";
import type { MimeBundle } from "./publisher.ts";
import { readTable } from "./read-table.ts";

/** How long a target may take to say whether it exists. */
const patienceMs = 2_000;
const there = "exists";

/** A file target in one line: its path, and whether it is there; of a table its first and last rows too. */
export async function presentTarget(value: object): Promise<MimeBundle | undefined> {
  if (types.isProxy(value) || !isFileTarget(value)) return undefined;
  const looked = await Promise.race([
    lookAt(value),
    delay<Looked>(
      patienceMs,
      { state: `gave no answer within ${patienceMs / 1_000} s` },
      { ref: false },
    ),
  ]);
  const { html, text } = renderValueCard({
    title: classNameOf(value),
    detail: `${value.path} · ${looked.state}`,
    lines: [],
  });
  const { rows } = looked;
  return {
    "text/html": `${html}${rows?.["text/html"] ?? ""}`,
    "text/plain": [text, ...(rows === undefined ? [] : [rows["text/plain"]])].join("\n"),
  };
}

interface Looked {
  readonly state: string;
  readonly rows?: MimeBundle | undefined;
}

async function lookAt(target: FileTarget): Promise<Looked> {
  const state = await askWhetherThere(target);
  if (state !== there) return { state };
  try {
    const rows = await readTable(target);
    return { state, rows: rows === undefined ? undefined : presentRows(rows) };
  } catch (error) {
    return { state: `${state}, but: ${error instanceof Error ? error.message : String(error)}` };
  }
}

async function askWhetherThere(target: FileTarget): Promise<string> {
  try {
    return (await target.exists()) ? there : "does not exist";
  } catch (error) {
    return `cannot say whether it exists: ${error instanceof Error ? error.message : String(error)}`;
  }
}
