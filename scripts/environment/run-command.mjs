import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/**
 * Runs a command to its end, with everything that it prints in one file.
 * @param {string} logFile
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, stdout: string }>} code is 1 where a signal ended it
 */
export async function runCommand(logFile, command, args, options = {}) {
  const log = createWriteStream(logFile, { flags: "a" });
  log.write(`$ ${[command, ...args].join(" ")}\n`);
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: options.timeoutMs,
  });
  let stdout = "";
  child.stdout.on("data", (text) => {
    stdout += text;
    log.write(text);
  });
  child.stderr.on("data", (text) => log.write(text));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  log.end();
  await finished(log);
  return { code, stdout };
}
