import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRun } from "../e2e/project-rig.ts";
import { makeIrisProject, notebookFile } from "./iris-rig.ts";

interface Output {
  readonly output_type: string;
  readonly name?: string;
  readonly text?: string | string[];
  readonly data?: Readonly<Record<string, string | string[]>>;
}

interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string | string[];
  readonly execution_count?: number | null;
  readonly outputs: readonly Output[];
}

const text = readFileSync(notebookFile, "utf8");
const notebook: { metadata: Record<string, unknown>; cells: readonly Cell[] } = JSON.parse(text);
const codeCells = notebook.cells.filter((cell) => cell.cell_type === "code");

function shown(id: string, mime: string): string {
  const outputs = codeCells.find((cell) => cell.id === id)?.outputs ?? [];
  return outputs.map(({ data }) => [data?.[mime] ?? ""].flat().join("")).join("\n");
}

function printed(id: string): string {
  const outputs = codeCells.find((cell) => cell.id === id)?.outputs ?? [];
  return outputs.map((output) => [output.text ?? ""].flat().join("")).join("");
}

describe("notebooks/iris.ipynb as it is saved", () => {
  test("was executed from top to bottom, without an error", () => {
    expect(codeCells.map((cell) => cell.execution_count)).toEqual(codeCells.map((_, at) => at + 1));
    const outputs = codeCells.flatMap((cell) => cell.outputs);
    expect(outputs.filter((output) => output.output_type === "error")).toEqual([]);
    expect(outputs.filter((output) => output.name === "stderr")).toEqual([]);
  });

  test("asks for the kernel of this package", () => {
    expect(notebook.metadata).toMatchObject({
      kernelspec: {
        name: "cauce",
        display_name: "TypeScript (Cauce)",
        language: "typescript",
      },
    });
  });

  test("explains each step before its code, except where one text stands for two cells", () => {
    const bare = notebook.cells.filter(
      (cell, at) => cell.cell_type === "code" && notebook.cells[at - 1]?.cell_type !== "markdown",
    );
    expect(bare.map((cell) => cell.id)).toEqual(["copy-pipeline"]);
  });

  test.each(["matrix", "scatter"])("keeps a still picture of the figure `%s`", (id) => {
    const image = /<img src="data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)"/.exec(
      shown(id, "text/html"),
    );
    expect(Buffer.from(image?.[1] ?? "", "base64").toString("utf8")).toMatch(/^<svg .*<\/svg>$/s);
    expect(shown(id, "text/plain")).not.toBe("");
  });

  test.each(["dag", "run"])(
    "keeps the picture and the text of `%s`, with every task done",
    (id) => {
      expect(shown(id, "text/html")).toContain('src="data:image/svg+xml;base64,');
      const plain = shown(id, "text/plain");
      for (const family of ["IrisData", "TrainTestSplit", "TrainModel", "IrisPipeline"]) {
        expect(plain).toContain(family);
      }
      expect(plain).not.toMatch(/stale|running|failed [^0]|blocked [^0]/);
    },
  );

  test("compares the models in a table", () => {
    const table = shown("compare", "text/plain");
    expect(table).toMatch(/random-forest +nEstimators 100, maxFeatures 0\.8 +0\.9\d+/);
    expect(table).toMatch(/knn +k 5 +0\.9\d+/);
  });

  test("shows what each kind of change causes", () => {
    expect(shown("why-nothing", "text/plain")).toContain("nothing would run");
    expect(shown("change-hyperparameter", "text/plain")).toContain("model.k 5 → 7");
    expect(printed("edit-comment")).toContain("nothing would run");
    expect(printed("edit-helper")).toContain("code changed: `score`");
    expect(printed("edit-helper")).not.toContain("TrainTestSplit");
    expect(printed("edit-first-helper")).toContain("code changed: `shuffle`");
    expect(shown("change-data", "text/plain")).toContain("`IrisCopy` wrote other content");
    expect(shown("undo-data", "text/plain")).toContain("nothing would run");
  });

  test("is small, and names no folder of the machine that executed it", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(400_000);
    expect(text).not.toMatch(/["'\s(](\/home|\/root|\/tmp|\/Users|[A-Z]:\\\\)/);
    expect(text).not.toContain(process.cwd());
  });
});

describe("notebooks/iris.ipynb from a shell", () => {
  test("trains every model from nothing, and nothing the second time", async () => {
    using project = await makeIrisProject();
    const words = ["run", "notebooks/iris.ipynb", "IrisPipeline", "--json"];
    const first = readRun(await project.cauce(...words));
    expect(first).toMatchObject({ code: 0, summary: { failed: 0, blocked: 0 } });
    expect(first.ran.filter((id) => id.startsWith("TrainModel("))).toHaveLength(4);
    const second = readRun(await project.cauce(...words));
    expect(second).toMatchObject({ code: 0, ran: [], summary: { ran: 0, fresh: 7 } });
  });

  test("is the same pipeline as a module: what one made is fresh for the other", async () => {
    using project = await makeIrisProject();
    expect(await project.cauce("export", "notebooks/iris.ipynb", "-o", "iris.ts")).toMatchObject({
      code: 0,
      stderr: "wrote iris.ts\n",
    });
    const module = await project.read("iris.ts");
    expect(module).toContain('import * as dfd from "danfojs-node";');
    expect(module).not.toMatch(/whatIf|confusionMatrixFigure/);
    const fromModule = readRun(await project.cauce("run", "iris.ts", "IrisPipeline", "--json"));
    expect(fromModule).toMatchObject({ code: 0, summary: { ran: 6 } });
    const words = ["run", "notebooks/iris.ipynb", "IrisPipeline", "--json"];
    expect(readRun(await project.cauce(...words))).toMatchObject({ code: 0, summary: { ran: 0 } });
  });

  test("trains one model with other hyperparameters, from flags", async () => {
    using project = await makeIrisProject();
    const words = ["run", "notebooks/iris.ipynb", "TrainModel", "--json"];
    const model = ["--model", '{"kind":"knn","k":7}', "--features", '["petal_length"]'];
    const run = readRun(await project.cauce(...words, ...model));
    expect(run).toMatchObject({ code: 0, summary: { failed: 0 } });
    expect(run.ran).toHaveLength(2);
  });
});
