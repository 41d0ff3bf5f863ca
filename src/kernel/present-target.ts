import { setTimeout as delay } from "node:timers/promises";
import { types } from "node:util";
import { isFileTarget } from "../core/target.ts";
import { renderValueCard } from "../render/render-value-card.ts";
import { classNameOf } from "./present-member.ts";
import type { MimeBundle } from "./publisher.ts";

/** How long a target may take to say whether it exists. */
const patienceMs = 2_000;

/** A file target in one line: its path, and whether it is there. */
export async function presentTarget(value: object): Promise<MimeBundle | undefined> {
  if (types.isProxy(value) || !isFileTarget(value)) return undefined;
  const state = await Promise.race([
    askWhetherThere(value),
    delay(patienceMs, `did not say within ${patienceMs / 1_000} s whether it exists`, {
      ref: false,
    }),
  ]);
  const { html, text } = renderValueCard({
    title: classNameOf(value),
    detail: `${value.path} · ${state}`,
    lines: [],
  });
  return { "text/html": html, "text/plain": text };
}

async function askWhetherThere(target: { exists(): boolean | Promise<boolean> }): Promise<string> {
  try {
    return (await target.exists()) ? "exists" : "does not exist";
  } catch (error) {
    return `cannot say whether it exists: ${error instanceof Error ? error.message : String(error)}`;
  }
}
