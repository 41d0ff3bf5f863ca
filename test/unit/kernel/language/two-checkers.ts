import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { wordsOf } from "../../../../src/cell/words-of.ts";
import { Compiler } from "../../../../src/kernel/language/compiler.ts";
import { TypeChecker } from "../../../../src/kernel/language/type-checker.ts";
import { packageRoot } from "../../../../src/pipeline/package-root.ts";

/** What people are told of a cell. */
export interface Told {
  readonly problems: readonly unknown[];
  readonly hovers: readonly string[];
}

class Side {
  readonly compiler: Compiler;
  readonly checker: TypeChecker;

  constructor(folder: string) {
    const place = { root: folder, folder, packageRoot: packageRoot() };
    this.compiler = new Compiler(place);
    this.checker = new TypeChecker(place, this.compiler);
    this.checker.warmUp();
  }

  get isOutlined(): boolean {
    return !this.compiler.project().compilerOptions.types?.includes("node");
  }

  tell(cellId: string, source: string): Told {
    return {
      problems: this.checker.check(cellId, source).problems,
      // Of each word, where it first stands.
      hovers: [...wordsOf(source)].map((word) => {
        const found = this.checker.inspect(cellId, source, source.indexOf(word));
        return `${word}: ${JSON.stringify(found)}`;
      }),
    };
  }
}

/** The checker of one session twice: as it is, and with all of Node's typings from the start. */
export class TwoCheckers {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "cauce-outline-"));
  readonly #whole: Side;
  #outlined: Side;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) {
      mkdirSync(path.dirname(path.join(this.#folder, file)), { recursive: true });
      writeFileSync(path.join(this.#folder, file), text);
    }
    this.#outlined = new Side(this.#folder);
    this.#whole = new Side(this.#folder);
    this.#whole.checker.check("another cell", "globalThis");
    if (this.#whole.isOutlined) throw new Error("Node's typings were not loaded for `globalThis`");
  }

  /** Whether the first checker still does with the outline. */
  get isOutlined(): boolean {
    return this.#outlined.isOutlined;
  }

  /** Another session in the same folder. */
  begin(): void {
    this.#outlined.checker.close();
    this.#outlined = new Side(this.#folder);
    this.#whole.checker.clear();
  }

  /** What each of them tells of a cell that is about to be run. */
  tell(cellId: string, source: string): Told[] {
    return [this.#outlined, this.#whole].map((side) => side.tell(cellId, source));
  }

  /** What each of them offers at the end of a cell, in no order. */
  offer(cellId: string, source: string): string[][] {
    return [this.#outlined, this.#whole].map(({ checker }) =>
      checker
        .complete(cellId, source, source.length)
        .map((entry) => JSON.stringify(entry))
        .sort(),
    );
  }

  keep(cellId: string, source: string): void {
    for (const { checker } of [this.#outlined, this.#whole]) checker.keep(cellId, source);
  }

  close(): void {
    for (const { checker } of [this.#outlined, this.#whole]) checker.close();
    rmSync(this.#folder, { recursive: true });
  }
}
