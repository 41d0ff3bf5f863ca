import { join } from "node:path";
import { DeclarationGraph } from "./declaration-graph.mjs";
import { TypingsWriter } from "./typings-writer.mjs";

const danfojs = "node_modules/danfojs-node/dist";

/** Types of packages that are not bundled, or that a caller of danfojs has no use for. */
const standIns = {
  "node-fetch#HeadersInit": "Record<string, string>",
  "table#BaseUserConfig": "Record<string, unknown>",
  "table#TableUserConfig": "Record<string, unknown>",
  "xlsx#ParsingOptions": "Record<string, unknown>",
  "xlsx#WritingOptions": "Record<string, unknown>",
  "stream#default": undefined,
  "request#default": undefined,
};

/** Upstream says `unknown` or `any`, or names the types of a package that is not bundled. */
const corrections = [
  ["StandardScaler", /\(data: (.+)\): any;/g, "<Data extends $1>(data: Data): Data;"],
  ["MinMaxScaler", /\(data: (.+)\): any;/g, "<Data extends $1>(data: Data): Data;"],
  [
    "LabelEncoder",
    /(transform|fitTransform)\(data: (.+)\): any;/g,
    "$1<Data extends $2>(data: Data): Data extends unknown[] ? number[] : Data;",
  ],
  [
    "LabelEncoder",
    /inverseTransform\(data: (.+)\): any;/g,
    "inverseTransform<Data extends $1>(data: Data): Data extends unknown[] ? (string | number)[] : Data;",
  ],
  ["$readJSON", "Promise<unknown>", "Promise<DataFrame>"],
  ["$readExcel", "Promise<unknown>", "Promise<DataFrame>"],
  ["$streamJSON", "(request.RequiredUriUrl & request.CoreOptions)", "JsonInputOptionsNode"],
  ["convertFunctionTotransformer", "stream.Transform", "Transform"],
];

/** Members that would only throw: plots draw into a browser's page, spreadsheets are left out. */
const unavailable = new Set(["plot", "toExcel"]);

const noSpreadsheets = `/**
 * @deprecated Always fails: Cauce ships danfojs without its spreadsheet library, which is not on the
 * npm registry. Save the sheet as CSV and use \`readCSV\` or \`toCSV\`.
 */
`;

const comments = { $readExcel: noSpreadsheets, $toExcel: noSpreadsheets };

const prelude = `// Made from the typings of danfojs-node by scripts/build-vendor.mjs.
import type { Transform } from "node:stream";

/** A TensorFlow tensor, as far as a caller needs it. */
interface Tensor {
  readonly shape: number[];
  readonly dtype: string;
  arraySync(): any;
}
`;

/**
 * One self-contained \`.d.ts\` made from danfojs-node's: only what its exports reach, without
 * private members, and without the index signatures that let every misspelt method compile.
 */
export function danfojsTypings(root) {
  const graph = new DeclarationGraph({
    papaparse: join(root, "node_modules/@types/papaparse/index.d.ts"),
  });
  const index = join(root, danfojs, "danfojs-node/src/index.d.ts");
  // For Node there are subclasses that only add methods; the bundle has one class for both.
  const subclasses = {
    DataFrame: graph.exported(index, "DataFrame"),
    Series: graph.exported(index, "Series"),
  };
  const changes = { standIns, corrections, unavailable, comments, subclasses };
  const writer = new TypingsWriter(graph, changes);
  const exports = graph.exportedNames(index).map((name) => {
    const declared = writer.nameOf(graph.exported(index, name));
    return declared === name ? name : `${declared} as ${name}`;
  });
  return `${prelude}\n${writer.write()}\nexport { ${exports.join(", ")} };\n`;
}
