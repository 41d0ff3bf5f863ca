import type { Auto } from "../pipeline/auto-options.ts";
import { readAutoPlan } from "./auto-plan.ts";
import { AutoRun, type AutoSetting } from "./auto-run.ts";

/** The tasks of a session that are kept fresh. */
export class AutoRuns {
  #autos: AutoRun[] = [];

  /** Begins under the running cell. It takes the place of an earlier one of the same task. */
  async begin(setting: AutoSetting): Promise<Auto> {
    const plan = readAutoPlan(await setting.engine().plan(setting.reference, setting.options));
    for (const auto of this.#autos) if (auto.root === plan.planned.root) auto.stop();
    const auto = new AutoRun(plan, setting);
    if (setting.options.disabled === true) {
      auto.stop();
      return auto;
    }
    this.#autos = [...this.#autos.filter(({ isOn }) => isOn), auto];
    await auto.begin(plan);
    return auto;
  }

  /** After a cell. */
  async follow(): Promise<void> {
    for (const auto of this.#autos) if (auto.isOn) await auto.follow();
  }

  /** A cell that is run again says anew what is to be kept fresh. */
  forget(cellId: string | undefined): void {
    if (cellId === undefined) return;
    for (const auto of this.#autos) if (auto.cellId === cellId) auto.leave();
    this.#autos = this.#autos.filter(({ isOn }) => isOn);
  }

  interrupt(): void {
    for (const auto of this.#autos) auto.interrupt();
  }

  /** Resolves when no run goes on. Never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.#autos.map(({ settled }) => settled));
  }
}
