import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

/** Where it is set, what has been compiled of Cauce's own code is kept when its thread ends. */
export const keepCodeVariable = "CAUCE_KEEP_CODE";

/**
 * Runs a file of CommonJS in ASCII. What V8 compiled of it before is taken from beside it; whether
 * that fits this Node and its flags V8 judges itself, and compiles anew where not. (Node's own cache
 * comes with Node 22 alone, and writes at every start; this one is written where Cauce is built or
 * installed.)
 */
export function runKept(file: string, module: NodeJS.Module): void {
  const script = compileKept(file);
  // At the end it holds the functions too that were compiled when they were called first.
  if (process.env[keepCodeVariable] === "1") process.once("exit", () => keep(file, script));
  const { exports } = module;
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  const require = createRequire(file);
  run.call(exports, exports, require, module, file, path.dirname(file), importFrom(file));
}

/** Its `cachedDataRejected` is false where the compiled form was there and fits. */
export function compileKept(file: string): vm.Script {
  const cachedData = readKept(file);
  return new vm.Script(wrap(readFileSync(file, "latin1")), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
}

/** As Node wraps CommonJS, with `moduleImport` for `import()`, which the build puts in its place. */
function wrap(text: string): string {
  return `(function (exports, require, module, __filename, __dirname, moduleImport) { ${text}\n})`;
}

/** Code that comes from its compiled form has lost, in Node 20, who answers its `import()`. */
function importFrom(file: string) {
  const base = pathToFileURL(file).href;
  return (specifier: string, options?: ImportCallOptions): Promise<unknown> => {
    const url = specifier.startsWith(".") ? new URL(specifier, base).href : specifier;
    return options?.with?.type === "json" ? import(url, { with: { type: "json" } }) : import(url);
  };
}

/** Where the compiled form of a file stands. */
export function keptFile(file: string): string {
  return `${file}.${process.version}-${process.platform}-${process.arch}.kept`;
}

function readKept(file: string): Buffer | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  try {
    return readFileSync(keptFile(file));
  } catch {
    return undefined;
  }
}

/** In one step: another kernel may be reading it. */
function keep(file: string, script: vm.Script): void {
  try {
    const written = `${keptFile(file)}.${process.pid}`;
    writeFileSync(written, script.createCachedData());
    renameSync(written, keptFile(file));
  } catch {
    // Where nothing can be written, code is compiled at each start.
  }
}
