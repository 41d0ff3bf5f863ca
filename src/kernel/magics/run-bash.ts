import { spawn } from "node:child_process";
import { once } from "node:events";
import { CauceError } from "../../core/errors.ts";
import type { MagicContext } from "./magic-context.ts";

/** `%%bash`: runs the cell's text in bash; what it prints comes as it is printed. An interrupt ends all that it started. */
export async function runBash(script: string, { publisher, signal }: MagicContext): Promise<void> {
  const child = spawn("bash", ["-c", script], {
    cwd: process.cwd(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const stop = () => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  };
  signal.addEventListener("abort", stop, { once: true });
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (text: string) => publisher.stream(name, text));
  try {
    await once(child, "close");
  } catch (cause) {
    throw new CauceError(
      "bash-not-started",
      `\`bash\` could not be started: ${(cause as Error).message}. Install bash, or use node:child_process.`,
      { cause },
    );
  } finally {
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
  if (child.exitCode === 0) return;
  const how = child.signalCode ?? `exit status ${child.exitCode}`;
  throw new CauceError(
    "bash-failed",
    `\`%%bash\` ended with ${how}, expected 0. What it wrote stands above.`,
  );
}
