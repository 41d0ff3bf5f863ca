import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type AppName, type LabRig, runCell, startLab } from "./lab-rig.ts";
import { writeNotebook } from "./notebook-file.ts";
import { runCauce } from "./run-cauce.ts";

/** What the tests of one `describe` look at together. */
export interface UsedLab {
  readonly lab: LabRig;
  readonly page: Page;
  /** A cell of the notebook that was written, by its name. */
  cell(id: string): Locator;
  /** What that cell shows. */
  output(id: string): Locator;
}

/** A notebook of the project, or one to write: its cells, and those to run before the first test. */
export interface UsedNotebook {
  readonly app?: AppName;
  readonly notebook: string;
  readonly cells?: Readonly<Record<string, string>>;
  readonly run?: readonly string[];
  /** The cells were run elsewhere: the notebook opens with outputs that nobody here trusts. */
  readonly isForeign?: boolean;
}

/** One JupyterLab for all tests of a `describe`, with a notebook open. */
export function useLab({
  app = "lab",
  notebook,
  cells,
  run = [],
  isForeign = false,
}: UsedNotebook): UsedLab {
  let lab: LabRig | undefined;
  const order = Object.keys(cells ?? {});

  beforeAll(async () => {
    lab = await startLab(app);
    if (cells !== undefined) writeNotebook(lab.project, notebook, cells);
    if (isForeign)
      await runCauce(lab.project, "execute", notebook, "--allow-errors", "-o", notebook);
    await lab.open(notebook);
    for (const id of run) await runCell(lab.page, id);
  }, 300_000);

  afterAll(async () => {
    await lab?.close();
  }, 60_000);

  const started = () => {
    if (lab === undefined) throw new Error("JupyterLab is not started before the first test");
    return lab;
  };
  const cell = (id: string) =>
    started().page.locator(`.jp-Cell[data-windowed-list-index="${order.indexOf(id)}"]`);
  return {
    get lab() {
      return started();
    },
    get page() {
      return started().page;
    },
    cell,
    output: (id) => cell(id).locator(".jp-Cell-outputArea"),
  };
}
