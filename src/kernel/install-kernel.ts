import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CauceError } from "../core/errors.ts";
import { builtFile } from "../pipeline/built-file.ts";
import { packageRoot, packageVersion } from "../pipeline/package-root.ts";
import { kernelLogo } from "./kernel-logo.ts";

export interface KernelNames {
  /** What the kernelspec's folder is called, and what notebooks keep. Default: `cauce`. */
  readonly name?: string;
  /** What a person sees in the list of kernels. */
  readonly displayName?: string;
}

/** Where a kernel was put, and what it is called there. */
export interface InstalledKernel {
  readonly folder: string;
  readonly displayName: string;
}

const usualName = "cauce";

/** Writes a kernelspec under a Jupyter data folder, with the plot library that its pages load. */
export function installKernel(dataFolder: string, names: KernelNames = {}): InstalledKernel {
  const { name = usualName } = names;
  const folder = kernelFolder(dataFolder, name);
  const displayName = names.displayName ?? usualDisplayName(name);
  const launcher = path.join(folder, "launch.mjs");
  const program = path.join(packageRoot(), "dist", "cli", "main.js");
  const spec = {
    argv: [process.execPath, launcher, program, "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    // The wire thread hears the request even while a cell computes; a signal would only reach the main thread.
    interrupt_mode: "message",
    // Who installs a version under a name of its own means that version, whatever a project has.
    env: name === usualName ? {} : { CAUCE_LOCAL: "0" },
    metadata: { debugger: true, cauce: packageVersion() },
  };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
    writeFileSync(path.join(folder, "logo-svg.svg"), kernelLogo);
    copyFileSync(builtFile("kernel/launch.js"), launcher);
    const plotly = path.join(packageRoot(), "vendor", "plotly", "plotly.min.js");
    if (existsSync(plotly)) copyFileSync(plotly, path.join(folder, "plotly.min.js"));
  } catch (cause) {
    throw new CauceError(
      "install-failed",
      `\`${folder}\` cannot be written: ${(cause as Error).message}. Choose another place with \`--prefix FOLDER\`.`,
      { cause },
    );
  }
  return { folder, displayName };
}

/** The folder of a kernelspec under a Jupyter data folder. */
export function kernelFolder(dataFolder: string, name: string = usualName): string {
  if (!/^[a-z0-9._-]+$/i.test(name))
    throw new CauceError(
      "bad-option",
      `\`--name ${name}\` is no name for a kernel. Expected letters, digits, \`.\`, \`-\` and \`_\` only, as Jupyter does.`,
    );
  return path.join(dataFolder, "kernels", name.toLowerCase());
}

function usualDisplayName(name: string): string {
  return name === usualName ? "TypeScript (Cauce)" : `TypeScript (Cauce ${packageVersion()})`;
}
