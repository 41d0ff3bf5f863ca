import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { Compiler } from "../../../../src/kernel/language/compiler.ts";
import { TypeChecker } from "../../../../src/kernel/language/type-checker.ts";
import { packageRoot } from "../../../../src/pipeline/package-root.ts";

/** Counts how often it is asked for a program. */
export class CountingCompiler extends Compiler {
  asked = 0;

  override project() {
    this.asked += 1;
    return super.project();
  }
}

/** A checker in a project of its own, which goes when the test in hand is over. */
export function openChecker(files: Readonly<Record<string, string>> = {}): {
  readonly checker: TypeChecker;
  readonly compiler: CountingCompiler;
  write(file: string, text: string): void;
} {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-checker-"));
  const write = (file: string, text: string) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) write(file, text);
  const place = { root: folder, folder, packageRoot: packageRoot() };
  const compiler = new CountingCompiler(place);
  const checker = new TypeChecker(place, compiler);
  onTestFinished(() => {
    checker.close();
    rmSync(folder, { recursive: true });
  });
  return { checker, compiler, write };
}

/** The codes of what is wrong with a cell. */
export function codesOf(checker: TypeChecker, source: string): number[] {
  return checker.check("cell in hand", source).problems.map(({ code }) => code);
}
