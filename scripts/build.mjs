// Builds dist/: the bundles that run and the typings that consumers' compilers read.
// A build stands in a folder of its own until it is whole, so that who runs dist/ never sees half.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildBundles } from "./bundles.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const staging = path.join(root, `.dist-${process.pid}`);
const finished = path.join(root, "dist");

const startedAt = Date.now();
await removeAbandoned();
const esbuild = await loadEsbuild();
if (esbuild === undefined) {
  console.log("build: skipped, because esbuild is not installed (devDependencies are left out).");
} else {
  try {
    await Promise.all([
      buildVendor(),
      buildPrograms(esbuild),
      buildPageScripts(esbuild),
      copyPapermillPackage(),
      buildTypings(),
    ]);
    await putInPlace();
    await keepCode();
    console.log(`build: dist/ is ready after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(`build: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What builds that were killed have left behind. */
async function removeAbandoned() {
  for (const name of await readdir(root)) {
    const builder = /^\.dist-(\d+)/.exec(name)?.[1];
    if (builder !== undefined && !isAlive(Number(builder)))
      await rm(path.join(root, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function loadEsbuild() {
  try {
    return await import("esbuild");
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error;
    if (isMissing && error.code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

async function buildVendor() {
  if (existsSync(path.join(root, "scripts/build-vendor.mjs"))) {
    await runNode(["scripts/build-vendor.mjs"]);
  }
}

/** @param {typeof import("esbuild")} esbuild */
async function buildPrograms(esbuild) {
  await buildBundles(esbuild, root, staging);
  await makeExecutable(path.join(staging, "cli/main.js"));
}

/**
 * What runs in a browser: small scripts that outputs carry along.
 * @param {typeof import("esbuild")} esbuild
 */
async function buildPageScripts(esbuild) {
  /** @type {import("esbuild").BuildOptions} */
  const options = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: "browser",
    target: "es2022",
    logLevel: "warning",
  };
  const page = path.join(staging, "page");
  const panel = "src/kernel/widget/front/render-panel.ts";
  await Promise.all([
    esbuild.build({
      ...options,
      entryPoints: ["src/render/page/dag-page.ts"],
      outdir: page,
      format: "iife",
    }),
    esbuild.build({
      ...options,
      // anywidget reads a default export, which our own modules do not have.
      stdin: {
        contents: `import { renderPanel } from "./${panel}"; export default { render: renderPanel };`,
        resolveDir: root,
      },
      outfile: path.join(page, "explorer-panel.js"),
      format: "esm",
    }),
    esbuild.build({
      ...options,
      entryPoints: ["src/kernel/widget/front/explorer-panel.css"],
      outdir: page,
    }),
  ]);
}

/** Python, for pip to install from the package's folder. */
async function copyPapermillPackage() {
  const source = path.join(root, "src/papermill");
  await cp(source, path.join(staging, "papermill"), { recursive: true });
}

/** @param {string} file */
async function makeExecutable(file) {
  const text = await readFile(file, "utf8");
  if (!text.startsWith("#!")) {
    throw new Error("`src/cli/main.ts` must begin with the line `#!/usr/bin/env node`");
  }
  await chmod(file, 0o755);
}

/** Types are checked by `npm run check`; here they are only written. */
async function buildTypings() {
  const compiler = path.join(root, "node_modules/typescript-native/bin/tsc");
  const folder = path.join(staging, "types");
  await runNode([compiler, "-p", "tsconfig.types.json", "--outDir", folder]);
  const files = await readdir(folder, { recursive: true });
  const typings = files.filter((file) => file.endsWith(".d.ts"));
  await Promise.all(typings.map((file) => rewriteTypings(folder, file)));
}

/**
 * Makes one file of typings readable for every consumer: `./x.ts` becomes `./x.js` (compilers
 * before 5.7 refuse the first), and danfojs-node, which users do not install, the typings we ship.
 * @param {string} folder
 * @param {string} file
 */
async function rewriteTypings(folder, file) {
  const full = path.join(folder, file);
  const text = await readFile(full, "utf8");
  const up = path.posix.relative(path.posix.join("dist/types", path.posix.dirname(file)), ".");
  const rewritten = text
    .replace(/((?:from|import|import\()\s*")(\.{1,2}\/[^"]+)\.ts"/g, '$1$2.js"')
    .replace(/((?:from|import|import\()\s*")danfojs-node"/g, `$1${up}/vendor/danfojs/index.js"`);
  if (rewritten !== text) await writeFile(full, rewritten);
}

/** Another build may put its own in place between our two steps: then ours replaces that one. */
async function putInPlace(attempts = 5) {
  const previous = `${staging}-previous`;
  try {
    if (existsSync(finished)) await rename(finished, previous);
    await rename(staging, finished);
  } catch (error) {
    if (attempts === 0) throw error;
    await putInPlace(attempts - 1);
  } finally {
    await rm(previous, { recursive: true, force: true });
  }
}

/** Kernels of this Node start with what it compiled once. */
async function keepCode() {
  const module = path.join(finished, "kernel/keep-kernel-code.js");
  const { keepKernelCode } = await import(pathToFileURL(module).href);
  if (!(await keepKernelCode())) console.log("build: kernels of this dist/ compile at each start.");
}

/** @param {string[]} args */
function runNode(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve(undefined);
      else reject(new Error(`\`${args[0]}\` ended with exit code ${code}`));
    });
  });
}
