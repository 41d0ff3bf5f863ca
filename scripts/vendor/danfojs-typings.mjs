import { join } from "node:path";
import ts from "typescript";
import { DeclarationGraph } from "./declaration-graph.mjs";
import { editedText } from "./edited-text.mjs";

const danfojs = "node_modules/danfojs-node/dist";

/** Types of packages that are not bundled, or that a caller of danfojs has no use for. */
const standIns = {
  "node-fetch#HeadersInit": "Record<string, string>",
  "table#BaseUserConfig": "Record<string, unknown>",
  "table#TableUserConfig": "Record<string, unknown>",
  "xlsx#ParsingOptions": "Record<string, unknown>",
  "xlsx#WritingOptions": "Record<string, unknown>",
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
  const writer = new TypingsWriter(graph, {
    DataFrame: graph.exported(index, "DataFrame"),
    Series: graph.exported(index, "Series"),
  });
  const exports = graph.exportedNames(index).map((name) => {
    const declared = writer.nameOf(unextended(graph, graph.exported(index, name)));
    return declared === name ? name : `${declared} as ${name}`;
  });
  return `${prelude}\n${writer.write()}\nexport { ${exports.join(", ")} };\n`;
}

/** The frames' Node classes only add methods to a base class; the bundle has one class for both. */
function unextended(graph, declaration) {
  const base = baseName(declaration.node);
  return base?.startsWith("Base") ? graph.local(declaration.file, base) : declaration;
}

function baseName(node) {
  if (!ts.isClassDeclaration(node)) return undefined;
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.text;
}

class TypingsWriter {
  #graph;
  #subclasses;
  #names = new Map();
  #queue = [];

  /** @param subclasses class name → the subclass whose members are to be written into it */
  constructor(graph, subclasses) {
    this.#graph = graph;
    this.#subclasses = subclasses;
  }

  /** The name under which a declaration is written; asking for it makes it be written. */
  nameOf(declaration) {
    const { file, name } = declaration;
    const owner = this.#names.get(name);
    if (owner === undefined) {
      this.#names.set(name, file);
      this.#queue.push(declaration);
    } else if (owner !== file) {
      throw new Error(`two declarations are called ${name}: ${owner} and ${file}`);
    }
    return name;
  }

  write() {
    const parts = [];
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      parts.push(this.#declaration(next));
    }
    return parts.join("\n");
  }

  #declaration({ file, name, node, source }) {
    const edits = (node.modifiers ?? []).map((modifier) => ({
      from: modifier.getStart(source),
      to: modifier.end,
      text: "",
    }));
    if (ts.isClassDeclaration(node)) edits.push(...this.#classEdits(node, name));
    edits.push(...this.#renames(node, file));
    const declared = editedText(source.text, node.getStart(source), node.end, edits).trimStart();
    const comment = comments[name] ?? docComment(node, source);
    return `${comment}declare ${corrected(name, declared)}\n`;
  }

  #classEdits(node, name) {
    const subclass = this.#subclasses[name];
    const added = subclass?.node.members.filter(isKept) ?? [];
    const replaced = new Set(added.map(memberName));
    const dropped = node.members.filter(
      (member) => !isKept(member) || replaced.has(memberName(member)),
    );
    const text = added.map((member) => this.#memberOf(subclass, member)).join("");
    return [
      ...(node.heritageClauses ?? []).filter(isImplements).map(removal),
      ...dropped.map(removal),
      { from: node.members.end, to: node.members.end, text },
    ];
  }

  #memberOf({ file, source }, member) {
    return editedText(source.text, member.pos, member.end, this.#renames(member, file));
  }

  /** Points every name that `node` mentions at what it is called in the written file. */
  #renames(node, file) {
    const edits = [];
    const visit = (child) => {
      if (isImplements(child) || (ts.isClassElement(child) && !isKept(child))) return;
      if (ts.isTypeQueryNode(child) && child.getText() === "typeof tensorflow.Tensor") {
        edits.push({ from: child.getStart(), to: child.end, text: "Tensor" });
        return;
      }
      const name = isReference(child) ? this.#renamed(child, file) : undefined;
      if (name !== undefined) edits.push({ from: child.getStart(), to: child.end, text: name });
      ts.forEachChild(child, visit);
    };
    ts.forEachChild(node, visit);
    return edits;
  }

  #renamed(identifier, file) {
    const declaration = this.#graph.local(file, identifier.text);
    if (declaration === undefined) return undefined;
    if (declaration.external) return standIn(`${declaration.external}#${declaration.name}`);
    return this.nameOf(unextended(this.#graph, declaration));
  }
}

function removal({ pos, end }) {
  return { from: pos, to: end, text: "" };
}

function isImplements(node) {
  return ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword;
}

function standIn(key) {
  // `stream` and `request` occur only in types that `corrections` replaces whole.
  if (key === "stream#default" || key === "request#default") return undefined;
  if (standIns[key] === undefined) throw new Error(`no stand-in for the type ${key}`);
  return standIns[key];
}

function isKept(member) {
  if (ts.isIndexSignatureDeclaration(member) || unavailable.has(memberName(member))) return false;
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return !member.modifiers?.some(({ kind }) => hidden.includes(kind));
}

function memberName(member) {
  return ts.isConstructorDeclaration(member) ? "constructor" : member.name?.text;
}

/** Not the name that something declares, nor the right side of `a.b`. */
function isReference(node) {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent) || ts.isExpressionWithTypeArguments(parent)) return true;
  if (ts.isTypeQueryNode(parent)) return true;
  return ts.isQualifiedName(parent) && parent.left === node;
}

/** The last comment before the declaration; an earlier one is a file's licence header. */
function docComment(node, source) {
  const comment = node.jsDoc?.at(-1);
  return comment === undefined ? "" : `${comment.getText(source)}\n`;
}

function corrected(name, text) {
  let result = text;
  for (const [where, from, to] of corrections) {
    if (where !== name) continue;
    const before = result;
    result = result.replace(from, to);
    if (result === before) throw new Error(`${name}'s type no longer mentions ${from}`);
  }
  return result;
}
