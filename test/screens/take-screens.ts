/// <reference lib="dom" />
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { findFaults, setTheme } from "../browser/lab-looks.ts";
import { showCell } from "../browser/lab-rig.ts";

export const screensFolder = path.resolve(import.meta.dirname, "../../outputs/screens");

/** Where a screen is taken of, and the name of its file before theme and width. */
export interface Screen {
  readonly cell: string;
  readonly name: string;
}

/** Takes each screen in light and dark, at 800 and 1,600 pixels, and returns what is wrong in them. */
export async function takeScreens(
  page: Page,
  order: readonly string[],
  screens: readonly Screen[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of ["Dark", "Light"])
    for (const width of [1_600, 800]) {
      await page.setViewportSize({ width, height: 1_800 });
      await setTheme(page, `JupyterLab ${theme}`);
      for (const { cell, name } of screens) {
        await showCell(page, cell);
        const shown = page.locator(`.jp-Cell[data-windowed-list-index="${order.indexOf(cell)}"]`);
        const file = `${name}-${theme.toLowerCase()}-${width}.png`;
        await shown.screenshot({ path: path.join(screensFolder, file) });
        const found = await faultsOf(shown, width);
        faults.push(...found.map((fault) => `${file}: ${fault}`));
      }
    }
  return faults;
}

/** Axe's work does not depend on the width; whether something is cut off does. */
async function faultsOf(cell: Locator, width: number): Promise<string[]> {
  const outputs = cell.locator(".jp-OutputArea-output");
  const cut = await outputs.evaluateAll((all) =>
    all
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ scrollWidth, clientWidth }) => `${scrollWidth} px of output in ${clientWidth} px`),
  );
  return width === 800 ? [...cut, ...(await findFaults(cell.locator(".jp-OutputArea")))] : cut;
}
