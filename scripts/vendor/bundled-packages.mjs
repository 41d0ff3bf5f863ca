import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { licencesOf } from "./licences.mjs";

/**
 * What a kernel or a command loads as it starts, and Node would collect from hundreds of files:
 * the compiler's client alone takes 40 ms that way, and 15 in one file with what is used of it.
 * Left out is what has native code, and zod: a notebook's `zod` must be the one that ours is.
 */
const bundled = new Set([
  "@dagrejs/dagre",
  "@jridgewell/trace-mapping",
  "eslint-scope",
  "get-tsconfig",
  "magic-string",
  "oxc-parser",
  "oxc-transform",
  "papaparse",
  "picocolors",
  "tinyglobby",
  "typescript-native",
]);

/** Marks a question of ours, which is not to be asked again. */
const asked = Symbol("asked");

/** Files that load a binary, or others of their package, when they are asked to. */
const nativeLoader = /[/\\]node_modules[/\\]oxc-(?:parser|transform)[/\\].*\.js$/;

const packageName = /^(?:@[^/]+\/)?[^/]+/;

/**
 * Puts those packages into the bundles, and their licences beside them.
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
export function bundlePackages(root) {
  /** Of all builds that are made with it. @type {Set<string>} */
  const foreign = new Set();
  return {
    name: "bundled-packages",
    setup(build) {
      build.onResolve({ filter: /^[^./#]/ }, ({ path: specifier, importer }) => {
        const isOurs = !importer.includes(`${path.sep}node_modules${path.sep}`);
        const [name = ""] = packageName.exec(specifier) ?? [];
        return isOurs && !bundled.has(name) ? { path: specifier, external: true } : undefined;
      });
      // The compiler's client only declares: what of it nothing uses, half, need not be loaded.
      build.onResolve(
        { filter: /^[.#]|^typescript-native/ },
        async ({ path: specifier, ...at }) => {
          const isClient = `${specifier} ${at.importer}`.includes("typescript-native");
          if (!isClient || at.pluginData === asked) return undefined;
          const { importer, kind, resolveDir } = at;
          const found = { importer, kind, resolveDir, pluginData: asked };
          return { ...(await build.resolve(specifier, found)), sideEffects: false };
        },
      );
      // Their binaries lie beside the packages, and may be visible from there alone.
      build.onLoad({ filter: nativeLoader }, async ({ path: file }) => {
        const inPackage = file.slice(file.lastIndexOf("node_modules/") + "node_modules/".length);
        const text = await readFile(file, "utf8");
        const place = `createRequire(import.meta.url).resolve(${JSON.stringify(inPackage)})`;
        return {
          contents: text.replaceAll("createRequire(import.meta.url)", `createRequire(${place})`),
        };
      });
      build.onEnd(async ({ metafile }) => {
        for (const file of Object.keys(metafile?.inputs ?? {}))
          if (file.startsWith("node_modules/")) foreign.add(file);
        const text = licencesOf(root, [...foreign], "Only parts are here, as they were published.");
        await writeFile(path.join(build.initialOptions.outdir ?? root, "LICENSES.txt"), text);
      });
    },
  };
}
