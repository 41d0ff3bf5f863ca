import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const source = path.resolve(import.meta.dirname, "../..");

/** A lesson that reads a table with danfojs, trains with ml-knn, and draws. */
const cells = [
  'import { ExternalTask, Task, csv, json, run, z } from "cauce";\nimport * as dfd from "danfojs-node";\nimport KNN from "ml-knn";',
  'class IrisData extends ExternalTask {\n  output() { return csv("data/iris.csv"); }\n}',
  [
    "class Train extends Task.with({ k: z.int().default(5) }) {",
    "  requires() { return new IrisData(); }",
    "  output() { return json<{ first: number }>(this); }",
    "  async run() {",
    "    const iris = await this.input().readFrame();",
    '    const rows = iris.loc({ columns: ["petal_length", "petal_width"] }).values as number[][];',
    '    const labels = (iris.column("species").values as string[]).map((name) => (name === "setosa" ? 0 : 1));',
    "    const model = new KNN(rows, labels, { k: this.k });",
    "    await this.output().write({ first: model.predict([[1.4, 0.2]])[0] });",
    "  }",
    "}",
  ].join("\n"),
  "const report = await run(new Train());\nreport.ran",
  "new dfd.DataFrame(await new IrisData().output().readRows()).shape",
];

describe("a user who installs the packed tarball into an empty folder", () => {
  let home = "";
  let project = "";

  beforeAll(() => {
    home = mkdtempSync(path.join(tmpdir(), "cauce-packed-"));
    project = path.join(home, "project");
    cpSync(path.join(source, "data"), path.join(project, "data"), { recursive: true });
    const tarball = npm(
      source,
      "pack",
      "--ignore-scripts",
      "--silent",
      "--pack-destination",
      home,
    ).trim();
    writeFileSync(path.join(project, "package.json"), '{ "name": "lesson", "private": true }\n');
    npm(
      project,
      "install",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      "--loglevel=error",
      path.join(home, tarball),
    );
    writeFileSync(path.join(project, "lesson.ipynb"), JSON.stringify(notebook()));
  }, 240_000);

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test("gets no TensorFlow, no spreadsheet library and no second danfojs", () => {
    const modules = path.join(project, "node_modules");
    for (const name of ["@tensorflow", "xlsx", "danfojs-node", "request"]) {
      expect(existsSync(path.join(modules, name)), name).toBe(false);
    }
    expect(readdirSync(path.join(modules, "cauce")).sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist",
      "package.json",
      "vendor",
    ]);
  });

  test("gets the packages with install scripts that README says to approve none of", () => {
    const lock = JSON.parse(readFileSync(path.join(project, "package-lock.json"), "utf8")) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([name]) => name.replace("node_modules/", ""));
    const readme = readFileSync(path.join(source, "README.md"), "utf8");
    expect(scripted).toHaveLength(4);
    expect(readme).toContain(`npm install-scripts deny ${scripted.join(" ")}\``);
  });

  test("runs a notebook with danfojs-node and ml-knn through the kernel", () => {
    const out = path.join(project, "out.ipynb");
    cauce(project, "execute", "lesson.ipynb", "-o", out);
    const executed = JSON.parse(readFileSync(out, "utf8")) as {
      cells: { outputs: { output_type: string; data?: Record<string, string | string[]> }[] }[];
    };
    const results = executed.cells.flatMap(({ outputs }) =>
      outputs.filter((output) => output.output_type === "execute_result"),
    );
    expect(results.map(({ data }) => [data?.["text/plain"] ?? ""].flat().join(""))).toEqual([
      "[ 'Train' ]",
      "[ 150, 5 ]",
    ]);
  }, 60_000);

  test("finds the task fresh from the shell afterwards", () => {
    const lines = cauce(project, "run", "lesson.ipynb", "Train", "--json").trim().split("\n");
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ event: "summary", ran: 0, fresh: 2 });
  }, 60_000);

  test("puts the kernel where Jupyter finds it", () => {
    cauce(project, "install", "--prefix", path.join(home, "jupyter"));
    const folder = path.join(home, "jupyter/share/jupyter/kernels/cauce");
    const spec = JSON.parse(readFileSync(path.join(folder, "kernel.json"), "utf8")) as {
      display_name: string;
      argv: string[];
    };
    expect(spec.display_name).toBe("TypeScript (Cauce)");
    expect(spec.argv.slice(1)).toEqual([
      path.join(folder, "launch.mjs"),
      path.join(project, "node_modules/cauce/dist/cli/main.js"),
      "{connection_file}",
    ]);
    expect(readdirSync(folder).sort()).toEqual([
      "kernel.json",
      "launch.mjs",
      "logo-svg.svg",
      "plotly.min.js",
    ]);
  }, 60_000);

  test("brings what teaches papermill TypeScript", () => {
    const folder = path.join(project, "node_modules/cauce/dist/papermill");
    expect(readdirSync(folder).sort()).toEqual(["cauce_papermill.py", "pyproject.toml"]);
  });

  test("gets the project's version from a kernel that another one installed", () => {
    const prefix = path.join(home, "another");
    const program = path.join(source, "dist/cli/main.js");
    execFileSync(process.execPath, [program, "install", "--prefix", prefix]);
    const launcher = path.join(prefix, "share/jupyter/kernels/cauce/launch.mjs");
    const start = [launcher, program, path.join(home, "connection.json")];
    const options = { cwd: path.join(project, "data"), encoding: "utf8" } as const;
    const { stderr } = spawnSync(process.execPath, start, options);
    expect(stderr).toContain(
      `${path.join(project, "node_modules/cauce/dist/cli/main.js")} is used, this project's own`,
    );
    // It is the kernel that speaks: there is no such connection.
    expect(stderr).toContain("connection.json");
  }, 60_000);
});

function notebook(): object {
  return {
    cells: cells.map((text, at) => ({
      id: `cell-${at}`,
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source: text,
    })),
    metadata: {
      kernelspec: { name: "cauce", display_name: "TypeScript (Cauce)", language: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function npm(folder: string, ...args: string[]): string {
  return execFileSync("npm", args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function cauce(folder: string, ...args: string[]): string {
  return execFileSync("npx", ["--no-install", "cauce", ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}
