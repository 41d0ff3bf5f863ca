import path from "node:path";
import { expect, test } from "vitest";
import {
  ConnectionFileError,
  parseConnection,
  readConnectionFile,
} from "../../../../src/kernel/wire/connection-file.ts";

const FIELDS = {
  transport: "tcp",
  ip: "127.0.0.1",
  key: "k",
  signature_scheme: "hmac-sha256",
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 65_535,
};

function parse(changes: Record<string, unknown>): unknown {
  return parseConnection(JSON.stringify({ ...FIELDS, ...changes }), "kernel.json");
}

test("a connection file gives address, ports and key, and leaves out what it does not know", () => {
  const { signature_scheme: _, ...expected } = FIELDS;
  expect(parse({ kernel_name: "cauce", jupyter_session: "x" })).toEqual(expected);
});

test("transport and signature scheme may be missing, the key may be empty", () => {
  const changes = { transport: undefined, signature_scheme: undefined, key: "" };
  expect(parse(changes)).toMatchObject({ transport: "tcp", key: "" });
  expect(parse({ transport: "ipc", ip: "/run/kernel" })).toMatchObject({ transport: "ipc" });
});

const bad: [Record<string, unknown>, string][] = [
  [{ ip: undefined }, "its `ip` is missing. Expected a text."],
  [{ key: 5 }, "its `key` is 5. Expected a text."],
  [{ key: undefined }, "its `key` is missing. Expected a text."],
  [{ hb_port: undefined }, "its `hb_port` is missing. Expected a whole number from 1 to 65535."],
  [{ shell_port: "1" }, 'its `shell_port` is "1". Expected a whole number from 1 to 65535.'],
  [{ iopub_port: 1.5 }, "its `iopub_port` is 1.5. Expected a whole number from 1 to 65535."],
  [
    { control_port: 65_536 },
    "its `control_port` is 65536. Expected a whole number from 1 to 65535.",
  ],
  [{ stdin_port: 0 }, "its `stdin_port` is 0. Expected a whole number from 1 to 65535."],
  [{ transport: "udp" }, 'its `transport` is "udp". Expected "tcp" or "ipc".'],
  [
    { signature_scheme: "hmac-md5" },
    'its `signature_scheme` is "hmac-md5". Expected "hmac-sha256".',
  ],
];

test.each(bad)("%j is refused with what was found and what was expected", (changes, text) => {
  expect(() => parse(changes)).toThrow(
    `\`kernel.json\` is no connection file: ${text} Start the kernel from Jupyter, which writes this file.`,
  );
});

test.each(["", "{", "[]", "null", "5"])("the text %j is refused", (text) => {
  expect(() => parseConnection(text, "kernel.json")).toThrow(ConnectionFileError);
});

test("a file that is not there is named", async () => {
  const file = path.join(import.meta.dirname, "missing.json");
  const refusal = {
    code: "connection-file-unreadable",
    message: expect.stringContaining(`\`${file}\` cannot be read (ENOENT`),
  };
  expect(() => readConnectionFile(file)).toThrow(expect.objectContaining(refusal));
});
