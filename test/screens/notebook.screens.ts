import type { Locator } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { editCell, runCell, runLabCommand, waitForIdle } from "../browser/lab-rig.ts";
import { errorsOf } from "../browser/shown-cells.ts";
import { useLab } from "../browser/use-lab.ts";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { type CellId, cells } from "./screens-cells.ts";
import { takeScreens } from "./take-screens.ts";

const order = Object.keys(cells) as CellId[];
const first: readonly CellId[] = ["imports", "helper", "tasks"];
const shown = order.filter((id) => !first.includes(id) && id !== "progress");

describeIf([jupyter(), chromium()], "the pictures of a notebook", () => {
  const used = useLab({ notebook: "screens.ipynb", cells, run: [...first, ...shown] });

  beforeAll(async () => {
    await runLabCommand(used.page, "application:toggle-left-area");
    await choose("Split", "sepal_length");
  }, 180_000);

  test("show errors only where they are meant", async () => {
    expect(await errorsOf(used.page)).toEqual([
      expect.stringContaining("TS2322"),
      expect.stringMatching(/^SyntaxError|TS\d+/),
      expect.stringContaining("the mean of no values"),
    ]);
  });

  test("show each thing whole and without a fault that axe knows", async () => {
    const screens = shown.map((cell) => ({ cell, name: cell }));
    expect(await takeScreens(used, screens)).toEqual([]);
  }, 300_000);

  test("show the form and the preview of another task", async () => {
    await choose("Knn(k=1)", "accuracy");
    expect(await takeScreens(used, [{ cell: "explore", name: "explore-form" }])).toEqual([]);
  }, 180_000);

  test("show what is stale after an edit", async () => {
    await editCell(used.page, "helper", "toFixed(3)", "toFixed(2)");
    await runCell(used.page, "helper");
    expect(await takeScreens(used, [{ cell: "run", name: "stale" }])).toEqual([]);
  }, 180_000);

  test("show why a task is stale where one points at it", async () => {
    const act = async (cell: Locator) => {
      await used.page.mouse.move(0, 0);
      await cell.locator(".n.s-stale").first().hover();
      await used.page.locator("#cauce-tip").getByText("toFixed(2)").waitFor();
    };
    expect(await takeScreens(used, [{ cell: "run", name: "hover", act }])).toEqual([]);
    await used.page.mouse.move(0, 0);
  }, 180_000);

  test("show long work while it goes on", async () => {
    const end = runCell(used.page, "progress");
    await used.page.locator(".n.s-running").first().waitFor();
    expect(await takeScreens(used, [{ cell: "progress", name: "running" }])).toEqual([]);
    await runLabCommand(used.page, "notebook:interrupt-kernel");
    await end;
    await waitForIdle(used.page);
    expect(await takeScreens(used, [{ cell: "progress", name: "interrupted" }])).toEqual([]);
  }, 120_000);

  /** Chooses a task in the panel of `explore`, where its preview and form appear. */
  async function choose(task: string, seen: string): Promise<void> {
    const panel = used.page.locator(".cauce-panel");
    await panel.getByRole("combobox", { name: "Task" }).selectOption(task);
    await panel.getByText(seen).first().waitFor();
  }
});
