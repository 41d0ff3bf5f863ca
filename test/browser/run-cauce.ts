import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);
const cli = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

/** What a command of ours says, in colour; one whose exit status tells of a failure has still said it. */
export async function runCauce(project: string, ...given: readonly string[]): Promise<string> {
  const options = {
    cwd: project,
    maxBuffer: 1e8,
    env: { ...process.env, FORCE_COLOR: "1", NO_COLOR: undefined, CI: undefined },
  };
  const { stdout, stderr } = await execute(process.execPath, [cli, ...given], options).catch(
    (error: { stdout?: string; stderr?: string }) => {
      if (error.stdout === undefined || error.stderr === undefined) throw error;
      return { stdout: error.stdout, stderr: error.stderr };
    },
  );
  return `${stdout}${stderr}`;
}
