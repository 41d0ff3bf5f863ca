import { createHmac } from "node:crypto";

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<Item>(random: () => number, items: readonly [Item, ...Item[]]): Item {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

const types = [
  "execute_request",
  "complete_request",
  "inspect_request",
  "history_request",
  "is_complete_request",
  "comm_info_request",
  "comm_open",
  "comm_msg",
  "comm_close",
  "kernel_info_request",
  "connect_request",
  "debug_request",
  "usage_request",
  "input_reply",
  "execute_reply",
  "no_such_request",
  "__proto__",
  "",
] as const;

const values: readonly [unknown, ...unknown[]] = [
  null,
  true,
  -1,
  1e308,
  2 ** 53,
  "",
  "\u0000\ud800😀",
  "x".repeat(2_000),
  [],
  [[[]]],
  {},
  { __proto__: null, constructor: 1 },
  { toString: 5 },
];

const fields = [
  "code",
  "cursor_pos",
  "silent",
  "store_history",
  "user_expressions",
  "allow_stdin",
  "stop_on_error",
  "hist_access_type",
  "n",
  "start",
  "stop",
  "pattern",
  "output",
  "comm_id",
  "target_name",
  "data",
  "detail_level",
  "command",
  "arguments",
  "value",
  "status",
] as const;

function anyObject(random: () => number): Record<string, unknown> {
  const count = Math.floor(random() * 6);
  const entries = Array.from({ length: count }, () => [pick(random, fields), pick(random, values)]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

export interface DamageOptions {
  readonly random: () => number;
  readonly key: string;
  readonly id: string;
}

/** The frames of a message that is wrong in one of many ways; some are signed rightly and hold nonsense. */
export function damagedFrames({ random, key, id }: DamageOptions): Buffer[] {
  const header: Record<string, unknown> = {
    msg_id: id,
    msg_type: pick(random, types),
    session: "fuzz",
    username: "fuzz",
  };
  const kind = random();
  // A cell of nonsense would be one that runs; what cells do is another test's matter.
  const content = { ...anyObject(random), code: pick<unknown>(random, [1, null, {}, [], "1 +"]) };
  if (kind < 0.1) return framesOf([header, {}, anyObject(random), content], key);
  if (kind < 0.2) header[pick(random, ["msg_id", "msg_type", "session"])] = pick(random, values);
  const frames = framesOf([header, anyObject(random), anyObject(random), content], key);
  if (kind < 0.2) return header.msg_type === "shutdown_request" ? [] : frames;
  return damage(frames, random, key);
}

function framesOf(parts: readonly unknown[], key: string): Buffer[] {
  return signed(
    parts.map((part) => Buffer.from(JSON.stringify(part))),
    key,
  );
}

function signed(parts: readonly Buffer[], key: string): Buffer[] {
  const signature = createHmac("sha256", key).update(Buffer.concat(parts)).digest("hex");
  return [Buffer.from("<IDS|MSG>"), Buffer.from(signature), ...parts];
}

function damage(frames: Buffer[], random: () => number, key: string): Buffer[] {
  const at = Math.floor(random() * frames.length);
  const frame = frames[at] ?? Buffer.alloc(0);
  switch (Math.floor(random() * 9)) {
    case 0: {
      const flipped = Buffer.from(frame);
      const place = Math.floor(random() * flipped.length);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << Math.floor(random() * 8));
      return frames.with(at, flipped);
    }
    case 1:
      return frames.with(at, frame.subarray(0, Math.floor(random() * frame.length)));
    case 2:
      return frames.slice(0, at + 1);
    case 3:
      return frames.slice(1);
    case 4:
      return frames.with(1, Buffer.from("0".repeat(64)));
    case 5:
      return frames.toReversed();
    case 6:
      return Array.from({ length: 1 + Math.floor(random() * 300) }, () => frame);
    case 7:
      // Rightly signed, and not JSON or no object.
      return signed(
        frames
          .slice(2)
          .with(at % 4, Buffer.from(pick(random, ["{", "null", "[1]", "\xff", '"x"']))),
        key,
      );
    default:
      return [Buffer.from(`${random()}`), ...frames.slice(0, 3), Buffer.alloc(1_000, at)];
  }
}
