import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { packageJson } from "./installed-package.mjs";

/** Writes `plotly.min.js`, its licence and its version into `folder`. */
export async function bundlePlotly(root, folder) {
  const from = join(root, "node_modules/plotly.js-dist");
  const source = readFileSync(join(from, "plotly.js"), "utf8");
  const notice = /^\/\*\*.*?\*\//s.exec(source)?.[0] ?? "";
  if (!notice.includes("Copyright")) throw new Error("plotly.js no longer starts with its notice");
  const { code } = await transform(source, {
    minify: true,
    legalComments: "inline",
    banner: notice,
  });
  writeFileSync(join(folder, "plotly.min.js"), code);
  copyFileSync(join(from, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(join(folder, "package.json"), manifest(packageJson(root, "plotly.js-dist")));
}

function manifest({ version, license }) {
  const fields = { name: "plotly.js-dist", version, license, main: "./plotly.min.js" };
  return `${JSON.stringify(fields, null, 2)}\n`;
}
