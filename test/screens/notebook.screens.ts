import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  editCell,
  type LabRig,
  runCell,
  runLabCommand,
  startLab,
  waitForIdle,
} from "../browser/lab-rig.ts";
import { writeNotebook } from "../browser/notebook-file.ts";
import { errorsOf } from "../browser/shown-cells.ts";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { type CellId, cells } from "./screens-cells.ts";
import { screensFolder, takeScreens } from "./take-screens.ts";

const order = Object.keys(cells) as CellId[];
const first: readonly CellId[] = ["imports", "helper", "tasks"];
const shown = order.filter((id) => !first.includes(id) && id !== "progress");

describeIf([jupyter(), chromium()], "the pictures of a notebook", () => {
  let lab: LabRig;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(screensFolder, { recursive: true });
    lab = await startLab();
    page = lab.page;
    writeNotebook(lab.project, "screens.ipynb", cells);
    await lab.open("screens.ipynb");
    await runLabCommand(page, "application:toggle-left-area");
    for (const id of [...first, ...shown]) await runCell(page, id);
    await choose("Split", "sepal_length");
  }, 300_000);

  afterAll(async () => {
    await lab?.close();
  }, 30_000);

  test("show errors only where they are meant", async () => {
    expect(await errorsOf(page)).toEqual([
      expect.stringContaining("TS2322"),
      expect.stringMatching(/^SyntaxError|TS\d+/),
      expect.stringContaining("the mean of no values"),
    ]);
  });

  test("show each thing whole and without a fault that axe knows", async () => {
    const screens = shown.map((cell) => ({ cell, name: cell }));
    expect(await takeScreens(page, order, screens)).toEqual([]);
  }, 300_000);

  test("show the form and the preview of another task", async () => {
    await choose("Knn(k=1)", "accuracy");
    expect(await takeScreens(page, order, [{ cell: "explore", name: "explore-form" }])).toEqual([]);
  }, 60_000);

  test("show what is stale after an edit", async () => {
    await editCell(page, "helper", "toFixed(3)", "toFixed(2)");
    await runCell(page, "helper");
    expect(await takeScreens(page, order, [{ cell: "run", name: "stale" }])).toEqual([]);
  }, 60_000);

  test("show long work while it goes on", async () => {
    const end = runCell(page, "progress");
    await page.locator(".n.s-running").first().waitFor();
    expect(await takeScreens(page, order, [{ cell: "progress", name: "running" }])).toEqual([]);
    await runLabCommand(page, "notebook:interrupt-kernel");
    await end;
    await waitForIdle(page);
    expect(await takeScreens(page, order, [{ cell: "progress", name: "interrupted" }])).toEqual([]);
  }, 120_000);

  /** Chooses a task in the panel of `explore`, where its preview and form appear. */
  async function choose(task: string, seen: string): Promise<void> {
    const panel = page.locator(".cauce-panel");
    await panel.getByRole("combobox", { name: "Task" }).selectOption(task);
    await panel.getByText(seen).first().waitFor();
  }
});
