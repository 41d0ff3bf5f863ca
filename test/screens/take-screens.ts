/// <reference lib="dom" />
import type { Locator } from "playwright-core";
import { findFaults, setTheme, themes } from "../browser/lab-looks.ts";
import { showCell } from "../browser/lab-rig.ts";
import { takePicture } from "../browser/take-picture.ts";
import type { UsedLab } from "../browser/use-lab.ts";

/** Where a screen is taken of, and the name of its file before theme and width. */
export interface Screen {
  readonly cell: string;
  readonly name: string;
  /** What a person does before the picture is taken. */
  readonly act?: (cell: Locator) => Promise<void>;
}

/** Takes each screen in light and dark, at 800 and 1,600 pixels, and returns what is wrong in them. */
export async function takeScreens(
  { page, cell: cellOf }: UsedLab,
  screens: readonly Screen[],
  /** A rule of axe that the page around our outputs breaks for them. */
  allowed = "none",
): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of themes)
    for (const width of [1_600, 800]) {
      await page.setViewportSize({ width, height: 1_800 });
      await setTheme(page, theme);
      for (const { cell, name, act } of screens) {
        await showCell(page, cell);
        const shown = cellOf(cell);
        const file = `${name}-${theme.toLowerCase()}-${width}`;
        await act?.(shown);
        await takePicture(shown, file);
        const found = await faultsOf(shown, width);
        faults.push(...found.map((fault) => `${file}: ${fault}`));
      }
    }
  return faults.filter((fault) => !fault.includes(`: ${allowed}: `));
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
