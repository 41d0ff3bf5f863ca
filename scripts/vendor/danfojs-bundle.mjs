import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const shims = join(dirname(fileURLToPath(import.meta.url)), "shims");

/** What danfojs and TensorFlow ask for → what they get. */
const replacements = {
  "@tensorflow/tfjs-node": "tensorflow.mjs",
  mathjs: "mathjs.mjs",
  "node-fetch": "fetch.mjs",
  request: "request.mjs",
  "./io.excel": "excel.mjs",
};

/** What the bundle exports from a module of ours in place of danfojs's own. */
const rewritten = { frames: ["DataFrame", "Series"], json: ["readJSON", "streamJSON"] };

/** The upstream call draws from the first `num` rows only, and uses labels as if positions. */
const biasedSample =
  /tensorflowlib_1\.default\.data\.array\(this\.index\)\.shuffle\(num, "" \+ seed\)\.take\(num\)\.toArray\(\)/g;
const fairSample =
  'require("cauce:sampled-positions").sampledPositions(this.index.length, num, seed)';

/**
 * Bundles danfojs-node into one CommonJS file.
 *
 * @returns the files that went in, as paths under `root`
 */
export async function bundleDanfojs(root, outfile) {
  const danfojs = join(root, "node_modules/danfojs-node");
  const { metafile } = await build({
    absWorkingDir: root,
    // A linked node_modules is taken as one of the project: what is exchanged is found by its path.
    preserveSymlinks: true,
    stdin: { contents: entry(danfojs), resolveDir: root, sourcefile: "danfojs-entry.mjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    // Names stay: users see the classes' names in errors and displays.
    minifyWhitespace: true,
    minifySyntax: true,
    // Node prints the line of an uncaught error: it must not be the whole file.
    lineLimit: 120,
    legalComments: "none",
    // Wanted only where a `window` exists.
    external: ["plotly.js-dist-min"],
    plugins: [shimmed(root)],
    outfile,
    metafile: true,
    logLevel: "warning",
  });
  const [output] = Object.values(metafile.outputs);
  return Object.keys(output.inputs).filter((file) => output.inputs[file].bytesInOutput > 0);
}

/** Names every export, so that Node's `import { DataFrame }` sees them in a CommonJS file. */
function entry(danfojs) {
  const source = readFileSync(join(danfojs, "dist/danfojs-node/src/index.js"), "utf8");
  const names = /^(exports\.\w+ = )+void 0;$/m.exec(source)?.[0].match(/(?<=exports\.)\w+/g) ?? [];
  const ours = Object.values(rewritten).flat();
  if (!ours.every((name) => names.includes(name))) {
    throw new Error("danfojs-node's index.js no longer lists its exports as this script expects");
  }
  const theirs = names.filter((name) => !ours.includes(name));
  return [
    ...Object.entries(rewritten).map(([shim, own]) => `export { ${own} } from "cauce:${shim}";`),
    `export { ${theirs} } from "danfojs-node";`,
  ].join("\n");
}

function shimmed(root) {
  return {
    name: "shimmed",
    setup(bundle) {
      bundle.onResolve({ filter: /^cauce:/ }, ({ path }) => ({
        path: join(shims, `${path.slice("cauce:".length)}.mjs`),
      }));
      const asked = new RegExp(`^(${Object.keys(replacements).join("|")})$`);
      bundle.onResolve({ filter: asked }, ({ path }) => ({
        path: join(shims, replacements[path]),
      }));
      // Deep paths that the packages' own `exports` do not offer.
      bundle.onResolve({ filter: /^(mathjs\/lib|danfojs-node\/dist)\// }, ({ path }) => ({
        path: join(root, "node_modules", path),
      }));
      bundle.onLoad({ filter: /danfojs-base\/core\/(frame|series)\.js$/ }, ({ path }) => ({
        contents: withFairSample(path),
      }));
    },
  };
}

function withFairSample(path) {
  const source = readFileSync(path, "utf8");
  const found = source.match(biasedSample)?.length ?? 0;
  if (found !== 1) {
    throw new Error(`${path}: expected one biased sample to replace, found ${found}`);
  }
  return source.replace(biasedSample, fairSample);
}
