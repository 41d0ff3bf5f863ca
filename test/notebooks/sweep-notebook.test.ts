import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { Project, packageFolder, readRun } from "../e2e/project-rig.ts";

interface Cell {
  readonly id: string;
  readonly cell_type: string;
  readonly execution_count?: number | null;
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly name?: string;
    readonly data?: Readonly<Record<string, string | string[]>>;
  }[];
}

const text = readFileSync(path.join(packageFolder, "notebooks/sweep.ipynb"), "utf8");
const { cells }: { cells: readonly Cell[] } = JSON.parse(text);
const codeCells = cells.filter((cell) => cell.cell_type === "code");

function shown(id: string, mime: string): string {
  const outputs = codeCells.find((cell) => cell.id === id)?.outputs ?? [];
  return outputs.map(({ data }) => [data?.[mime] ?? ""].flat().join("")).join("\n");
}

/** The still picture that a figure leaves in the notebook. */
function picture(id: string): string {
  const images = [
    ...shown(id, "text/html").matchAll(
      /<img src="data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)" alt="[^"]*\((?:scatter|heatmap)/g,
    ),
  ];
  return Buffer.from(images.at(-1)?.[1] ?? "", "base64").toString("utf8");
}

describe("notebooks/sweep.ipynb as it is saved", () => {
  test("was executed from top to bottom, without an error", () => {
    expect(codeCells.map((cell) => cell.execution_count)).toEqual(codeCells.map((_, at) => at + 1));
    const outputs = codeCells.flatMap((cell) => cell.outputs ?? []);
    expect(outputs.filter((output) => output.output_type === "error")).toEqual([]);
    expect(outputs.filter((output) => output.name === "stderr")).toEqual([]);
  });

  test("keeps a sweep's folded DAG, its table and its plot", () => {
    const plain = shown("sweep", "text/plain");
    expect(plain).toContain("CrossValidation ×60");
    expect(plain).toContain("ran 365 · fresh 1 · failed 0");
    const best = /best accuracy (0\.9\d+) at model\.k (\d+) · model\.distance (\w+)/.exec(plain);
    expect(plain).toContain("60 rows × 3 columns");
    expect(shown("best", "text/plain")).toContain(
      `{kind: knn, k: ${best?.[2]}, distance: ${best?.[3]}}`,
    );
    expect(picture("sweep")).toContain(
      `best: ${Number(Number(best?.[1]).toPrecision(4))} at ${best?.[2]}</text>`,
    );
  });

  test.each(["compare", "matrix"])("keeps a still picture of the figure `%s`", (id) => {
    expect(picture(id)).toMatch(/^<svg .*<\/svg>$/s);
  });

  test("grows each part of a forest once, whichever forests it stands in", () => {
    expect(shown("forest", "text/plain")).toContain("ran 8 · fresh 2 · failed 0");
    // Two new parts, three new forests with their scores; six parts are there.
    expect(shown("forest-sweep", "text/plain")).toContain("ran 10 · fresh 8 · failed 0");
  });

  test("stays under a megabyte, and names no folder of the machine that executed it", () => {
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).not.toMatch(/["'\s(](\/home|\/root|\/tmp|\/Users|[A-Z]:\\\\)/);
    expect(text).not.toContain(process.cwd());
  });
});

describe("notebooks/sweep.ipynb from a shell", () => {
  test("gives one forest from its parts, the same bytes whoever grows them", async () => {
    const files = {
      "data/iris.csv": readFileSync(path.join(packageFolder, "data/iris.csv"), "utf8"),
      "notebooks/sweep.ipynb": text,
    };
    const forests: string[] = [];
    for (const workers of ["1", "2"]) {
      using project = await Project.make({ files });
      const words = ["run", "notebooks/sweep.ipynb", "Forest", "--parts", "3", "--json"];
      const run = readRun(await project.cauce(...words, "--workers", workers));
      expect(run).toMatchObject({ code: 0, summary: { ran: 5, failed: 0 } });
      const [output = ""] = run.events.flatMap((event) =>
        event.event === "task" && event.family === "Forest" && event.status === "succeeded"
          ? event.outputs
          : [],
      );
      forests.push(await project.read(output));
    }
    expect(JSON.parse(forests[0] ?? "").forest.baseModel.estimators).toHaveLength(30);
    expect(forests[1]).toBe(forests[0]);
  });
});
