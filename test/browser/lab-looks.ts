/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Changes JupyterLab's theme, such as "JupyterLab Dark". */
export async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(async (name) => {
    const app = (
      globalThis as unknown as {
        jupyterapp: { commands: { execute(id: string, args: object): Promise<unknown> } };
      }
    ).jupyterapp;
    await app.commands.execute("apputils:change-theme", { theme: name });
  }, theme);
  await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: "attached" });
  await page.waitForTimeout(500);
}

/** What axe finds in a part of the page, each fault with the element that has it. */
export async function findFaults(part: Locator): Promise<string[]> {
  await part.page().evaluate(axe);
  return part.evaluate(async (area) => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(node: Element): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await checker.run(area);
    return violations.flatMap((fault) =>
      fault.nodes.map(
        ({ html, failureSummary }) => `${fault.id}: ${html.slice(0, 200)} ${failureSummary}`,
      ),
    );
  });
}
