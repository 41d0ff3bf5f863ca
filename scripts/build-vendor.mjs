// Makes vendor/: danfojs-node as one file with typings of its own, and plotly.js minified.
// Users cannot install danfojs-node where its two downloads outside the registry are out of reach,
// and npm `overrides` do not pass from a package to those who install it.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isFresh, writeInputs } from "./vendor/freshness.mjs";
import { packageJson, packageOf } from "./vendor/installed-package.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vendor = join(root, "vendor");
const inputs = join(vendor, ".inputs.json");

const outputs = {
  danfojs: ["index.cjs", "index.d.ts", "package.json", "LICENSES.txt"],
  plotly: ["plotly.min.js", "package.json", "LICENSE"],
};
const paths = Object.entries(outputs).flatMap(([folder, files]) =>
  files.map((file) => join(folder, file)),
);
const tools = ["esbuild", "typescript", "plotly.js-dist", "@types/papaparse"];

if (
  !isFresh(
    root,
    inputs,
    paths.map((path) => join(vendor, path)),
  )
)
  await buildVendor();

async function buildVendor() {
  mkdirSync(vendor, { recursive: true });
  // Two builds at once, or one that is cut short, leave whole files only.
  const staging = mkdtempSync(join(vendor, ".building-"));
  try {
    for (const folder of Object.keys(outputs)) {
      mkdirSync(join(staging, folder));
      mkdirSync(join(vendor, folder), { recursive: true });
    }
    const packages = await writeOutputs(staging);
    rmSync(inputs, { force: true });
    for (const path of paths) renameSync(join(staging, path), join(vendor, path));
    writeInputs(root, inputs, packages);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Returns the names of all packages that the outputs were made from. */
async function writeOutputs(folder) {
  // Loaded here, so that a build with nothing to do does not load two compilers.
  const { bundleDanfojs } = await import("./vendor/danfojs-bundle.mjs");
  const { danfojsTypings } = await import("./vendor/danfojs-typings.mjs");
  const { bundlePlotly } = await import("./vendor/plotly-bundle.mjs");
  const { licencesOf } = await import("./vendor/licences.mjs");

  const danfojs = join(folder, "danfojs");
  const bundled = bundleDanfojs(root, join(danfojs, "index.cjs"));
  const minified = bundlePlotly(root, join(folder, "plotly"));
  writeFileSync(join(danfojs, "index.d.ts"), danfojsTypings(root));
  writeFileSync(join(danfojs, "package.json"), danfojsManifest());
  const files = await bundled;
  const changes = `Of danfojs-node, the sampling and the classes of its frames are changed; of the others, only parts
are here, as they were published.`;
  const all = [...files, "node_modules/@types/papaparse/index.d.ts"];
  writeFileSync(join(danfojs, "LICENSES.txt"), licencesOf(root, all, changes));
  await minified;
  const used = new Set(files.map(packageOf).filter((name) => name !== undefined));
  return [...used, ...tools].sort();
}

/** The name is the original's, so that a resolver may take the folder for the package. */
function danfojsManifest() {
  const { version, license } = packageJson(root, "danfojs-node");
  const fields = {
    name: "danfojs-node",
    version,
    license,
    type: "commonjs",
    main: "./index.cjs",
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts", default: "./index.cjs" },
      "./package.json": "./package.json",
    },
  };
  return `${JSON.stringify(fields, null, 2)}\n`;
}
