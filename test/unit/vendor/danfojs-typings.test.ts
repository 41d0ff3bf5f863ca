import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtVendor, repositoryPath } from "./built-vendor.ts";

const compiler = repositoryPath("node_modules/typescript-native/bin/tsc");

const lesson = `
import * as dfd from "danfojs-node";
import { DataFrame, Series, concat, merge } from "danfojs-node";

export async function lesson(): Promise<unknown[]> {
  const df = new DataFrame({ a: [1, 2, 3], kind: ["x", "y", "x"] });
  const a: Series = df.column("a");
  const few: DataFrame = df.query(a.gt(1)).head(1).loc({ columns: ["a"] }).iloc({ rows: [0] });
  const means: DataFrame = df.groupby(["kind"]).col(["a"]).mean();
  const wide: DataFrame = df.addColumn("twice", a.mul(2)).addColumn("more", [1, 2, 3]);
  const merged: DataFrame = merge({ left: df, right: means, on: ["kind"], how: "inner" });
  const both = concat({ dfList: [df, wide], axis: 0 });
  const codes: number[] = new dfd.LabelEncoder().fit(df.column("kind")).transform(["x"]);
  const coded: Series = new dfd.LabelEncoder().fitTransform(df.column("kind"));
  const scaled: DataFrame = new dfd.StandardScaler().fitTransform(few);
  const between: number[][] = new dfd.MinMaxScaler().fitTransform([[1, 2], [3, 4]]);
  const read: DataFrame = await dfd.readCSV("a.csv", { delimiter: ";", skipEmptyLines: true });
  const json: DataFrame = await dfd.readJSON("a.json");
  const some: DataFrame = await json.sample(2, { seed: 7 });
  dfd.convertFunctionTotransformer((chunk) => chunk.head(1)).end();
  const rows = dfd.toJSON(some) as { a: number }[];
  return [df.toJSON({ format: "row" }), df.toCSV(), merged, both, codes, coded, scaled, between, read, rows];
}
`;

/** One mistake a line; the compiler has to name every line. */
const mistakes = [
  "df.typo();",
  "df.haed(3);",
  'df.column("a").typo;',
  'df.groupby(["a"]).typo();',
  'df["z"] = [1];',
  'df.plot("page");',
  'dfd.readCvs("a.csv");',
  'new dfd.StandardScaler().fit("words");',
  'df.sortValues("a", { ascending: "yes" });',
];

describe("the typings of the bundle", () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(path.join(tmpdir(), "cauce-typings-"));
    const modules = path.join(project, "node_modules");
    mkdirSync(path.join(modules, "@types"), { recursive: true });
    cpSync(builtVendor("danfojs"), path.join(modules, "danfojs-node"), { recursive: true });
    for (const name of ["@types/node", "undici-types"]) {
      symlinkSync(repositoryPath(`node_modules/${name}`), path.join(modules, name));
    }
    writeFileSync(path.join(project, "package.json"), '{ "type": "module" }');
    writeFileSync(path.join(project, "lesson.ts"), lesson);
    const setup = 'import * as dfd from "danfojs-node"; const df = new dfd.DataFrame({ a: [1] });';
    writeFileSync(path.join(project, "mistakes.ts"), [setup, ...mistakes].join("\n"));
  });
  afterAll(() => rmSync(project, { recursive: true }));

  function compile(file: string, options: readonly string[]) {
    const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
    const args = [compiler, "--noEmit", ...strict, "--skipLibCheck", "false", "--types", "node"];
    const { stdout, status } = spawnSync(process.execPath, [...args, ...options, file], {
      cwd: project,
      encoding: "utf8",
    });
    return { stdout, status };
  }

  test.for([
    ["bundler", "esnext"],
    ["nodenext", "nodenext"],
  ] as const)(
    "compile under strict, with libraries checked, as %s resolves",
    ([resolution, module]) => {
      const options = ["--module", module, "--moduleResolution", resolution, "--target", "es2023"];
      expect(compile("lesson.ts", options)).toEqual({ stdout: "", status: 0 });
    },
  );

  test("make an error of every misspelt or impossible call", () => {
    const { stdout } = compile("mistakes.ts", ["--module", "nodenext", "--pretty", "false"]);
    const lines = new Set(
      [...stdout.matchAll(/^mistakes\.ts\((\d+),/gm)].map(([, line]) => Number(line)),
    );
    expect([...lines]).toEqual(mistakes.map((_, index) => index + 2));
  });
});
