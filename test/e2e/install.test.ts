import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
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

test("install --prefix says what Jupyter needs to look there, unless it does so by itself", () => {
  const prefix = path.join(home, "anywhere");
  const folder = path.join(prefix, "share", "jupyter");
  const { stdout } = cauce(["install", "--prefix", prefix]);
  expect(stdout).toContain(
    `Start it with \`${folder}\` in the environment variable \`JUPYTER_PATH\`.`,
  );
  expect(stdout).not.toContain("jupyter lab");

  mkdirSync(path.join(prefix, "bin"));
  writeFileSync(path.join(prefix, "bin", "jupyter"), "");
  const found = cauce(["install", "--prefix", prefix]);
  expect(found.stdout).toContain("or run: jupyter lab");
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

describe("a second version", () => {
  test("stands beside the first under a name of its own, and goes without it", () => {
    const at = ["--prefix", home];
    expect(cauce(["install", ...at]).status).toBe(0);
    const { stdout } = cauce(["install", ...at, "--name", "cauce-next"]);
    expect(stdout).toMatch(/^Installed the kernel "TypeScript \(Cauce \d+\.\d+\.\d+.*\)" in /);
    expect([readSpec("cauce").display_name, readSpec("cauce").env]).toEqual([
      "TypeScript (Cauce)",
      {},
    ]);
    expect(readSpec("cauce-next").env).toEqual({ CAUCE_LOCAL: "0" });
    expect(cauce(["uninstall", ...at, "--name", "cauce-next"]).status).toBe(0);
    expect(readdirSync(path.join(home, "share/jupyter/kernels"))).toEqual(["cauce"]);
  });

  test("is called as one says", () => {
    const named = ["--name", "next", "--display-name", 'Next "one"'];
    expect(cauce(["install", "--prefix", home, ...named]).status).toBe(0);
    expect(readSpec("next").display_name).toBe('Next "one"');
    expect(cauce(["uninstall", "--prefix", home, "--name", "next"]).stdout).toContain('Next "one"');
  });

  test("has a name that Jupyter accepts", () => {
    const { status, stderr } = cauce(["install", "--prefix", home, "--name", "../x"]);
    expect(status).toBe(2);
    expect(stderr).toContain("`--name ../x` is no name for a kernel");
  });
});

describe("the installed kernel", () => {
  test("starts from a folder with spaces and quotes", () => {
    const moved = path.join(home, `my "best" package's`, "cauce");
    installCopy(moved);
    expect(readSpec("cauce").argv).toContain(path.join(moved, "dist", "cli", "main.js"));
    const { status, stderr } = startKernel(home);
    expect([status, stderr]).toEqual([2, expect.stringContaining("connection_file")]);
  });

  test("says where it was looked for once Cauce is gone, and what to do", () => {
    const moved = path.join(home, "cauce");
    installCopy(moved);
    rmSync(moved, { recursive: true });
    const { status, stderr } = startKernel(home);
    expect(status).toBe(1);
    expect(stderr).toContain(`\`${path.join(moved, "dist/cli/main.js")}\`, which is not there any`);
    expect(stderr.slice(0, 100)).toContain("Run `npx cauce install` where Cauce is now");
  });

  test("prefers the version of the notebook's project, from folders below it too", () => {
    installCopy(path.join(home, "global", "cauce"));
    const below = path.join(home, "project", "notebooks", "deep");
    const own = path.join(home, "project", "node_modules", "cauce");
    mkdirSync(below, { recursive: true });
    makeVersion(own);
    expect(startKernel(below)).toMatchObject({ status: 0, stdout: "own kernel {connection_file}" });
    expect(startKernel(below).stderr).toContain(`${own}/dist/cli/main.js is used`);
    expect(startKernel(below, { CAUCE_LOCAL: "0" }).stderr).toContain("connection_file");
    expect(startKernel(home).stderr).toContain("connection_file");
    rmSync(path.join(home, "global"), { recursive: true });
    expect(startKernel(below).stdout).toBe("own kernel {connection_file}");
  });
});

/** Installs the kernel of a copy of this package. */
function installCopy(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "dist"])
    cpSync(path.join(packageFolder, name), path.join(folder, name), { recursive: true });
  for (const name of ["node_modules", "vendor"])
    symlinkSync(path.join(packageFolder, name), path.join(folder, name));
  expect(cauce(["install", "--prefix", home], folder).status).toBe(0);
}

/** Another version of Cauce: its command line tells that it was called, and how. */
function makeVersion(folder: string): void {
  mkdirSync(path.join(folder, "dist", "cli"), { recursive: true });
  writeFileSync(path.join(folder, "package.json"), '{ "name": "cauce", "type": "module" }');
  writeFileSync(
    path.join(folder, "dist/cli/main.js"),
    'process.stdout.write(["own", ...process.argv.slice(2)].join(" "));',
  );
}

interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly env: Readonly<Record<string, string>>;
}

function readSpec(name: string): KernelSpec {
  const file = path.join(home, "share", "jupyter", "kernels", name, "kernel.json");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** As Jupyter starts it: each argument as it stands, without a shell, in the notebook's folder. */
function startKernel(cwd: string, env: Readonly<Record<string, string>> = {}) {
  const [node = "", ...rest] = readSpec("cauce").argv;
  return spawnSync(node, rest, { cwd, encoding: "utf8", env: { ...process.env, ...env } });
}
