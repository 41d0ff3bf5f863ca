// The bundles of dist/. Node 20 needs half the time for CommonJS: no loader to start, no hops over
// its pool for each file, no list of all that a built-in module exports. So what a kernel loads
// before its first cell is one file of CommonJS, and so is each of its threads. The library and the
// commands stay modules, because zod is one; what they share with the kernel's file they take from it.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import path from "node:path";
import { parseSync } from "oxc-parser";
import { bundlePackages } from "./vendor/bundled-packages.mjs";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */
/** @typedef {import("esbuild").Plugin} Plugin */
/** Of each file that the kernel's file holds, what it exports. @typedef {ReadonlyMap<string, readonly string[]>} Shared */

const kernelFile = "kernel/start.cjs";
/** Loaded before the first cell, with all that these import at once. */
const kernelModules = ["src/kernel/start-kernel.ts", "src/kernel/serve-kernel.ts"];
/** The kernel's threads share nothing with what main runs. */
const threads = [
  "src/kernel/kernel-thread.ts",
  "src/kernel/language/language-thread.ts",
  "src/kernel/stage/stage-thread.ts",
];
const programs = ["src/index.ts", "src/pipeline/task-thread-program.ts"];

/**
 * @param {typeof import("esbuild")} esbuild
 * @param {string} root
 * @param {string} staging
 */
export async function buildBundles(esbuild, root, staging) {
  /** @type {BuildOptions} */
  const options = {
    absWorkingDir: root,
    // A linked node_modules is taken as one of the project, where its licences are looked for.
    preserveSymlinks: true,
    outbase: "src",
    outdir: staging,
    bundle: true,
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    metafile: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: "warning",
  };
  const packages = bundlePackages(root);
  const { shared, late } = await findShared(esbuild, options, packages);
  /** What others take of the kernel's file. @type {Set<string>} */
  const taken = new Set(kernelModules);
  const others = [
    "src/cli/run-command-line.ts",
    "src/cli/report-problem.ts",
    "src/kernel/keep-kernel-code.ts",
  ];
  await esbuild.build({
    ...options,
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    entryPoints: [...programs, ...late, ...others].map((file) => ({
      in: file,
      out: outputOf(file),
    })),
    plugins: [takeShared({ root, shared, taken, access: moduleAccess }), packages],
  });
  await esbuild.build({ ...options, format: "esm", entryPoints: ["src/kernel/launch.ts"] });
  const common = commonJs(options);
  await esbuild.build({
    ...common,
    entryPoints: ["src/cli/main.ts"],
    outExtension: {},
    plugins: [
      takeShared({ root, shared, taken, access: commonAccess }),
      leaveLate(root, shared, "cli/main.js"),
      packages,
    ],
  });
  await writeFile(path.join(staging, "cli/package.json"), '{ "type": "commonjs" }\n');
  await esbuild.build({
    ...common,
    stdin: { contents: listModules(taken), resolveDir: root },
    entryNames: kernelFile.replace(/\.cjs$/, ""),
    plugins: [leaveLate(root, shared, kernelFile), snapshotBuiltins, packages],
  });
  for (const entry of [...threads, "src/kernel/kept-code.ts"])
    await esbuild.build({ ...common, entryPoints: [entry], plugins: [snapshotBuiltins, packages] });
  for (const file of [kernelFile, ...threads.map((thread) => `${outputOf(thread)}.cjs`)])
    await putBehindKeptCode(staging, file);
}

/**
 * The files of ours that the kernel's file holds, with what each exports, and those that these
 * import late.
 * @param {typeof import("esbuild")} esbuild
 * @param {BuildOptions} options
 * @param {Plugin} packages
 * @returns {Promise<{ shared: Shared, late: readonly string[] }>}
 */
async function findShared(esbuild, options, packages) {
  /** @type {Set<string>} */
  const late = new Set();
  const { metafile } = await esbuild.build({
    ...options,
    format: "esm",
    entryPoints: kernelModules,
    write: false,
    plugins: [leaveOut(options.absWorkingDir ?? "", late), packages],
  });
  const files = Object.keys(metafile?.inputs ?? {}).filter((file) => file.startsWith("src/"));
  const single = await esbuild.build({
    ...options,
    format: "esm",
    bundle: false,
    entryPoints: files,
    write: false,
  });
  /** @type {Map<string, readonly string[]>} */
  const shared = new Map();
  for (const { entryPoint, exports } of Object.values(single.metafile?.outputs ?? {}))
    if (entryPoint !== undefined) shared.set(entryPoint, exports);
  return { shared, late: [...late].filter((file) => !shared.has(file)) };
}

/** @param {ReadonlySet<string>} files */
function listModules(files) {
  const lines = [...files].map((file) => `  "${file}": () => require("./${file}"),`);
  return `export const modules = {\n${lines.join("\n")}\n};\n`;
}

