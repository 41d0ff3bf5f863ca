/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { setTheme, themes } from "./lab-looks.ts";
import { showCell } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

/** The cells of the committed notebook whose output is a picture. */
const cellsWithPictures = ["dag", "run", "matrix", "scatter"];

describeIf(
  [jupyter(), chromium()],
  "the saved notebook, opened by someone who did not run it",
  () => {
    const used = useLab({ notebook: "notebooks/iris.ipynb" });

    test.each(themes)(
      "shows one picture for each DAG and figure in the %s theme, though scripts and inline SVG are stripped",
      async (theme) => {
        const { page } = used;
        await setTheme(page, theme);
        for (const id of cellsWithPictures) {
          const shown = await picturesOf(page, id);
          expect({ id, ...shown }).toEqual({ id, visible: 1, scripts: 0 });
          await takePicture(page, `untrusted-${theme.toLowerCase()}-${id}`);
        }
      },
      120_000,
    );
  },
);

/** Scrolls a cell into view and counts what a person sees of its pictures. */
async function picturesOf(page: Page, id: string): Promise<{ visible: number; scripts: number }> {
  await showCell(page, id);
  return page.evaluate((cellId) => {
    const { content } = jupyterapp.shell.currentWidget;
    const node = content.widgets.find((cell) => cell.model.id === cellId)?.node;
    const outputs = [...(node?.querySelectorAll<HTMLElement>(".jp-OutputArea-output") ?? [])];
    const drawn = outputs.flatMap((output) => [
      ...output.querySelectorAll<HTMLElement>("img, svg[viewBox]"),
    ]);
    const visible = drawn.filter((picture) => {
      const { width, height } = picture.getBoundingClientRect();
      const loaded = picture instanceof HTMLImageElement ? picture.naturalWidth > 0 : true;
      return (
        loaded && width > 50 && height > 50 && getComputedStyle(picture).visibility === "visible"
      );
    });
    return {
      visible: visible.length,
      scripts: outputs.flatMap((output) => [...output.querySelectorAll("script")]).length,
    };
  }, id);
}
