import { createRequire } from "node:module";
import vm from "node:vm";
import type { CellConverter } from "./cell-converter.ts";
import { takeCompiled } from "./compile-ahead.ts";

/** The part of tslab's executor that a session uses. */
export interface TslabExecutor {
  /** Resolves with whether the cell ran to its end; what it threw goes to the console's `error`. */
  execute(source: string): Promise<boolean>;
  /** Ends the waiting for the cell that runs now. */
  interrupt(): void;
  /** The names that all cells share. */
  readonly locals: Record<string, unknown>;
  close(): void;
}

/** Where tslab's executor reports a cell's last value and what it threw. */
export interface ExecutorConsole {
  log(value: unknown): void;
  error(problem: unknown): void;
}

type CreateExecutor = (
  rootDir: string,
  converters: { node: CellConverter; browser: CellConverter; close(): void },
  console: ExecutorConsole,
) => TslabExecutor;

/** tslab's executor with our converter in it. */
export function createTslabExecutor(
  root: string,
  converter: CellConverter,
  console: ExecutorConsole,
): TslabExecutor {
  const require = createRequire(import.meta.url);
  skipCompilerForMetadata(require);
  keepSignals();
  const { createExecutor } = require("tslab/dist/executor.js") as {
    createExecutor: CreateExecutor;
  };
  return createExecutor(
    root,
    { node: converter, browser: converter, close: () => converter.close() },
    console,
  );
}

/**
 * tslab lets Node take SIGINT over for the first synchronous stretch of a cell, and Node gives it
 * back to nobody that listens on another thread. The wire hears the signal at any time.
 */
function keepSignals(): void {
  const { runInThisContext } = vm;
  vm.runInThisContext = (code, options) => {
    if (typeof options !== "object") return runInThisContext(code, options);
    const unbroken = { ...options, breakOnSigint: false };
    const script = takeCompiled(code);
    return script === undefined
      ? runInThisContext(code, unbroken)
      : script.runInThisContext(unbroken);
  };
}

/**
 * tslab loads its whole compiler (0.4 s) to find `@module` and `@browser` in a cell's comment,
 * which belong to the converter that ours replaces.
 */
function skipCompilerForMetadata(require: NodeJS.Require): void {
  const file = require.resolve("tslab/dist/metadata.js");
  if (require.cache[file] !== undefined) return;
  const { Module } = require("node:module") as typeof import("node:module");
  const module = new Module(file);
  module.filename = file;
  module.loaded = true;
  module.exports = { getCodeMetadata: () => ({}) };
  require.cache[file] = module;
}

/** `import … from "tslab"` in a cell: tslab's own `display`, writing under the cell that calls it. */
export function loadTslab(
  writeDisplayData: (
    content: { data: Record<string, unknown>; transient?: { display_id?: string } },
    update: boolean,
  ) => void,
): Record<string, unknown> {
  const require = createRequire(import.meta.url);
  const jupyter = require("tslab/dist/jupyter.js") as { lastWriteDisplayData: unknown };
  jupyter.lastWriteDisplayData = writeDisplayData;
  return require("tslab") as Record<string, unknown>;
}
