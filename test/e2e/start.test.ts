import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageFolder } from "./project-rig.ts";

let clone: string;
beforeAll(() => {
  clone = mkdtempSync(path.join(tmpdir(), "cauce-start-"));
  for (const name of ["scripts", "notebooks", "data", "package.json"])
    cpSync(path.join(packageFolder, name), path.join(clone, name), { recursive: true });
  for (const name of ["node_modules", "dist", "vendor"])
    symlinkSync(path.join(packageFolder, name), path.join(clone, name));
  mkdirSync(path.join(clone, "outputs"));
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function start() {
  const { FORCE_COLOR: _, ...env } = process.env;
  return spawnSync(process.execPath, ["scripts/start.mjs"], {
    cwd: clone,
    encoding: "utf8",
    // Whether this machine has a Jupyter must not decide what is seen.
    env: { ...env, NO_COLOR: "1", PATH: path.join(clone, "no-programs") },
    timeout: 110_000,
  });
}

describe("npm start", () => {
  test("runs the Iris notebook, draws its DAG and shows how well the models do", {
    timeout: 120_000,
  }, () => {
    const { status, stdout, stderr } = start();
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const cells = [...stdout.matchAll(/✓ cell +(\d+) of (\d+)/g)];
    expect(cells.length).toBeGreaterThan(5);
    expect(cells.every(([, at], index) => Number(at) === index + 1)).toBe(true);
    expect(cells.at(-1)?.[1]).toBe(cells.at(-1)?.[2]);
    expect(stdout).toMatch(/IrisPipeline[\s\S]*TrainModel[\s\S]*TrainTestSplit[\s\S]*IrisData/);
    expect(stdout).toMatch(/model +hyperparameters +accuracy/);
    expect(stdout).toMatch(/ran 6 · fresh 1 · failed 0/);
    expect(stdout).toContain("npm run lab");
    expect(existsSync(path.join(clone, "outputs/iris.ipynb"))).toBe(true);
  });

  test("runs no task the second time, and says so", { timeout: 120_000 }, () => {
    const { status, stdout } = start();
    expect(status).toBe(0);
    expect(stdout).toContain("Everything was fresh, so no task ran: ran 0 · fresh 7 · failed 0");
  });

  test("says what to do when a cell fails", { timeout: 120_000 }, () => {
    const file = path.join(clone, "notebooks/iris.ipynb");
    const before = readFileSync(file, "utf8");
    const notebook = JSON.parse(before);
    for (const cell of notebook.cells)
      if (cell.id === "dag") cell.source = 'throw new Error("broken on purpose")';
    writeFileSync(file, JSON.stringify(notebook));
    const { status, stderr } = start();
    writeFileSync(file, before);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error Error: broken on purpose\n/);
    expect(stderr).toContain("(id `dag`)");
    expect(stderr).toContain("then run: npm start");
  });

  test("says to run npm install where there are no packages", () => {
    rmSync(path.join(clone, "node_modules"));
    const { status, stderr } = start();
    expect(status).toBe(1);
    expect(stderr.trim()).toBe("`node_modules` lacks what Cauce needs. Run first: npm install");
  });
});
