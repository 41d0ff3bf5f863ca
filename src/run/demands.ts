import type { Plan } from "../plan/plan.ts";

/** A running task that waits for others. */
interface Demand {
  readonly by: string;
  readonly ids: readonly string[];
  /** Lets the task go on, or tells it why it cannot. */
  readonly settle: (problem: string | undefined) => void;
}

/** What running tasks have asked for and wait for. */
export class Demands {
  readonly #plan: Plan;
  readonly #waiting: Demand[] = [];

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  add(demand: Demand): void {
    this.#waiting.push(demand);
  }

  /** Lets those go on whose tasks have all ended; with `all`, every one. Returns who was not to go on. */
  answer(all: boolean): string[] {
    const forced: string[] = [];
    for (const demand of [...this.#waiting]) {
      const open = demand.ids.some((id) => !isSettled(this.#plan.statusOf(id)));
      if (open && !all) continue;
      if (open) forced.push(demand.by);
      this.#answer(demand, undefined);
    }
    return forced;
  }

  /** Nothing runs and nothing can: the tasks that wait asked, in a circle, for each other. */
  breakStall(): void {
    const demand = this.#waiting.at(-1);
    if (demand === undefined) throw new Error("the plan has no task left that could run");
    const open = demand.ids.filter(
      (id) => !isSettled(this.#plan.statusOf(id)) && (id !== demand.by || demand.ids.length === 1),
    );
    this.#answer(
      demand,
      `\`${demand.by}\` asked for ${quoted(open)}, which cannot be done before it: one requires the other. Take one of these requirements out.`,
    );
  }

  #answer(demand: Demand, problem: string | undefined): void {
    this.#waiting.splice(this.#waiting.indexOf(demand), 1);
    const failed = demand.ids.filter((id) => !isGood(this.#plan.statusOf(id)));
    const found =
      failed.length === 0
        ? undefined
        : `\`${demand.by}\` asked for ${quoted(failed)}, which did not succeed`;
    demand.settle(problem ?? found);
  }
}

function isSettled(status: ReturnType<Plan["statusOf"]>): boolean {
  return status !== "waiting" && status !== "started";
}

function isGood(status: ReturnType<Plan["statusOf"]>): boolean {
  return status === "succeeded" || status === "fresh";
}

export function quoted(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(", ");
}
