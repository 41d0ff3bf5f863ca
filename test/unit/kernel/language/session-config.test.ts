import { describe, expect, test } from "vitest";
import { codesOf, openChecker } from "./checker-rig.ts";

function config(compilerOptions: object, more: object = {}): string {
  return JSON.stringify({ ...more, compilerOptions });
}

describe("without a tsconfig.json", () => {
  test("cells are strict, but parameters need no annotation", () => {
    const { checker } = openChecker();
    expect(codesOf(checker, "const text: string = null;")).toEqual([2322]);
    expect(codesOf(checker, "function twice(x) { return x * 2; }")).toEqual([]);
  });

  test.each([
    "import.meta.url.length; import.meta.dirname.length;",
    "const answer = await Promise.resolve(42); answer.toFixed();",
    "{ using held = { [Symbol.dispose]() {} }; held; }",
    "{ await using held = { async [Symbol.asyncDispose]() {} }; held; }",
    "function logged(method: Function, context: ClassMethodDecoratorContext) { context.name; } class A { @logged run() {} }",
    "class B { accessor size = 1; } new B().size.toFixed();",
    "const rows: Map<string, number[]> = Map.groupBy([1, 2], (x) => String(x)); rows;",
    "process.memoryUsage().rss.toFixed(); setTimeout(() => {}, 1).unref();",
    "console.log(structuredClone([1]).at(-1)); await fetch('http://127.0.0.1:1').catch(() => {});",
  ])("%s", (source) => {
    expect(codesOf(openChecker().checker, source)).toEqual([]);
  });
});

describe("the project's tsconfig.json", () => {
  test("sets how strictly cells are checked", () => {
    const loose = openChecker({ "tsconfig.json": config({ strict: false }) });
    expect(codesOf(loose.checker, "const text: string = null;")).toEqual([]);
    const strict = openChecker({
      "tsconfig.json": config({ noUncheckedIndexedAccess: true, strict: true }),
    });
    expect(codesOf(strict.checker, "[1][0].toFixed(); function twice(x) {}")).toEqual([2532, 7006]);
  });

  test("may extend another one, with comments and a comma too many", () => {
    const { checker } = openChecker({
      "base.json": config({ noImplicitReturns: true }),
      "tsconfig.json":
        '{ // here\n "extends": "./base.json", "compilerOptions": { "strict": true, }, }',
    });
    expect(codesOf(checker, "function f(x: number) { if (x > 1) return 1; }")).toEqual([7030]);
  });

  test("has paths, relative to the file that holds them, beside the packages that Cauce brings", () => {
    const { checker } = openChecker({
      "config/base.json": config({ paths: { "#lib/*": ["../lib/*"] } }),
      "tsconfig.json": config({}, { extends: "./config/base.json" }),
      "lib/size.ts": "export const size = 1;",
    });
    expect(codesOf(checker, 'import { size } from "#lib/size.ts"; size.length;')).toEqual([2339]);
    expect(codesOf(checker, 'import { z } from "zod"; z.string();')).toEqual([]);
  });

  test("chooses the library and the decorators", () => {
    const { checker } = openChecker({
      "tsconfig.json": config({ lib: ["es2015"], experimentalDecorators: true }),
    });
    expect(codesOf(checker, "[1].toSorted();")).toEqual([2550]);
    const legacy = "function mark(target: object, name: string) {} class A { @mark size = 1; }";
    expect(codesOf(checker, legacy)).toEqual([]);
    expect(codesOf(openChecker().checker, legacy)).toEqual([1240]);
  });

  test("chooses the runtime of JSX", () => {
    const types =
      "export namespace JSX { interface IntrinsicElements { box: { size: number } } } export function h(): void;";
    const { checker } = openChecker({
      "tsconfig.json": config({ jsx: "react-jsx", jsxImportSource: "tiny" }),
      "node_modules/tiny/package.json":
        '{ "name": "tiny", "exports": { "./jsx-runtime": { "types": "./jsx-runtime.d.ts" } } }',
      "node_modules/tiny/jsx-runtime.d.ts": types,
    });
    expect(codesOf(checker, "const view = <box size={1} />;")).toEqual([]);
    expect(codesOf(checker, 'const view = <box size="big" />;')).toEqual([2322]);
  });

  test("does not have to be fit for a kernel", () => {
    const { checker } = openChecker({
      "tsconfig.json": config({
        target: "es2015",
        module: "commonjs",
        moduleResolution: "node16",
        outDir: "dist",
        rootDir: "src",
        composite: true,
        isolatedModules: true,
        verbatimModuleSyntax: true,
        noUnusedLocals: true,
      }),
    });
    expect(
      codesOf(checker, 'import { sep } from "node:path"; await Promise.resolve(sep);'),
    ).toEqual([]);
  });

  test("does not stop a cell over style", () => {
    const { checker } = openChecker({
      "tsconfig.json": config({
        strict: true,
        noUnusedLocals: true,
        noUnusedParameters: true,
        noImplicitOverride: true,
        allowUnreachableCode: false,
      }),
    });
    const source =
      "class A { run() {} } class B extends A { run(x?: number) { const y = 1; return; y; } }";
    expect(codesOf(checker, source)).toEqual([]);
  });

  test("is read anew when it changes, comes or goes", () => {
    const { checker, write } = openChecker();
    const source = "const text: string = null;";
    expect(codesOf(checker, source)).toEqual([2322]);
    write("tsconfig.json", config({ strict: false }));
    expect(codesOf(checker, source)).toEqual([]);
    write("tsconfig.json", config({ strict: true }));
    expect(codesOf(checker, source)).toEqual([2322]);
  });

  test("is told once where it is broken, and defaults apply", () => {
    const { checker, write } = openChecker({
      "tsconfig.json":
        '{\n  "compilerOptions": {\n    "strict": false,\n    "target": "es1999"\n  }\n}',
    });
    const { warnings } = checker.check("a", "1");
    expect(warnings).toEqual([
      expect.stringMatching(
        /^`.*tsconfig\.json:4` cannot be read as it stands: .*'--target'.* \(TS6046\)/,
      ),
    ]);
    expect(checker.check("a", "2").warnings).toEqual([]);
    write("tsconfig.json", '{ "compilerOptions": { "strict" false } }');
    const broken = checker.check("a", "const text: string = null;");
    expect(broken.warnings[0]).toMatch(/tsconfig\.json:1` .*\(TS1005\)/);
    expect(broken.problems.map(({ code }) => code)).toEqual([2322]);
    write("tsconfig.json", '{ "extends": "./nowhere.json" }');
    expect(checker.check("a", "3").warnings[0]).toMatch(/nowhere\.json/);
  });
});

describe("modules of the project", () => {
  test("are read anew when they change", () => {
    const { checker, write } = openChecker({ "lib/size.ts": "export const size = 1;" });
    const source = 'import { size } from "./lib/size.ts"; size.toFixed();';
    expect(codesOf(checker, source)).toEqual([]);
    write("lib/size.ts", "export const size = 'big';");
    expect(codesOf(checker, source)).toEqual([2551]);
  });

  test("are found when they come after the cell that imports them", () => {
    const { checker, write } = openChecker();
    const source = 'import { size } from "./size.ts"; size.toFixed();';
    expect(codesOf(checker, source)).toEqual([2307]);
    write("size.ts", "export const size = 1;");
    expect(codesOf(checker, source)).toEqual([]);
  });
});
