import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { EmitOptions } from "../cell/emit-options.ts";
import { hashCode } from "../cell/hash-code.ts";
import type { MappedCode } from "../cell/mapped-code.ts";
import { holdsNewerSyntax } from "../cell/newer-syntax.ts";
import { stripTypes } from "../cell/strip-types.ts";
import { type Program, parseJavaScript } from "../cell/syntax.ts";
import { CauceError } from "../core/errors.ts";
import { findRequireCalls, isCommonJs } from "./common-js.ts";
import { findModuleWords, type ModuleWord } from "./module-words.ts";
import { readEmitOptions } from "./read-emit-options.ts";
import { type ResolvedModule, resolveModule } from "./resolve-module.ts";

/** A file of the project with all the files of the project that it imports, as they are now. */
export interface LocalModule {
  readonly file: string;
  /** Of the meaning of all these files; comments, types and layout left out. */
  readonly hash: string;
  /**
   * Of each file: a hash of its text and of all that it stands on. Whoever imports a file gets the
   * same one; and what means the same but has its lines elsewhere is another version.
   */
  readonly versions: ReadonlyMap<string, string>;
  readonly files: readonly LocalFile[];
  /** What they import from packages. */
  readonly packages: readonly Extract<ResolvedModule, { kind: "package" }>[];
}

export interface LocalFile extends MappedCode {
  readonly file: string;
  readonly isCommonJs: boolean;
  /** Of a JSON file its value. */
  readonly json?: string;
  readonly hash: string;
  readonly textHash: string;
  readonly emit: EmitOptions | undefined;
  readonly holdsNewerSyntax: boolean;
  readonly imports: readonly LocalImport[];
  /** Uses of `import.meta`, and of `import(…)` where only a run can tell what is imported. */
  readonly words: readonly Exclude<ModuleWord, { kind: "import" }>[];
}

export type LocalImport = Extract<ModuleWord, { kind: "import" }> & {
  readonly resolved: ResolvedModule;
};

/** Reads a file of the project and, through its imports, all that it stands on. */
export function readLocalModule(entry: string, root: string): LocalModule {
  const files = new Map<string, LocalFile>();
  const packages = new Map<string, Extract<ResolvedModule, { kind: "package" }>>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (files.has(file)) continue;
    const read = readLocalFile(file, root);
    files.set(file, read);
    for (const { resolved } of read.imports) {
      if (resolved.kind === "local") pending.push(resolved.file);
      if (resolved.kind === "package") packages.set(resolved.name, resolved);
    }
  }
  const sorted = [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  const versions = sorted.map(({ file }) => {
    const reached = filesReached(file, files);
    return [
      file,
      hashFiles(
        sorted.filter((other) => reached.has(other.file)),
        "textHash",
        root,
      ),
    ] as const;
  });
  return {
    file: entry,
    hash: hashFiles(sorted, "hash", root),
    versions: new Map(versions),
    files: sorted,
    packages: [...packages.values()],
  };
}

function hashFiles(files: readonly LocalFile[], own: "hash" | "textHash", root: string): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${path.relative(root, file.file)} ${file[own]}\n`);
  return hash.digest("hex").slice(0, 32);
}

/** A file and all files of the project that it stands on. */
function filesReached(from: string, files: ReadonlyMap<string, LocalFile>): ReadonlySet<string> {
  const reached = new Set([from]);
  for (const file of reached)
    for (const { resolved } of files.get(file)?.imports ?? [])
      if (resolved.kind === "local") reached.add(resolved.file);
  return reached;
}

function readLocalFile(file: string, root: string): LocalFile {
  const text = readText(file, root);
  if (file.endsWith(".json")) return readJsonFile(file, text, root);
  const place = placeOf(file, root);
  const emit = readEmitOptions(path.dirname(file));
  const textHash = createHash("sha256")
    .update(`${JSON.stringify(emit)} ${text}`)
    .digest("hex");
  const stripped = stripTypes(text, {
    emit,
    dropsUnusedImports: !emit.keepsImports && /\.[cm]?tsx?$/.test(file),
  });
  const [problem] = stripped.problems;
  if (problem !== undefined) {
    throw new CauceError(
      "syntax-error",
      `\`${place}\`, line ${problem.line}: ${problem.message}. Correct the line and try again.`,
      { location: { place, line: problem.line, column: problem.column } },
    );
  }
  const { code, columns } = stripped;
  const program = parseJavaScript(code, { withTypes: emit.legacyDecorators });
  const words = findModuleWords(program);
  const common = isCommonJs(file, program);
  return {
    file,
    isCommonJs: common,
    code,
    lines: stripped.lines.map((line, at) => ({ place, line, columns: columns[at] ?? [] })),
    hash: hashCode(program),
    textHash,
    emit,
    holdsNewerSyntax: holdsNewerSyntax(program),
    imports: [
      ...(common ? requiresOf(program, file) : []),
      ...words.flatMap((word) =>
        word.kind === "import"
          ? [{ ...word, resolved: resolveModule(word.specifier, path.dirname(file)) }]
          : [],
      ),
    ],
    words: common ? [] : words.filter((word) => word.kind !== "import"),
  };
}

/** What cannot be resolved is left as it is: many a `require` stands in a `try`. */
function requiresOf(program: Program, file: string): LocalImport[] {
  return findRequireCalls(program).flatMap(({ start, end, source }) => {
    try {
      const specifier = source.value;
      const resolved = resolveModule(specifier, path.dirname(file));
      return [{ kind: "import", form: "require", specifier, start, end, resolved }];
    } catch {
      return [];
    }
  });
}

function placeOf(file: string, root: string): string {
  return path.relative(root, file).split(path.sep).join("/");
}

/** Its layout is left out of the hash; the order of its keys is not, because a program can see it. */
function readJsonFile(file: string, text: string, root: string): LocalFile {
  try {
    const json = JSON.stringify(JSON.parse(text));
    const hash = createHash("sha256").update(json).digest("hex");
    return {
      file,
      isCommonJs: false,
      json,
      code: `export default ${json};`,
      lines: [],
      hash,
      textHash: hash,
      emit: undefined,
      holdsNewerSyntax: false,
      imports: [],
      words: [],
    };
  } catch (cause) {
    const place = path.relative(root, file);
    throw new CauceError(
      "json-invalid",
      `\`${place}\` is imported but is not JSON: ${(cause as Error).message}. Correct the file.`,
      { cause, location: { place } },
    );
  }
}

function readText(file: string, root: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CauceError(
      "module-not-readable",
      `\`${path.relative(root, file)}\` is imported but cannot be read. Check that the file is there.`,
      { cause },
    );
  }
}
