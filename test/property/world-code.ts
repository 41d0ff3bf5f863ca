import { analyzeCell } from "../../src/cell/analyze-cell.ts";
import { CodeBase } from "../../src/cell/code-base.ts";
import type { TaskReference } from "../../src/pipeline/task-reference.ts";
import { cellsOf, type World } from "./world.ts";

/** An analysis is a value of its cell alone, and most cells stay from one run to the next. */
const analyses = new Map<string, ReturnType<typeof analyzeCell>>();

function analyze(id: string, label: string, source: string): ReturnType<typeof analyzeCell> {
  const key = JSON.stringify([id, label, source]);
  const known = analyses.get(key) ?? analyzeCell({ id, label, source });
  if (analyses.size > 20_000) analyses.clear();
  analyses.set(key, known);
  return known;
}

/** The code of a world, as an engine takes it; see `cellsOf`. */
export function codeOf(world: World, log: string, note?: string): CodeBase {
  const cells = cellsOf(world, log, note);
  return new CodeBase(cells.map(({ id, source }, at) => analyze(id, `cell ${at + 1}`, source)));
}

/** A task by its position; without one, all of them. */
export function reference(target: number | undefined): TaskReference {
  return { family: target === undefined ? "All" : `N${target}`, given: {} };
}
