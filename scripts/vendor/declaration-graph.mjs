import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * The top-level declarations of a set of `.d.ts` files, found by following their imports and
 * exports. Only syntax is read; no checker runs.
 */
export class DeclarationGraph {
  #modules = new Map();
  #packages;

  /** @param packages package name → its `.d.ts` file, for the packages to follow into */
  constructor(packages) {
    this.#packages = packages;
  }

  /** What `file` exports, as the exported names in the order in which they stand. */
  exportedNames(file) {
    return [...this.#module(file).exports.keys()];
  }

  /**
   * The declaration behind an exported name.
   *
   * @returns `{ file, name, node, source }`, or `{ external, name }` for a package not followed
   */
  exported(file, name) {
    const target = this.#module(file).exports.get(name);
    if (target === undefined) throw new Error(`${file} exports no ${name}`);
    return this.local(file, target);
  }

  /** The declaration behind a name used inside `file`; undefined for globals and type parameters. */
  local(file, name) {
    const { locals, imports, source } = this.#module(file);
    const node = locals.get(name);
    if (node !== undefined) return { file, name, node, source };
    const found = imports.get(name);
    if (found === undefined) return undefined;
    const target = this.#resolve(file, found.from);
    if (target === undefined) return { external: found.from, name: found.name };
    return this.exported(target, found.name);
  }

  #resolve(file, from) {
    if (!from.startsWith(".")) return this.#packages[from];
    const base = join(dirname(file), from);
    return [`${base}.d.ts`, join(base, "index.d.ts")].find((path) => existsSync(path));
  }

  #module(file) {
    let module = this.#modules.get(file);
    if (module === undefined) {
      module = readModule(file);
      this.#modules.set(file, module);
    }
    return module;
  }
}

/** `exports`: exported name → local name; `imports`: local name → `{ from, name }`. */
function readModule(file) {
  const source = ts.createSourceFile(
    file,
    readFileSync(file, "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const module = { source, locals: new Map(), imports: new Map(), exports: new Map() };
  for (const statement of source.statements) readStatement(module, statement);
  return module;
}

function readStatement(module, statement) {
  if (ts.isImportDeclaration(statement)) return readImport(module, statement);
  if (ts.isExportDeclaration(statement)) return readExports(module, statement);
  if (ts.isExportAssignment(statement)) {
    module.exports.set("default", statement.expression.text);
    return;
  }
  const name = declaredName(statement);
  if (name === undefined) return;
  // Overloads: the first stands for all, which no declaration that we follow into relies on.
  if (!module.locals.has(name)) module.locals.set(name, statement);
  const modifiers = statement.modifiers?.map(({ kind }) => kind) ?? [];
  if (modifiers.includes(ts.SyntaxKind.DefaultKeyword)) module.exports.set("default", name);
  else if (modifiers.includes(ts.SyntaxKind.ExportKeyword)) module.exports.set(name, name);
}

function readImport({ imports }, { importClause, moduleSpecifier: { text: from } }) {
  if (importClause?.name) imports.set(importClause.name.text, { from, name: "default" });
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return;
  for (const { name, propertyName } of bindings.elements) {
    imports.set(name.text, { from, name: (propertyName ?? name).text });
  }
}

function readExports({ exports, imports }, { exportClause, moduleSpecifier }) {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return;
  for (const { name, propertyName } of exportClause.elements) {
    const local = (propertyName ?? name).text;
    if (moduleSpecifier !== undefined)
      imports.set(local, { from: moduleSpecifier.text, name: local });
    exports.set(name.text, local);
  }
}

function declaredName(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations[0]?.name.text;
  return statement.name?.text;
}
