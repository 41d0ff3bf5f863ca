/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { waitForIdle } from "./lab-rig.ts";

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
export async function waitForCells(page: Page): Promise<void> {
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
export async function textOf(page: Page, id: string): Promise<string> {
  return page.evaluate((cellId) => {
    const { content } = (
      globalThis as unknown as { jupyterapp: { shell: { currentWidget: LabNotebook } } }
    ).jupyterapp.shell.currentWidget;
    const outputs =
      content.widgets.find((cell) => cell.model.id === cellId)?.model.outputs?.toJSON() ?? [];
    return outputs.map(({ data }) => [data?.["text/plain"] ?? ""].flat().join("")).join("\n");
  }, id);
}

/** What went wrong in any cell. */
export async function errorsOf(page: Page): Promise<string[]> {
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
