import { once } from "node:events";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { csv } from "../../src/target/csv.ts";
import { file, type LocalFile } from "../../src/target/file.ts";
import { json } from "../../src/target/json.ts";
import { text } from "../../src/target/text.ts";
import { writeAtomically } from "../../src/target/write-atomically.ts";
import { describeTargetContract } from "./target.ts";

const sampleText = (seed: number) => `${seed} línea\n`.repeat(30_000 + seed * 5_000);

async function* half(content: string | Uint8Array): AsyncGenerator<string | Uint8Array> {
  yield content.slice(0, content.length / 2);
  throw new Error("the source broke");
}

describeTargetContract({
  kind: "text",
  make: (path) => text(path),
  sample: sampleText,
  write: (target, value: string) => target.write(value),
  read: (target) => target.read(),
  writeBroken: (target, value) => writeAtomically(target, half(value)),
});

describeTargetContract({
  kind: "json",
  make: (path) => json<{ seed: number; items: string[] }>(path),
  sample: (seed) => ({
    seed,
    items: Array.from({ length: 8_000 + seed * 1_000 }, (_, i) => `item ${i} "ñ"`),
  }),
  write: (target, value) => target.write(value),
  read: (target) => target.read(),
  writeBroken: (target, value) => writeAtomically(target, half(JSON.stringify(value))),
});

interface Measure {
  readonly id: number;
  readonly name: string;
  readonly ok: boolean | null;
}

describeTargetContract({
  kind: "csv",
  make: (path) => csv(path),
  sample: (seed): Measure[] =>
    Array.from({ length: 12_000 + seed * 1_000 }, (_, id) => ({
      id: id / seed,
      name: `"${id}", ñ\n`,
      ok: id % 3 === 0 ? null : id % 2 === 0,
    })),
  write: (target, value) => target.writeRows(value),
  read: (target) => target.readRows<Measure>(),
  writeBroken: (target, value) =>
    target.writeRows([...value, { id: Number.POSITIVE_INFINITY, name: "", ok: null }]),
});

const sampleBytes = (seed: number) => String.fromCharCode(seed).repeat(300_000 + seed * 50_000);
const bytesOf = (value: string) => Buffer.from(value, "latin1");

async function breakStream(target: LocalFile, value: string): Promise<void> {
  const stream = target.createWriteStream();
  const closed = once(stream, "close");
  try {
    await pipeline(Readable.from(half(bytesOf(value))), stream);
  } finally {
    await closed;
  }
}

describeTargetContract({
  kind: "file",
  make: (path) => file(path),
  sample: sampleBytes,
  write: (target, value: string) => target.write(bytesOf(value)),
  read: async (target) => (await target.read()).toString("latin1"),
  writeBroken: breakStream,
});

describeTargetContract({
  kind: "streamed file",
  make: (path) => file(path),
  sample: sampleBytes,
  write: (target, value: string) =>
    pipeline(
      Readable.from([bytesOf(value.slice(0, 9)), bytesOf(value.slice(9))]),
      target.createWriteStream(),
    ),
  read: async (target) =>
    Buffer.concat(await target.createReadStream().toArray()).toString("latin1"),
  writeBroken: breakStream,
});
