/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { showCell, startLab } from "./lab-rig.ts";

const pictures = path.resolve(import.meta.dirname, "../../outputs/screens");

/** The cells of the committed notebook whose output is a picture. */
const cellsWithPictures = ["dag", "run", "matrix", "scatter"];

describeIf(
  [jupyter(), chromium()],
  "the saved notebook, opened by someone who did not run it",
  () => {
    test.each(["light", "dark"] as const)(
      "shows one picture for each DAG and figure in the %s theme, though scripts and inline SVG are stripped",
      async (theme) => {
        mkdirSync(pictures, { recursive: true });
        const lab = await startLab(theme);
        try {
          await lab.open("notebooks/iris.ipynb");
          for (const id of cellsWithPictures) {
            const shown = await picturesOf(lab.page, id);
            expect({ id, visible: shown.visible, scripts: shown.scripts }).toEqual({
              id,
              visible: 1,
              scripts: 0,
            });
            await lab.page.screenshot({
              path: path.join(pictures, `untrusted-${theme}-${id}.png`),
            });
          }
        } finally {
          await lab.close();
        }
      },
      180_000,
    );
  },
);

/** Scrolls a cell into view and counts what a person sees of its pictures. */
async function picturesOf(page: Page, id: string): Promise<{ visible: number; scripts: number }> {
  await showCell(page, id);
  return page.evaluate((cellId) => {
    const { content } = (
      globalThis as unknown as {
        jupyterapp: {
          shell: {
            currentWidget: { content: { widgets: { model: { id: string }; node: HTMLElement }[] } };
          };
        };
      }
    ).jupyterapp.shell.currentWidget;
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
