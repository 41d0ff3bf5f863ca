/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import {
  editCell,
  type LabRig,
  runCell,
  runLabCommand,
  showCell,
  startLab,
  waitForIdle,
} from "./lab-rig.ts";

const pictures = path.resolve(import.meta.dirname, "../../outputs/screens");

describeIf([jupyter(), chromium()], "a newcomer in JupyterLab", () => {
  let lab: LabRig;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    lab = await startLab();
  }, 120_000);

  afterAll(async () => {
    await lab?.close();
  }, 30_000);

  test("edits one model's hyperparameter, runs two cells, and only that model runs again", async () => {
    const { page } = lab;
    await lab.open("notebooks/iris.ipynb");
    await runLabCommand(page, "notebook:run-all-cells");
    await waitForCells(page);
    expect(await errorsOf(page)).toEqual([]);
    expect(await textOf(page, "run")).toContain("succeeded");

    await editCell(page, "pipeline", '{ kind: "knn", k: 5 }', '{ kind: "knn", k: 7 }');
    await runCell(page, "pipeline");
    await runCell(page, "run");

    const report = await textOf(page, "run");
    expect(linesWith(report, "succeeded", "knn · k 7")).toHaveLength(2);
    expect(linesWith(report, "fresh", "knn · k 15")).toHaveLength(2);
    expect(linesWith(report, "fresh", "random-forest").length).toBeGreaterThanOrEqual(2);
    expect(report).toContain("ran 2 · fresh 5 · failed 0 · blocked 0");
    expect(await textOf(page, "dag")).toContain("fresh");

    await showCell(page, "run");
    await page.screenshot({ path: path.join(pictures, "newcomer.png") });
  }, 180_000);
});

/** The lines of a text that hold every one of some words. */
function linesWith(text: string, ...words: string[]): string[] {
  return text.split("\n").filter((line) => words.every((word) => line.includes(word)));
}

interface LabCell {
  readonly model: {
    readonly id: string;
    readonly sharedModel: { source: string; setSource(text: string): void };
    readonly outputs?: {
      toJSON(): {
        output_type: string;
        ename?: string;
        evalue?: string;
        data?: Record<string, string | string[]>;
      }[];
    };
  };
  readonly node: HTMLElement;
}

interface LabNotebook {
  readonly content: {
    readonly widgets: readonly LabCell[];
    activeCellIndex: number;
    readonly model: { readonly cells: { readonly length: number } };
  };
}

/** The last cell has a number: all before it have run. */
async function waitForCells(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const { content } = (
        globalThis as unknown as {
          jupyterapp: {
            shell: {
              currentWidget: {
                content: {
                  widgets: {
                    model: { type: string; sharedModel: { execution_count?: number | null } };
                  }[];
                };
              };
            };
          };
        }
      ).jupyterapp.shell.currentWidget;
      const code = content.widgets.filter(({ model }) => model.type === "code");
      return code.every(({ model }) => typeof model.sharedModel.execution_count === "number");
    },
    undefined,
    { timeout: 120_000 },
  );
  await waitForIdle(page);
}

/** What a cell shows, as plain text. */
async function textOf(page: Page, id: string): Promise<string> {
  return page.evaluate((cellId) => {
    const { content } = (
      globalThis as unknown as { jupyterapp: { shell: { currentWidget: LabNotebook } } }
    ).jupyterapp.shell.currentWidget;
    const outputs =
      content.widgets.find((cell) => cell.model.id === cellId)?.model.outputs?.toJSON() ?? [];
    return outputs.map(({ data }) => [data?.["text/plain"] ?? ""].flat().join("")).join("\n");
  }, id);
}

async function errorsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { content } = (
      globalThis as unknown as { jupyterapp: { shell: { currentWidget: LabNotebook } } }
    ).jupyterapp.shell.currentWidget;
    const outputs = content.widgets.flatMap((cell) => cell.model.outputs?.toJSON() ?? []);
    return outputs
      .filter((output) => output.output_type === "error")
      .map(({ ename, evalue }) => `${ename}: ${evalue}`);
  });
}
