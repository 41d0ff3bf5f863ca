import type { WaitsFor } from "../core/dag-view.ts";
import { cutText } from "./format-value.ts";
import { groupBy } from "./group-by.ts";

const MOST_NAMED = 4;
const LONGEST_ID = 90;

/** For what a task waits, in a few words: "Split", "TrainModel ×3", "5 tasks", "gpu", "a worker". */
export function nameWait(wait: WaitsFor): string {
  switch (wait.kind) {
    case "tasks":
      return nameTasks(wait.ids);
    case "resource":
      return wait.name;
    case "worker":
      return "a worker";
    case "run":
      return "another run";
  }
}

/** The same in a sentence, with the tasks by name. */
export function describeWait(wait: WaitsFor): string {
  switch (wait.kind) {
    case "tasks":
      return listTasks(wait.ids);
    case "resource":
      return wait.isHeldElsewhere
        ? `the resource ${wait.name}, which another run of this notebook takes`
        : `the resource ${wait.name}, which others take`;
    case "worker":
      return "a worker";
    case "run":
      return wait.pid === undefined
        ? "another run of this notebook, which is at it"
        : `another run, which is at it (process ${wait.pid})`;
  }
}

/** Tasks by their family where they are of one, else by their number. */
export function nameTasks(ids: readonly string[]): string {
  const families = groupBy(ids, familyOf);
  const [family = ""] = families.keys();
  if (families.size > 1) return `${ids.length} tasks`;
  return ids.length === 1 ? family : `${family} ×${ids.length}`;
}

/** Tasks by their ids, the first few of many. */
export function listTasks(ids: readonly string[]): string {
  const named = ids.slice(0, MOST_NAMED).map((id) => cutText(id, LONGEST_ID));
  const more = ids.length - named.length;
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function familyOf(id: string): string {
  return id.split("(", 1)[0] ?? id;
}
