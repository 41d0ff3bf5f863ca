import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { builtFile } from "../pipeline/built-file.ts";
import { keepCodeVariable, keptFile } from "./kept-code.ts";
import { startKernelProcess } from "./kernel-process.ts";

/** What first cells do: values of several kinds, names, a class, a run. */
const cells = [
  "1 + 1",
  "const point = { x: 1, y: [2] }; point",
  "class Cell { size = 1 }; new Cell()",
  `import { Task, run, text } from "cauce";
class Kept extends Task {
  output() { return text(this); }
  run() { return this.output().write("kept"); }
}`,
  "await run(new Kept())",
];

/**
 * Keeps what this Node compiles of a kernel until it has run its first cells, for the next ones to
 * start with. Resolves with whether it is there now; it is no fault where that cannot be written.
 */
export async function keepKernelCode(): Promise<boolean> {
  if (isKept()) return true;
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-code-"));
  try {
    const kernel = await startKernelProcess({ folder, env: { [keepCodeVariable]: "1" } });
    for (const code of cells) await kernel.client.execute(code);
    await kernel.stop();
    return isKept();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isKept(): boolean {
  const folder = fileURLToPath(builtFile("kernel"));
  const programs = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.code-\w+\.cjs$/.test(name),
  );
  return programs.every((name) => existsSync(keptFile(path.join(folder, name))));
}