/** @param {string} file */
function outputOf(file) {
  return file
    .replace(/^src\//, "")
    .replace(/^cli\//, "commands/")
    .replace(/\.ts$/, "");
}

/**
 * Puts a file in its own place behind one that runs it from its compiled form. Its name holds what
 * its text is, because V8 compares no more of that than the length.
 * @param {string} staging
 * @param {string} file
 */
async function putBehindKeptCode(staging, file) {
  const full = path.join(staging, file);
  const text = escapeToAscii(answerImports(await readFile(full, "utf8")));
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const code = file.replace(/\.cjs$/, `.code-${hash}.cjs`);
  await writeFile(path.join(staging, code), text);
  const loader = path.posix.relative(path.posix.dirname(file), "kernel/kept-code.cjs");
  const run = `require("./${loader}").runKept(\`\${__dirname}/${path.posix.basename(code)}\`, module);`;
  await writeFile(full, `"use strict";\n${run}\n`);
}

/** @param {string} text */
function answerImports(text) {
  const { dynamicImports } = parseSync("code.mjs", text).module;
  let answered = text;
  for (const { start } of dynamicImports.toReversed())
    answered = `${answered.slice(0, start)}moduleImport${answered.slice(start + "import".length)}`;
  return answered;
}

/**
 * A text of one byte a character takes half the memory. What esbuild leaves stands in comments and
 * patterns, where an escape means the same.
 * @param {string} text
 */
function escapeToAscii(text) {
  const written = (/** @type {string} */ unit) =>
    `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return text.replace(/[^\0-\x7f]/g, written);
}

/** @param {BuildOptions} options @returns {BuildOptions} */
function commonJs(options) {
  return {
    ...options,
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    define: { "import.meta.url": "moduleUrl" },
    banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
  };
}

/**
 * What is imported late is noted and left out.
 * @param {string} root
 * @param {Set<string>} late
 * @returns {Plugin}
 */
function leaveOut(root, late) {
  return {
    name: "leave-out",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: specifier, kind, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        late.add(path.posix.join(path.relative(root, resolveDir), specifier));
        return { path: specifier, external: true };
      });
    },
  };
}

/**
 * What is imported late, and not held by the kernel's file, is another file of the build.
 * @param {string} root
 * @param {Shared} shared
 * @param {string} output
 * @returns {Plugin}
 */
function leaveLate(root, shared, output) {
  return {
    name: "leave-late",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: specifier, kind, resolveDir }) => {
        const file = path.posix.join(path.relative(root, resolveDir), specifier);
        if (kind !== "dynamic-import" || shared.has(file)) return undefined;
        const from = path.posix.relative(path.posix.dirname(output), `${outputOf(file)}.js`);
        return { path: from.startsWith(".") ? from : `./${from}`, external: true };
      });
    },
  };
}

const commonAccess = `export const { modules } = require("../${kernelFile}");`;
const moduleAccess = `
  import { createRequire } from "node:module";
  import { fileURLToPath } from "node:url";
  const { url } = import.meta;
  const dist = url.slice(0, url.lastIndexOf("/dist/") + "/dist/".length);
  export const { modules } = createRequire(url)(fileURLToPath(dist + "${kernelFile}"));`;

/**
 * Takes the modules that the kernel's file holds from there, because there is one of each in a thread.
 * @param {{ root: string, shared: Shared, taken: Set<string>, access: string }} options
 * @returns {Plugin}
 */
function takeShared({ root, shared, taken, access }) {
  return {
    name: "take-shared",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
        const file = path.posix.join(path.relative(root, resolveDir), specifier);
        return shared.has(file) ? { path: file, namespace: "shared" } : undefined;
      });
      build.onResolve({ filter: /^shared-modules$/ }, ({ path: name }) => ({
        path: name,
        namespace: "shared",
      }));
      build.onResolve({ filter: /^\.\.\/kernel\/start\.cjs$/ }, ({ path: specifier }) => ({
        path: specifier,
        external: true,
      }));
      build.onLoad({ filter: /./, namespace: "shared" }, ({ path: file }) => {
        const names = shared.get(file);
        if (names === undefined) return { contents: access };
        taken.add(file);
        const values = names.map((name) => `export const ${name} = found.${name};`);
        const head = `import { modules } from "shared-modules";`;
        const found = `const found = modules[${JSON.stringify(file)}]();`;
        return { contents: [head, found, ...values].join("\n") };
      });
    },
  };
}

/**
 * Names of built-in modules are taken once, as an `import` does it: what a cell puts in their place
 * is not the kernel's.
 * @type {Plugin}
 */
const snapshotBuiltins = {
  name: "snapshot-builtins",
  setup(build) {
    const builtin = /^(?:node:)?(.*)$/;
    build.onResolve({ filter: builtin }, ({ path: specifier, kind, namespace }) => {
      const [, name = ""] = builtin.exec(specifier) ?? [];
      const isImport = kind === "import-statement" && namespace !== "builtin";
      return isImport && builtinModules.includes(name)
        ? { path: name, namespace: "builtin" }
        : undefined;
    });
    build.onLoad({ filter: /./, namespace: "builtin" }, async ({ path: name }) => {
      const names = Object.keys(await import(`node:${name}`)).filter((one) => one !== "default");
      const values = names.map((one) => `export const ${one} = /* @__PURE__ */ take("${one}");`);
      const whole = `const whole = require("node:${name}"); export default whole;`;
      return { contents: [whole, "const take = (name) => whole[name];", ...values].join("\n") };
    });
  },
};
