/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { waitForIdle } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

const code = `function area(width: number, height: number) {
  const product = width * height;
  return product;
}
const sizes = [area(2, 3), area(4, 5)];
sizes`;

describeIf([jupyter(), chromium()], "the debugger of JupyterLab", () => {
  const used = useLab({ notebook: "debug.ipynb", cells: { cell: code } });

  test("stops a cell at a breakpoint of its gutter, shows the variables and goes on", async () => {
    await debug(used.page);
  }, 240_000);
});

async function debug(page: Page): Promise<void> {
  await turnOn(page);
  const gutter = page.locator(".jp-Cell .cm-gutter.cm-breakpoint-gutter");
  await gutter.waitFor({ state: "attached", timeout: 60_000 });
  const line = page.locator(".jp-Cell .cm-line", { hasText: "return product" });
  const at = await line.boundingBox();
  const side = await gutter.boundingBox();
  if (at === null || side === null) throw new Error("the cell is not shown");
  await page.mouse.click(side.x + side.width / 2, at.y + at.height / 2);
  await page.waitForSelector(".jp-DebuggerBreakpoint", { timeout: 60_000 });
  await page.locator(".jp-Cell .cm-content").click();
  await page.keyboard.press("Control+Enter");
  const frames = page.locator(".jp-DebuggerCallstackFrame");
  await frames.first().waitFor({ timeout: 60_000 });
  await expect.poll(() => shown(page), { timeout: 60_000 }).toContain("product=6");
  expect(await frames.allTextContents()).toEqual([
    expect.stringContaining("area"),
    expect.stringContaining("Cell [*]:5"),
  ]);
  expect(await page.locator(".jp-DebuggerEditor-highlight").textContent()).toContain(
    "return product",
  );
  await takePicture(page, "debugger");
  for (const value of ["product=20", undefined]) {
    await page.click('[data-command="debugger:continue"], button[title^="Continue"]');
    if (value === undefined) break;
    await expect.poll(() => shown(page), { timeout: 60_000 }).toContain(value);
  }
  await waitForIdle(page);
  expect(await page.locator(".jp-Cell .jp-OutputArea-output").last().textContent()).toContain(
    "[ 6, 20 ]",
  );
}

/** The button is there before it works: Lab first asks the kernel what its debugger can do. */
async function turnOn(page: Page): Promise<void> {
  const sidebar = page.locator(".jp-DebuggerSidebar:visible");
  const attempt = async () => {
    if (await sidebar.isVisible()) return true;
    await page.click(".jp-DebuggerBugButton button, .jp-DebuggerBugButton");
    return sidebar.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  };
  await expect.poll(attempt, { timeout: 90_000 }).toBe(true);
}

/** The variables that the panel shows, as "name=value". */
function shown(page: Page): Promise<string[]> {
  return page
    .locator(".jp-DebuggerVariables .jp-DebuggerVariables-name")
    .evaluateAll((names) =>
      names.map((name) => `${name.textContent}=${name.nextElementSibling?.textContent}`),
    );
}
