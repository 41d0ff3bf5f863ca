import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { builtVendor, repositoryPath } from "./built-vendor.ts";

const files = [
  "danfojs/index.cjs",
  "danfojs/index.d.ts",
  "danfojs/package.json",
  "danfojs/LICENSES.txt",
  "plotly/plotly.min.js",
  "plotly/package.json",
  "plotly/LICENSE",
];

function read(path: string): string {
  return readFileSync(builtVendor(path), "utf8");
}

describe("the built vendor folder", () => {
  test("names no folder of the machine that built it", () => {
    const root = repositoryPath("").replace(/[\\/]$/, "");
    for (const file of files) expect(read(file).includes(root), file).toBe(false);
  });

  test("is left alone by a second build with nothing new", () => {
    const times = () => files.map((file) => statSync(builtVendor(file)).mtimeMs);
    const before = times();
    execFileSync(process.execPath, [repositoryPath("scripts/build-vendor.mjs")]);
    expect(times()).toEqual(before);
  });

  test("takes the place of the packages by name and version", () => {
    const installed = (name: string) =>
      JSON.parse(readFileSync(repositoryPath(`node_modules/${name}/package.json`), "utf8"));
    for (const [folder, name] of [
      ["danfojs", "danfojs-node"],
      ["plotly", "plotly.js-dist"],
    ] as const) {
      const { version } = installed(name);
      expect(JSON.parse(read(`${folder}/package.json`))).toMatchObject({ name, version });
    }
  });

  test("stays small", () => {
    expect(statSync(builtVendor("danfojs/index.cjs")).size).toBeLessThan(1_500_000);
    expect(statSync(builtVendor("plotly/plotly.min.js")).size).toBeLessThan(5_200_000);
  });

  test("carries the licence of every package in it", () => {
    const notices = read("danfojs/LICENSES.txt");
    const code = read("danfojs/index.cjs").replaceAll("\\\n", "");
    const bundled = code.matchAll(/node_modules\/((?:@[^/"]+\/)?[^/"]+)\//g);
    for (const [, name] of bundled) expect(notices.includes(`\n${name} `), name).toBe(true);
    for (const words of ["JsData", "Google LLC", "Jos de Jong", "Apache License", "MIT"]) {
      expect(notices).toContain(words);
    }
    expect(read("plotly/LICENSE")).toContain("Plotly");
  });

  test("holds plotly as a script that parses and begins with its notice", () => {
    const code = read("plotly/plotly.min.js");
    expect(code.trimStart().slice(0, 200)).toMatch(/plotly\.js v\d+\.\d+\.\d+\s+\* Copyright/);
    expect(new Script(code)).toBeInstanceOf(Script);
  });
});
