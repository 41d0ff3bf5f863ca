/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Locator, Page } from "playwright-core";
import { runLabCommand, waitForStillness } from "./lab-rig.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const themes = ["Dark", "Light"] as const;

/** Changes JupyterLab's theme. */
export async function setTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  const name = `JupyterLab ${theme}`;
  await runLabCommand(page, "apputils:change-theme", { theme: name });
  await page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: "attached" });
  await waitForStillness(page);
}

/** What axe finds in parts of a page, each fault with the element that has it. */
export async function findFaults(parts: Locator): Promise<string[]> {
  await parts.page().evaluate(axe);
  return parts.evaluateAll(async (areas) => {
    const { axe: checker } = globalThis as unknown as {
      axe: {
        run(context: { include: Element[] }): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await checker.run({ include: areas });
    return violations.flatMap((fault) =>
      fault.nodes.map(
        ({ html, failureSummary }) => `${fault.id}: ${html.slice(0, 200)} ${failureSummary}`,
      ),
    );
  });
}
