import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Language } from "../../src/kernel/language/language.ts";
import { packageRoot } from "../../src/pipeline/package-root.ts";

function openLanguage(): Language {
  const folder = mkdtempSync(path.join(tmpdir(), "cauce-language-"));
  const language = new Language({ root: folder, folder, packageRoot: packageRoot() });
  onTestFinished(async () => {
    await language.close();
    rmSync(folder, { recursive: true });
  });
  return language;
}

/** A message that the thread cannot take: it dies of it. */
function endThread(language: Language): void {
  language.keep("odd", null as unknown as string);
  language.keep("odd", "");
}

test("a thread that takes another's place knows a cell that came back after it was of no use", {
  timeout: 120_000,
}, async () => {
  const language = openLanguage();
  language.keep("first", "const shared = 0;");
  // So many that the thread forgets the first, and says so when it is in use again.
  for (let at = 1; at <= 60; at += 1) language.keep(`cell ${at}`, `const shared = ${at};`);
  language.keep("first", 'const back: string = "again";');
  const wrong = "const wrong: number = back;";
  const asking = { cellId: "asking", label: "cell 1" };
  const expected = { problems: [{ code: 2322 }] };
  expect(await language.check(asking, wrong)).toMatchObject(expected);
  endThread(language);
  expect(await language.check(asking, wrong)).toMatchObject(expected);
});
