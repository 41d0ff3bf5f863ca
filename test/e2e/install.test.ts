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
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageFolder } from "./project-rig.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "cauce install "));
});
afterEach(() => rmSync(home, { recursive: true }));

function cauce(args: readonly string[], folder = packageFolder) {
  const program = path.join(folder, "dist", "cli", "main.js");
  const { JUPYTER_DATA_DIR: _, XDG_DATA_HOME: __, ...rest } = process.env;
  const env = { ...rest, HOME: home, VIRTUAL_ENV: path.join(home, "my env") };
  return spawnSync(process.execPath, [program, ...args], { encoding: "utf8", env });
}

const places: readonly (readonly [string, readonly string[]])[] = [
  ["the user", []],
  ["the user, said so", ["--user"]],
  ["the environment", ["--sys-prefix"]],
  ["a prefix with a space", ["--prefix", "PREFIX"]],
];

describe("install and uninstall for", () => {
  test.each(places)("%s meet in one place", (_, options) => {
    const args = options.map((option) => (option === "PREFIX" ? path.join(home, "a b") : option));
    const installed = cauce(["install", ...args]);
    expect([installed.status, installed.stderr]).toEqual([0, ""]);
    const folder = /in (.*)\n/.exec(installed.stdout)?.[1] ?? "";
    expect(folder.startsWith(home)).toBe(true);
    expect(existsSync(path.join(folder, "kernel.json"))).toBe(true);
    const removed = cauce(["uninstall", ...args]);
    expect([removed.status, removed.stdout]).toEqual([
      0,
      `Removed the kernel "TypeScript (Cauce)" from ${folder}\n`,
    ]);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(path.dirname(folder))).toBe(true);
  });
});

describe("uninstall", () => {
  test("where nothing is installed says where it looked and what to try", () => {
    const { status, stderr } = cauce(["uninstall"]);
    expect(status).toBe(2);
    expect(stderr).toContain("the kernel is not installed in this place");
    expect(stderr).toContain("--prefix FOLDER");
  });

  test("leaves another kernel of the same name alone", () => {
    const folder = path.join(home, "share", "jupyter", "kernels", "cauce");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "kernel.json"), '{"display_name":"Another"}');
    const { status, stderr } = cauce(["uninstall", "--prefix", home]);
    expect(status).toBe(2);
    expect(stderr).toContain("holds another kernel");
    expect(existsSync(path.join(folder, "kernel.json"))).toBe(true);
  });

  test("wants one place, as install does", () => {
    const { status, stderr } = cauce(["uninstall", "--user", "--sys-prefix"]);
    expect(status).toBe(2);
    expect(stderr).toContain("`--user` and `--sys-prefix` were both given");
  });
});

test("a package in a folder with spaces installs a kernel that Jupyter can start", () => {
  const moved = path.join(home, "my packages", "cauce");
  mkdirSync(moved, { recursive: true });
  for (const name of ["package.json", "dist"])
    cpSync(path.join(packageFolder, name), path.join(moved, name), { recursive: true });
  for (const name of ["node_modules", "vendor"])
    symlinkSync(path.join(packageFolder, name), path.join(moved, name));
  expect(cauce(["install", "--prefix", home], moved).status).toBe(0);
  const file = path.join(home, "share", "jupyter", "kernels", "cauce", "kernel.json");
  const { argv } = JSON.parse(readFileSync(file, "utf8")) as { argv: string[] };
  expect(argv).toContain(path.join(moved, "dist", "cli", "main.js"));
  // As Jupyter starts it: each argument as it stands, without a shell.
  const [node = "", program = "", ...rest] = argv;
  const { stderr } = spawnSync(node, [program, ...rest], { encoding: "utf8" });
  expect(stderr).toContain("connection_file");
});
