import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { jupyter } from "../setup/requirements.ts";

const source = path.resolve(import.meta.dirname, "../..");
const execute = promisify(execFile);

/** A copy of the project's notebooks, and Jupyter's programs that see our kernel and nothing of the user's. */
export interface ClientsRig {
  readonly project: string;
  /** Runs one of the programs beside `jupyter`, and gives what it printed, warnings first. Rejects when it fails. */
  run(program: string, ...args: string[]): Promise<string>;
  read(file: string): string;
  close(): void;
}

export function openClients(): ClientsRig {
  const project = mkdtempSync(path.join(tmpdir(), "cauce-clients-"));
  for (const folder of ["notebooks", "data"])
    cpSync(path.join(source, folder), path.join(project, folder), { recursive: true });
  writeFileSync(path.join(project, "package.json"), '{ "private": true }\n');
  symlinkSync(path.join(source, "node_modules"), path.join(project, "node_modules"));
  const home = path.join(project, ".home");
  const program = path.join(source, "dist/cli/main.js");
  execFileSync(process.execPath, [program, "install", "--prefix", home], { stdio: "ignore" });
  const programs = path.dirname(jupyter().jupyter);
  const env = {
    ...process.env,
    HOME: home,
    PATH: `${programs}${path.delimiter}${process.env.PATH}`,
    JUPYTER_PATH: path.join(home, "share/jupyter"),
    JUPYTER_CONFIG_DIR: path.join(home, "config"),
    JUPYTER_DATA_DIR: path.join(home, "data"),
    JUPYTER_RUNTIME_DIR: path.join(home, "runtime"),
    IPYTHONDIR: path.join(home, "ipython"),
  };
  return {
    project,
    run: async (name, ...args) => {
      const options = { cwd: project, env, timeout: 110_000, maxBuffer: 64e6 };
      const { stdout, stderr } = await execute(path.join(programs, name), args, options);
      return stderr + stdout;
    },
    read: (file) => readFileSync(path.join(project, file), "utf8"),
    close: () => rmSync(project, { recursive: true, force: true }),
  };
}
