import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { defaultEmit } from "../../src/cell/emit-options.ts";
import { CellConverter } from "../../src/kernel/cell-converter.ts";
import { compileAhead } from "../../src/kernel/compile-ahead.ts";
import { Language } from "../../src/kernel/language/language.ts";
import { NotebookCode } from "../../src/kernel/notebook-code.ts";
import { createTslabExecutor } from "../../src/kernel/tslab-executor.ts";
import { packageRoot } from "../../src/pipeline/package-root.ts";

function openConverter(folder: string): CellConverter {
  const language = new Language({ root: folder, folder, packageRoot: packageRoot() });
  onTestFinished(() => language.close());
  const emit = () => defaultEmit;
  return new CellConverter(new NotebookCode(() => false, emit), language, emit);
}

/** All scripts that are evaluated during the test. */
function watchScripts(): unknown[] {
  const { runInThisContext } = vm.Script.prototype;
  const evaluated: unknown[] = [];
  vm.Script.prototype.runInThisContext = function (...options) {
    evaluated.push(this);
    return runInThisContext.apply(this, options);
  };
  onTestFinished(() => {
    vm.Script.prototype.runInThisContext = runInThisContext;
  });
  return evaluated;
}

test("what was compiled ahead of a cell is what tslab's executor evaluates, once", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-ahead-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const converter = openConverter(folder);
  const values: unknown[] = [];
  const executor = createTslabExecutor(folder, converter, {
    log: (value) => values.push(value),
    error: (error) => values.push(error),
  });
  const script = compileAhead(converter.convert("", "6 * 7").output);
  const evaluated = watchScripts();
  await executor.execute("6 * 7");
  await executor.execute("6 * 7");
  expect(values).toEqual([[42], [42]]);
  expect(evaluated.filter((one) => one === script)).toHaveLength(1);
});
