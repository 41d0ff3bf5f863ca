import { spawn } from "node:child_process";

/**
 * Runs a tool of ours with this Node and collects what it prints. A tool that cannot start rejects;
 * one that ends with an exit code resolves with it.
 * @param {string} cwd
 * @param {string[]} args the script and its arguments
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function runTool(cwd, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NO_COLOR: "1" } });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === null) reject(new Error(`\`${args[0]}\` was ended by ${signal}`));
      else resolve({ code, stdout, stderr });
    });
  });
}
