import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { describeIf, jupyter } from "../setup/requirements.ts";
import { type ClientsRig, openClients } from "./clients-rig.ts";

vi.setConfig({ testTimeout: 120_000 });

const consoleProgram = path.join(import.meta.dirname, "console_client.py");

describeIf(jupyter(), "the Iris notebook runs whole in", () => {
  let clients: ClientsRig;
  beforeAll(() => {
    clients = openClients();
  });
  afterAll(() => clients?.close());

  /** What its last cell tells. */
  const lastWords = "IrisPipeline is fresh: nothing would run";
  const iris = "notebooks/iris.ipynb";

  test("nbclient, which runs every task", async () => {
    await clients.run("jupyter", "execute", iris, "--output=nbclient.ipynb");
    const { errors, text } = outputsOf(clients.read("notebooks/nbclient.ipynb"));
    expect(errors).toEqual([]);
    expect(text).toMatch(/ran 6 · fresh \d+ · failed 0/);
  });

  test("nbconvert, as a page with its tables and pictures", async () => {
    const to = ["--to", "html", "--execute", "--output-dir", "."];
    await clients.run("jupyter", "nbconvert", ...to, iris);
    const page = clients.read("iris.html");
    expect(page).toContain(lastWords);
    expect(page).toContain('src="data:image/svg+xml');
    expect(page).not.toContain("Traceback");
  });

  test("papermill, which needs nothing of ours where it passes no parameters", async () => {
    await clients.run("papermill", iris, "papermill.ipynb");
    const { errors, text } = outputsOf(clients.read("papermill.ipynb"));
    expect(errors).toEqual([]);
    expect(text).toContain(lastWords);
  });

  test("jupytext, as a TypeScript file that becomes the same notebook again", async () => {
    await clients.run("jupytext", "--to", "ts:percent", iris, "-o", "notebooks/paired.ts");
    expect(clients.read("notebooks/paired.ts")).toContain("//     name: cauce");
    await clients.run("jupytext", "--to", "ipynb", "--execute", "notebooks/paired.ts");
    const again = clients.read("notebooks/paired.ipynb");
    expect(codeOf(again)).toEqual(codeOf(clients.read(iris)));
    const { errors, text } = outputsOf(again);
    expect(errors).toEqual([]);
    expect(text).toContain(lastWords);
  });

  test("`jupyter run`, as the script that nbconvert makes of it", async () => {
    await clients.run("jupyter", "nbconvert", "--to", "script", iris, "--output-dir", "notebooks");
    const shown = await clients.run("jupyter", "run", "--kernel=cauce", "notebooks/iris.ts");
    expect(shown).toContain(lastWords);
    expect(shown).not.toContain("Error");
  });

  test("`jupyter console`, pasted cell by cell, and it goes on after an interrupt", async () => {
    const { jupyter: program } = jupyter();
    const shown = await clients.run("python", consoleProgram, program, iris);
    expect(shown).toContain(lastWords);
    expect(shown).toMatch(/Out\[\d+\]: \[ 21, 42 \]/);
    expect(shown).not.toContain("TypeScriptError");
  });
});

describeIf(jupyter(), "Jupyter's tools", () => {
  let clients: ClientsRig;
  beforeAll(() => {
    clients = openClients();
    writeFileSync(path.join(clients.project, "params.ipynb"), notebookWithParameters());
  });
  afterAll(() => clients?.close());

  test("list the kernel", async () => {
    const listed = await clients.run("jupyter", "kernelspec", "list", "--json");
    const { kernelspecs } = JSON.parse(listed.slice(listed.indexOf("{")));
    expect(kernelspecs.cauce.spec).toMatchObject({
      display_name: "TypeScript (Cauce)",
      language: "typescript",
    });
  });

  test("pass parameters of every kind by papermill, which reach cells and tasks", async () => {
    const values =
      '{k: 7, rates: [0.5, 2], quick: true, mode: slow, words: ["é", "👋", "a\\"b\\n"], model: {kind: knn}, none: null}';
    await clients.run("papermill", "params.ipynb", "out.ipynb", "-y", values);
    const { errors, text } = outputsOf(clients.read("out.ipynb"));
    expect(errors).toEqual([]);
    const passed = clients.read("out.ipynb");
    expect(codeOf(passed).join("\n")).toContain(
      "const k: number = 7;\nconst rates: number[] = [0.5, 2];\nconst quick: boolean = true;\nconst mode: any =",
    );
    expect(text).toContain(
      `{"k":7,"mode":"slow","words":["é","👋","a\\"b\\n"],"model":{"kind":"knn"},"none":null}`,
    );
  });

  test("tell by papermill's help which parameters a notebook takes", async () => {
    const help = await clients.run("papermill", "--help-notebook", "params.ipynb");
    expect(help).toMatch(/k: number \(default 5\)\s+neighbours/);
    expect(help).toMatch(/mode: "fast" \| "slow" \(default "fast"\)/);
    expect(help).toContain('site: Unknown type (default "https://example.org")');
  });
});

function notebookWithParameters(): string {
  const parameters = [
    "const k: number = 5; // neighbours",
    'const mode: "fast" | "slow" = "fast";',
    "const words: string[] = [];",
    'const model: { kind: "knn" } | { kind: "forest" } = { kind: "forest" };',
    "const none: number | null = 3;",
    'const site = "https://example.org";',
    "const rates: number[] = [];",
    "const quick: boolean = false;",
  ];
  const task = [
    'import { Task, json, run, z } from "cauce";',
    'class Chosen extends Task.with({ k: z.int(), mode: z.enum(["fast", "slow"]) }) {',
    "  output() { return json<unknown>(this); }",
    "  async run() {",
    "    await this.output().write({ k: this.k, mode: this.mode, words, model, none });",
    "  }",
    "}",
  ];
  const use = [
    'if (mode === "fast" || mode === "slow") await run(new Chosen({ k, mode }));',
    "console.log(JSON.stringify(await new Chosen({ k, mode }).output().read()));",
  ];
  const cell = (id: string, lines: string[], tags: string[] = []) => ({
    cell_type: "code",
    id,
    metadata: { tags },
    execution_count: null,
    outputs: [],
    source: lines.join("\n"),
  });
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "cauce", display_name: "TypeScript (Cauce)", language: "typescript" },
    },
    cells: [cell("parameters", parameters, ["parameters"]), cell("task", task), cell("use", use)],
  });
}

interface Cell {
  readonly cell_type: string;
  readonly source: string | string[];
  readonly outputs?: readonly {
    readonly output_type: string;
    readonly evalue?: string;
    readonly text?: string | string[];
    readonly data?: Readonly<Record<string, string | string[]>>;
  }[];
}

function cellsOf(notebook: string): readonly Cell[] {
  return JSON.parse(notebook).cells;
}

function codeOf(notebook: string): string[] {
  const code = cellsOf(notebook).filter(({ cell_type }) => cell_type === "code");
  return code.map(({ source }) => [source].flat().join(""));
}

function outputsOf(notebook: string) {
  const outputs = cellsOf(notebook).flatMap((cell) => cell.outputs ?? []);
  return {
    errors: outputs.flatMap(({ output_type, evalue }) => (output_type === "error" ? [evalue] : [])),
    text: outputs.flatMap(({ text, data }) => text ?? data?.["text/plain"] ?? []).join(""),
  };
}
