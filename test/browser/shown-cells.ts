/// <reference lib="dom" />
import type { Page } from "playwright-core";
import "./jupyter-app.ts";
import { waitForIdle } from "./lab-rig.ts";

/** The last cell has a number: all before it have run. */
export async function waitForCells(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const { content } = jupyterapp.shell.currentWidget;
      const code = content.widgets.filter(({ model }) => model.type === "code");
      return code.every(({ model }) => typeof model.sharedModel.execution_count === "number");
    },
    undefined,
    { timeout: 240_000 },
  );
  await waitForIdle(page);
}

/** What a cell shows, as plain text. */
export async function textOf(page: Page, id: string): Promise<string> {
  return page.evaluate((cellId) => {
    const { content } = jupyterapp.shell.currentWidget;
    const outputs =
      content.widgets.find((cell) => cell.model.id === cellId)?.model.outputs?.toJSON() ?? [];
    return outputs.map(({ data }) => [data?.["text/plain"] ?? ""].flat().join("")).join("\n");
  }, id);
}

/** What went wrong in any cell. */
export async function errorsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { content } = jupyterapp.shell.currentWidget;
    const outputs = content.widgets.flatMap((cell) => cell.model.outputs?.toJSON() ?? []);
    return outputs
      .filter((output) => output.output_type === "error")
      .map(({ ename, evalue }) => `${ename}: ${evalue}`);
  });
}
