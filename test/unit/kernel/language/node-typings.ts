import path from "node:path";
import ts from "typescript";
import { Compiler } from "../../../../src/kernel/language/compiler.ts";
import { sessionConfig } from "../../../../src/kernel/language/session-config.ts";
import { packageRoot } from "../../../../src/pipeline/package-root.ts";

export const nodeTypings = path.join(packageRoot(), "node_modules/@types/node");

/** Declarations as TypeScript 6 sees them, whose interface tells more than that of 7. */
function open(files: readonly string[], types: string[]): ts.Program {
  return ts.createProgram([...files], {
    target: ts.ScriptTarget.ESNext,
    lib: ["lib.esnext.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    noEmit: true,
    types,
    typeRoots: [path.dirname(nodeTypings)],
  });
}

export interface GlobalName {
  readonly name: string;
  /** The files of Node's typings, from their folder, that declare it or add to it. */
  readonly nodeFiles: readonly string[];
  /** The language declares it without Node. */
  readonly isOfLanguage: boolean;
}

/** All names that stand for something everywhere, of values and of types, once Node's typings are there. */
export function globalNames(): GlobalName[] {
  const globals = path.join(nodeTypings, "globals.d.ts");
  const program = open([globals], ["node"]);
  // What is in scope in a file that is no module is what is in scope everywhere.
  return program
    .getTypeChecker()
    .getSymbolsInScope(sourceOf(program, globals), -1 as ts.SymbolFlags)
    .filter(({ name }) => !name.startsWith('"'))
    .map(({ name, declarations = [] }) => {
      const files = new Set(declarations.map((one) => one.getSourceFile().fileName));
      return {
        name,
        nodeFiles: [...files]
          .filter((file) => file.startsWith(nodeTypings))
          .map((file) => path.relative(nodeTypings, file)),
        isOfLanguage: [...files].some((file) => path.basename(file).startsWith("lib.")),
      };
    });
}

/** What is wrong with the declarations in a file where Node's are not there. */
export function problemsWithoutNode(file: string): string[] {
  const program = open([file], []);
  return program
    .getSemanticDiagnostics(sourceOf(program, file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

/** The names of the statements of a file in which a name stands. */
export function statementsNaming(file: string, name: string): string[] {
  const source = sourceOf(open([file], []), file);
  return source.statements
    .filter((statement) => mentions(statement, name))
    .map((statement) => nameOf(statement, source));
}

function mentions(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => mentions(child, name) || undefined) ?? false;
}

function nameOf(statement: ts.Statement, source: ts.SourceFile): string {
  if (ts.isImportDeclaration(statement)) return "import";
  const declared = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations[0]
    : (statement as ts.DeclarationStatement);
  return declared?.name?.getText(source) ?? "";
}

function sourceOf(program: ts.Program, file: string): ts.SourceFile {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`\`${file}\` is not among the typings`);
  return source;
}

/** For each declared constant of a text the members of its type, each with its own type. */
export function membersOf(text: string, mayOutlineNode: boolean): Map<string, string[]> {
  const root = packageRoot();
  const file = path.join(root, "__members.ts");
  const compiler = new Compiler({ folder: root, packageRoot: root });
  try {
    compiler.write(file, text);
    compiler.configure(
      sessionConfig({ root, packageRoot: root, own: undefined, mayOutlineNode }, [file]),
    );
    const { checker } = compiler.project();
    const members = [...text.matchAll(/const (\w+):/g)].map(({ 1: name = "", index }) => {
      const type = checker.getTypeAtPosition(file, index + "const ".length);
      const properties = type === undefined ? [] : checker.getPropertiesOfType(type);
      const types = checker.getTypeOfSymbol(properties);
      const told = properties.map((property, at) => {
        const own = types[at];
        return `${property.name}: ${own === undefined ? "" : checker.typeToString(own)}`;
      });
      return [name, told] as const;
    });
    return new Map(members);
  } finally {
    compiler.close();
  }
}
