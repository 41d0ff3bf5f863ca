import type { DataFrame } from "danfojs-node";
import { expectTypeOf, test } from "vitest";
import type { FileTarget } from "../../src/core/target.ts";
import { type CsvTarget, csv } from "../../src/target/csv.ts";
import type { CsvValue } from "../../src/target/csv-column.ts";
import { file, type LocalFile } from "../../src/target/file.ts";
import { type JsonTarget, json } from "../../src/target/json.ts";
import { type TextTarget, text } from "../../src/target/text.ts";

interface Metrics {
  accuracy: number;
}

const task = { outputFolder: "outputs/A/b" };

test("every target is a file target of its own kind", () => {
  expectTypeOf(csv("a.csv")).toEqualTypeOf<CsvTarget>();
  expectTypeOf(json<Metrics>(task, "metrics")).toEqualTypeOf<JsonTarget<Metrics>>();
  expectTypeOf(text(task)).toEqualTypeOf<TextTarget>();
  expectTypeOf(file(task, "model.bin")).toEqualTypeOf<LocalFile>();
  expectTypeOf(csv(task, "train", { columns: { id: "string" } })).toExtend<FileTarget>();
});

test("a JSON target reads and writes its own type only", () => {
  const target = json<Metrics>("m.json");
  expectTypeOf(target.read).returns.resolves.toEqualTypeOf<Metrics>();
  // @ts-expect-error accuracy is a number
  target.write({ accuracy: "high" });
});

test("rows have the declared types, and any cell elsewhere", async () => {
  const rows = await csv("a.csv", {
    columns: { id: "string", n: "number", ok: "boolean" },
  }).readRows();
  const row = rows[0];
  if (row === undefined) return;
  expectTypeOf(row.id).toEqualTypeOf<string>();
  expectTypeOf(row.n).toEqualTypeOf<number | null>();
  expectTypeOf(row.ok).toEqualTypeOf<boolean | null>();
  expectTypeOf(row.other).toEqualTypeOf<CsvValue | undefined>();
});

test("rows have the type that the reader names", () => {
  expectTypeOf(csv("a.csv").readRows<Metrics>).returns.resolves.toEqualTypeOf<Metrics[]>();
});

test("a declared column has one of three types", () => {
  // @ts-expect-error there is no such type
  csv("a.csv", { columns: { id: "float" } });
});

test("only a task takes a name", () => {
  // @ts-expect-error a path is whole
  csv("a.csv", "train");
  // @ts-expect-error a path is whole
  text("a.txt", "train");
});

test("frames are danfojs's own, in both directions", () => {
  expectTypeOf(csv("a.csv").readFrame).returns.resolves.toEqualTypeOf<DataFrame>();
  expectTypeOf<DataFrame>().toExtend<Parameters<CsvTarget["writeFrame"]>[0]>();
});
