/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cells } from "../screens/screens-cells.ts";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { type KeptNotebook, keepNotebook } from "./kept-notebook.ts";
import { findFaults, themes } from "./lab-looks.ts";

const { progress: _, ...kept } = cells;
const order = Object.keys(kept);
const pictured = order.slice(order.indexOf("run"), order.indexOf("type-error"));
const withoutPicture = ["why", "frame", "target", "records"];
const drawn = [...pictured.filter((id) => !withoutPicture.includes(id)), "auto"];
/** A sweep has its DAG and its plot. */
const pictures = Object.fromEntries(drawn.map((id) => [id, id === "sweep" ? 2 : 1]));

describeIf([jupyter(), chromium()], "a notebook that was run and saved", () => {
  let notebook: KeptNotebook;

  beforeAll(async () => {
    notebook = await keepNotebook(kept);
  }, 300_000);

  afterAll(async () => {
    await notebook?.close();
  }, 60_000);

  test.each(themes)(
    "is exported to a %s page with each DAG and figure drawn once, without a fault that axe knows",
    async (theme) => {
      const page = await notebook.openExport(theme);
      await expect.poll(() => countPictures(page)).toEqual(pictures);
      expect(await findFaults(page.locator(".jp-OutputArea-output"))).toEqual([]);
      await page.close();
    },
    240_000,
  );

  test.each(themes)(
    "keeps pictures, tables and words in a %s preview that strips scripts, styles and inline SVG",
    async (theme) => {
      const page = await notebook.openPreview(theme);
      await expect.poll(() => countPictures(page)).toEqual(pictures);
      expect(await outputOf(page, "records").getByRole("columnheader").allTextContents()).toEqual(
        expect.arrayContaining([expect.stringContaining("accuracy")]),
      );
      expect(await outputOf(page, "failed").textContent()).toContain('has no column "colour"');
      expect(await outputOf(page, "thrown-error").textContent()).toContain("the mean of no values");
      expect(await findFaults(page.locator(".jp-OutputArea-output"))).toEqual([]);
      await page.close();
    },
    240_000,
  );

  test.each(themes)(
    "gives its DAG as a %s page of its own without a fault that axe knows",
    async (theme) => {
      const page = await notebook.openDagPage("Report", theme);
      await page.locator(".n").first().waitFor();
      expect(await findFaults(page.locator("html"))).toEqual([]);
      await page.close();
    },
    240_000,
  );
});

/** How many pictures of each cell a person sees: still ones, DAGs drawn by script, live plots. */
async function countPictures(page: Page): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of drawn)
    counts[id] = await outputOf(page, id)
      .locator("img, svg.cauce-dag, .js-plotly-plot")
      .evaluateAll(
        (all) =>
          all.filter((picture) => {
            const { width, height } = picture.getBoundingClientRect();
            const loaded = !(picture instanceof HTMLImageElement) || picture.naturalWidth > 0;
            return (
              loaded &&
              width > 50 &&
              height > 50 &&
              picture.checkVisibility({ opacityProperty: true })
            );
          }).length,
      );
  return counts;
}

function outputOf(page: Page, id: string): Locator {
  return page.locator(".jp-Cell").nth(order.indexOf(id)).locator(".jp-Cell-outputWrapper");
}
