import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KeptNotebook, keepNotebook } from "../browser/kept-notebook.ts";
import { themes } from "../browser/lab-looks.ts";
import { runLabCommand } from "../browser/lab-rig.ts";
import { takePicture } from "../browser/take-picture.ts";
import { useLab } from "../browser/use-lab.ts";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { cells } from "./screens-cells.ts";
import { takeScreens } from "./take-screens.ts";

const { progress: _, ...kept } = cells;
const needs = [jupyter(), chromium()];
const first = ["imports", "helper", "tasks"];
const seen = [
  "run",
  "failed",
  "families-24",
  "explore",
  "sweep",
  "records",
  "matrix",
  "type-error",
];

describeIf(needs, "the pictures of Notebook 7", () => {
  const used = useLab({
    app: "notebook",
    notebook: "screens.ipynb",
    cells: kept,
    run: [...first, ...seen],
  });

  test("show what JupyterLab's show, without a fault that axe knows", async () => {
    const screens = seen.map((cell) => ({ cell, name: `notebook7-${cell}` }));
    expect(await takeScreens(used, screens)).toEqual([]);
  }, 600_000);
});

describeIf(needs, "the pictures of a notebook that someone else ran", () => {
  const used = useLab({ notebook: "screens.ipynb", cells: kept, isForeign: true });

  test("show each thing, without a fault that axe knows", async () => {
    const screens = seen.map((cell) => ({ cell, name: `untrusted-${cell}` }));
    await runLabCommand(used.page, "application:toggle-left-area");
    // The sanitiser of JupyterLab takes the tabindex from what scrolls.
    expect(await takeScreens(used, screens, "scrollable-region-focusable")).toEqual([]);
  }, 600_000);
});

describeIf(needs, "the pictures of a notebook outside Jupyter", () => {
  let notebook: KeptNotebook;

  beforeAll(async () => {
    notebook = await keepNotebook(kept);
  }, 600_000);

  afterAll(async () => {
    await notebook?.close();
  }, 60_000);

  test("show its HTML export, a code host's preview, its DAG's page and the shell", async () => {
    for (const theme of themes)
      for (const width of [800, 1_600]) {
        const pages: Record<string, Page> = {
          export: await notebook.openExport(theme, width),
          preview: await notebook.openPreview(theme, width),
          "dag-page": await notebook.openDagPage("Report", theme, width),
          shell: await notebook.openTerminal(shellCommands, theme, width),
        };
        for (const [name, page] of Object.entries(pages)) {
          await page.waitForLoadState("networkidle");
          await takePicture(page, `${name}-${theme.toLowerCase()}-${width}`, { fullPage: true });
          expect(await page.title()).not.toBe("");
          await page.close();
        }
      }
  }, 600_000);
});

const shellCommands = [
  "run tasks.ipynb Report",
  "why tasks.ipynb Report",
  "dag tasks.ipynb Comparison",
  "tasks tasks.ipynb",
  "run kept.ipynb Knn",
  "run tasks.ipynb Knn --k many",
  "run tasks.ipynb Kn",
];
