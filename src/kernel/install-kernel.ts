import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import { packageRoot } from "../pipeline/package-root.ts";
import { kernelLogo } from "./kernel-logo.ts";

/** What a person sees in the list of kernels. */
export const kernelName = "TypeScript (Cauce)";

/** Writes the kernelspec `cauce` under a Jupyter data folder, with the plot library that its pages load. Returns its folder. */
export function installKernel(dataFolder: string): string {
  const folder = path.join(dataFolder, "kernels", "cauce");
  const program = path.join(packageRoot(), "dist", "cli", "main.js");
  const spec = {
    argv: [process.execPath, program, "kernel", "{connection_file}"],
    display_name: kernelName,
    language: "typescript",
    // The wire thread hears the request even while a cell computes; a signal would only reach the main thread.
    interrupt_mode: "message",
    metadata: { debugger: true },
  };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
    writeFileSync(path.join(folder, "logo-svg.svg"), kernelLogo);
    const plotly = path.join(packageRoot(), "vendor", "plotly", "plotly.min.js");
    if (existsSync(plotly)) copyFileSync(plotly, path.join(folder, "plotly.min.js"));
  } catch (cause) {
    throw new CauceError(
      "install-failed",
      `\`${folder}\` cannot be written: ${(cause as Error).message}. Choose another place with \`--prefix FOLDER\`.`,
      { cause },
    );
  }
  return folder;
}
