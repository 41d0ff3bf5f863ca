import { createRequire } from "node:module";
import path from "node:path";

/** The compiler's program for this machine: a package of its own, which only the compiler's package has to find. */
export function findCompiler(packageRoot: string): string {
  const own = createRequire(path.join(packageRoot, "package.json"));
  const compilers = createRequire(own.resolve("typescript-native/package.json"));
  const name = `@typescript/typescript-${process.platform}-${process.arch}`;
  const folder = path.dirname(compilers.resolve(`${name}/package.json`));
  return path.join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}
