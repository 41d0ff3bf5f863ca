/// <reference lib="dom" />
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { heldSource, hold } from "./hold.ts";
import { findFaults, setTheme, themes } from "./lab-looks.ts";
import { editCell, runCell, runLabCommand, showCell } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

const cells = {
  imports: 'import { Task, WrapperTask, json, run, auto } from "cauce";\nimport { z } from "zod";',
  held: heldSource,
  helper: "const scale = (value: number) => value * 2;",
  tasks: `class Prepare extends Task {
  output() { return json<number>(this); }
  async run() { console.log("prepares"); await this.output().write(1); }
}
class TrainModel extends Task.with({ k: z.int() }) {
  requires() { return new Prepare(); }
  output() { return json<number>(this); }
  async run() {
    for (let step = 1; step <= 10; step++) {
      this.progress(step, 10);
      console.log("epoch", step);
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (step === 5) await held("epoch-5", this.signal);
    }
    await this.output().write(scale(this.k));
  }
}
class Compare extends WrapperTask {
  requires() { return [1, 2].map((k) => new TrainModel({ k })); }
}`,
  auto: "await auto(new Compare(), { workers: 2, askAboveMs: 600_000 })",
  bell: "await run(new Compare(), { bell: true, force: true, workers: 4 })",
};

describeIf([jupyter(), chromium()], "auto(task) on a page", () => {
  const used = useLab({
    notebook: "auto.ipynb",
    cells,
    run: ["imports", "held", "helper", "tasks", "auto"],
  });

  test("runs behind an edited cell, in its picture alone, and its opened log stays open", async () => {
    const { page, output } = used;
    const auto = output("auto");
    await auto.getByText("auto · ran 4").waitFor();
    await auto.locator("summary").click();
    const release = hold(used.lab.project, "epoch-5");
    await editCell(page, "helper", "* 2", "* 3");
    await runCell(page, "helper");
    await showCell(page, "auto");
    await auto.getByText("auto · 2 running").waitFor();
    await auto.locator(".cauce-log[open]").getByText("epoch 5").first().waitFor();
    await takePicture(page, "auto-running");
    release();
    await auto.getByText("auto · ran 3 · fresh 1").waitFor();
    expect(await auto.locator(".cauce-log[open]").count()).toBe(1);
    await takePicture(page, "auto-ran");
    expect(await findFaults(auto)).toEqual([]);
    expect(await output("helper").textContent()).toBe("");
    await auto.locator("summary").click();
  }, 120_000);

  test("is stopped by an interrupt while no cell runs", async () => {
    const { page, output } = used;
    const auto = output("auto");
    const release = hold(used.lab.project, "epoch-5");
    await editCell(page, "helper", "* 3", "* 4");
    await runCell(page, "helper");
    await auto.getByText("auto · 2 running").waitFor();
    await runLabCommand(page, "notebook:interrupt-kernel");
    await auto.getByText(/auto · ran 0 .* cancelled 3/).waitFor();
    release();
  }, 120_000);

  test("asks before a slow task, in light and dark", async () => {
    const { page, output } = used;
    await editCell(page, "auto", "600_000", "100");
    await runCell(page, "auto");
    await editCell(page, "helper", "* 4", "* 5");
    await runCell(page, "helper");
    const auto = output("auto");
    await auto
      .getByText(/auto · waits, because TrainModel\(k=1\) takes about .* run this cell/)
      .waitFor();
    for (const theme of themes) {
      await setTheme(page, theme);
      await showCell(page, "auto");
      expect(await findFaults(auto)).toEqual([]);
      await takePicture(page, `auto-waits-${theme}`);
    }
    await runCell(page, "auto");
    await auto.getByText("auto · ran 3 · fresh 1").waitFor();
    await takePicture(page, "auto-ran-again");
  }, 120_000);

  test("a run with a bell rings once at its end, and not where it is only shown again", async () => {
    const { page, output } = used;
    await page.evaluate(() => {
      const { prototype } = AudioScheduledSourceNode;
      const { start } = prototype;
      prototype.start = function (...given) {
        document.body.dataset.rung = `${Number(document.body.dataset.rung ?? 0) + 1}`;
        return start.apply(this, given);
      };
    });
    const rung = () => page.evaluate(() => Number(document.body.dataset.rung ?? 0));
    await runCell(page, "bell");
    await output("bell").getByText("ran 4 ·").waitFor();
    await expect.poll(rung).toBe(1);
    // An edit draws the picture again.
    await editCell(page, "auto", "askAboveMs: 100", "askAboveMs: 0");
    await runCell(page, "auto");
    await editCell(page, "helper", "* 5", "* 6");
    await runCell(page, "helper");
    await output("bell").locator(".s-stale").first().waitFor();
    expect(await rung()).toBe(1);
  }, 120_000);
});
