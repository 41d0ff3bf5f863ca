/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { findFaults, setTheme } from "./lab-looks.ts";
import { editCell, type LabRig, runCell, runLabCommand, showCell, startLab } from "./lab-rig.ts";
import { writeNotebook } from "./notebook-file.ts";

const pictures = path.resolve(import.meta.dirname, "../../outputs/screens");

const cells = {
  imports: 'import { Task, WrapperTask, json, run, auto } from "cauce";\nimport { z } from "zod";',
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
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    await this.output().write(scale(this.k));
  }
}
class Compare extends WrapperTask {
  requires() { return [1, 2].map((k) => new TrainModel({ k })); }
}`,
  auto: "await auto(new Compare(), { workers: 2, askAboveMs: 10_000 })",
  bell: "await run(new Compare(), { bell: true, force: true, workers: 4 })",
};
const order = Object.keys(cells);

describeIf([jupyter(), chromium()], "auto(task) on a page", () => {
  let lab: LabRig;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    lab = await startLab();
    page = lab.page;
    writeNotebook(lab.project, "auto.ipynb", cells);
    await lab.open("auto.ipynb");
    for (const id of ["imports", "helper", "tasks", "auto"]) await runCell(page, id);
  }, 180_000);

  afterAll(async () => {
    await lab?.close();
  }, 30_000);

  test("runs behind an edited cell, in its picture alone, and its opened log stays open", async () => {
    const auto = output(page, "auto");
    await auto.getByText("auto · ran 4").waitFor();
    await auto.locator("summary").click();
    await editCell(page, "helper", "* 2", "* 3");
    await runCell(page, "helper");
    await showCell(page, "auto");
    await auto.getByText("auto · 2 running").waitFor();
    await auto.locator(".cauce-log[open]").getByText("epoch 5").first().waitFor();
    await page.screenshot({ path: path.join(pictures, "auto-running.png") });
    await auto.getByText("auto · ran 3 · fresh 1").waitFor();
    expect(await auto.locator(".cauce-log[open]").count()).toBe(1);
    await page.screenshot({ path: path.join(pictures, "auto-ran.png") });
    expect(await findFaults(auto)).toEqual([]);
    expect(await output(page, "helper").textContent()).toBe("");
    await auto.locator("summary").click();
  }, 60_000);

  test("is stopped by an interrupt while no cell runs", async () => {
    const auto = output(page, "auto");
    await editCell(page, "helper", "* 3", "* 4");
    await runCell(page, "helper");
    await auto.getByText("auto · 2 running").waitFor();
    await runLabCommand(page, "notebook:interrupt-kernel");
    await auto.getByText(/auto · ran 0 .* cancelled 3/).waitFor();
  }, 60_000);

  test("asks before a slow task, in light and dark", async () => {
    await editCell(page, "auto", "10_000", "100");
    await runCell(page, "auto");
    await editCell(page, "helper", "* 4", "* 5");
    await runCell(page, "helper");
    const auto = output(page, "auto");
    await auto
      .getByText(/auto · waits, because TrainModel\(k=1\) takes about .* run this cell/)
      .waitFor();
    for (const theme of ["JupyterLab Light", "JupyterLab Dark"]) {
      await setTheme(page, theme);
      await showCell(page, "auto");
      expect(await findFaults(auto)).toEqual([]);
      await page.screenshot({ path: path.join(pictures, `auto-waits-${theme.slice(11)}.png`) });
    }
    await runCell(page, "auto");
    await auto.getByText("auto · ran 3 · fresh 1").waitFor();
    await page.screenshot({ path: path.join(pictures, "auto-ran-Dark.png") });
  }, 60_000);

  test("a run with a bell rings once at its end, and not where it is only shown again", async () => {
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
    await output(page, "bell").getByText("ran 4 ·").waitFor();
    await expect.poll(rung).toBe(1);
    // An edit draws the picture again.
    await editCell(page, "auto", "askAboveMs: 100", "askAboveMs: 0");
    await runCell(page, "auto");
    await editCell(page, "helper", "* 5", "* 6");
    await runCell(page, "helper");
    await output(page, "bell").locator(".s-stale").first().waitFor();
    expect(await rung()).toBe(1);
  }, 60_000);
});

function output(page: Page, id: string): Locator {
  const cell = page.locator(`.jp-Cell[data-windowed-list-index="${order.indexOf(id)}"]`);
  return cell.locator(".jp-Cell-outputArea");
}
