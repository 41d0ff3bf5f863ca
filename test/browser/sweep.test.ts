/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { setTheme } from "./lab-looks.ts";
import { editCell, runCell, showCell } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

const cellsBefore = ["imports", "folds", "model", "cross-validation"];

describeIf([jupyter(), chromium()], "a sweep in JupyterLab", () => {
  const used = useLab({ notebook: "notebooks/sweep.ipynb" });

  test("keeps its table and a still plot in a notebook that nobody has run yet", async () => {
    const { page } = used;
    await showCell(page, "sweep");
    const seen = await look(page, "sweep");
    expect(seen.text).toContain("60 combinations · best accuracy 0.9");
    expect(seen.pictures).toContain("accuracy over model.k by model.distance");
    expect(seen.livePlots).toBe(0);
  });

  test("runs its combinations and becomes a table with a live plot as large as its picture", async () => {
    const { page } = used;
    for (const id of cellsBefore) await runCell(page, id);
    await editCell(page, "sweep", "range(1, 31)", "range(1, 10)");
    await runCell(page, "sweep");
    await page.waitForSelector(".js-plotly-plot .scatterlayer .trace", {
      timeout: 60_000,
      state: "attached",
    });
    const seen = await look(page, "sweep");
    expect(seen.text).toContain("ran 113 · fresh 1 · failed 0");
    expect(seen.text).toMatch(
      /CrossValidation: 18 combinations · best accuracy 0\.9\d+ at model\.k \d/,
    );
    expect(seen.text).toContain("18 rows × 3 columns");
    expect(seen.livePlots).toBe(1);
    expect(seen.plotShare).toBeGreaterThan(0.45);
    await page.locator(".js-plotly-plot").first().scrollIntoViewIfNeeded();
    await takePicture(page, "sweep");
  }, 120_000);

  test("has plots whose paper and letters follow the theme, at once", async () => {
    const { page } = used;
    const paper = () =>
      page
        .locator(".js-plotly-plot .main-svg")
        .first()
        .evaluate((svg) => getComputedStyle(svg).backgroundColor);
    await setTheme(page, "Dark");
    await expect.poll(paper).toBe("rgb(23, 27, 33)");
    await takePicture(page, "sweep-plot-dark");
    await setTheme(page, "Light");
    await expect.poll(paper).toBe("rgb(255, 255, 255)");
  }, 120_000);

  test("runs only the new combinations when it is made wider", async () => {
    const { page } = used;
    await editCell(page, "sweep", "range(1, 10)", "range(1, 11)");
    await runCell(page, "sweep");
    expect((await look(page, "sweep")).text).toContain("ran 12 · fresh 114 · failed 0");
  }, 120_000);
});

interface Seen {
  readonly text: string;
  readonly pictures: string;
  readonly livePlots: number;
  /** How much of the figure's area lies inside its axes. */
  readonly plotShare: number;
}

function look(page: Page, id: string): Promise<Seen> {
  return page.evaluate((cellId) => {
    const { content } = jupyterapp.shell.currentWidget;
    const node = content.widgets.find(({ model }) => model.id === cellId)?.node;
    const plot = node?.querySelector(".js-plotly-plot")?.getBoundingClientRect();
    const axes = node?.querySelector(".js-plotly-plot .nsewdrag")?.getBoundingClientRect();
    const images = [...(node?.querySelectorAll("img") ?? [])];
    return {
      text: node?.textContent ?? "",
      pictures: images.map(({ alt }) => alt).join("\n"),
      livePlots: node?.querySelectorAll(".js-plotly-plot").length ?? 0,
      plotShare:
        plot === undefined || axes === undefined
          ? 0
          : (axes.width * axes.height) / (plot.width * plot.height),
    };
  }, id);
}
