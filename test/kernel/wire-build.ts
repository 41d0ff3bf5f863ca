import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface WireBuild extends AsyncDisposable {
  /** A folder for the test's own files, removed with the build. */
  readonly folder: string;
  readonly threadUrl: URL;
  /** The program of `wire-host.ts`. */
  readonly hostFile: string;
  /** The program of `line-host.ts`. */
  readonly lineHostUrl: URL;
}

/** Builds the wire thread and the host program as the package's build does: ESM, split in chunks. */
export async function buildWire(): Promise<WireBuild> {
  const folder = await mkdtemp(path.join(tmpdir(), "cauce-wire-"));
  await build({
    absWorkingDir: ROOT,
    entryPoints: {
      "wire-thread": "src/kernel/kernel-thread.ts",
      "wire-host": "test/kernel/wire-host.ts",
      "line-host": "test/kernel/line-host.ts",
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "warning",
    outExtension: { ".js": ".mjs" },
  });
  await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  return {
    folder,
    threadUrl: pathToFileURL(path.join(folder, "wire-thread.mjs")),
    lineHostUrl: pathToFileURL(path.join(folder, "line-host.mjs")),
    hostFile: path.join(folder, "wire-host.mjs"),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
