import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

/*
 * What Jupyter starts: `node launch.mjs PROGRAM CONNECTION_FILE`, from a copy beside the kernelspec,
 * so that it is still there to speak when PROGRAM is not. It imports nothing of ours for that
 * reason, and starts the kernel in this very process: signals and the process id stay Jupyter's.
 * The kernel that it starts looks for no other, so this cannot go round in circles.
 */
const [, , installed = "", connectionFile = ""] = process.argv;
const program = findLocalProgram(process.cwd()) ?? installed;

if (existsSync(program)) {
  if (!existsSync(installed) || realpathSync(program) !== realpathSync(installed))
    tell(`${program} is used, this project's own version. CAUCE_LOCAL=0 switches that off.`);
  process.argv = [process.execPath, program, "kernel", connectionFile];
  await import(pathToFileURL(program).href);
} else {
  // VS Code shows the first hundred characters only: what to do comes first.
  tell(
    `moved or removed. Run \`npx cauce install\` where Cauce is now, or \`npm install cauce\` in the notebook's project. Its kernel was installed from \`${program}\`, which is not there any more.`,
  );
  process.exitCode = 1;
}

/** The program of the nearest `node_modules/cauce` from a folder upward, as Node itself would find it. */
function findLocalProgram(folder: string): string | undefined {
  if (process.env.CAUCE_LOCAL === "0") return undefined;
  for (let at = folder; ; at = path.dirname(at)) {
    const found = path.join(at, "node_modules", "cauce", "dist", "cli", "main.js");
    if (existsSync(found)) return found;
    if (at === path.dirname(at)) return undefined;
  }
}

function tell(text: string): void {
  process.stderr.write(`cauce: ${text}\n`);
}
