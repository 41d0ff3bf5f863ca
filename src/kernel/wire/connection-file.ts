import { readFileSync } from "node:fs";

const PORTS = ["shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"] as const;

/** What a connection file says, in Jupyter's spelling and checked. */
export interface ConnectionInfo extends Readonly<Record<(typeof PORTS)[number], number>> {
  readonly transport: "tcp" | "ipc";
  /** The address to bind; with ipc the path that the sockets' files begin with. */
  readonly ip: string;
  /** Signs every message; empty where messages are not signed. */
  readonly key: string;
}

/** The connection file cannot be used: `code` says why in one word, the message what to do. */
export class ConnectionFileError extends Error {
  readonly code: "connection-file-unreadable" | "connection-file-invalid";

  constructor(code: ConnectionFileError["code"], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ConnectionFileError";
    this.code = code;
  }
}

/** Reads and checks the file that Jupyter names when it starts a kernel; at once, as all waits for it. */
export function readConnectionFile(file: string): ConnectionInfo {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const message = `\`${file}\` cannot be read (${found}). Expected the connection file that Jupyter writes for a kernel. Start the kernel from Jupyter.`;
    throw new ConnectionFileError("connection-file-unreadable", message, cause);
  }
  return parseConnection(text, file);
}

/** Checks the text of a connection file; `file` names it in errors. Throws ConnectionFileError. */
export function parseConnection(text: string, file: string): ConnectionInfo {
  const fields = new Fields(parseFields(text, file), file);
  const scheme = fields.string("signature_scheme", "hmac-sha256");
  if (scheme !== "hmac-sha256") {
    throw fields.wrong("signature_scheme", JSON.stringify(scheme), `"hmac-sha256"`);
  }
  const transport = fields.string("transport", "tcp");
  if (transport !== "tcp" && transport !== "ipc") {
    throw fields.wrong("transport", JSON.stringify(transport), `"tcp" or "ipc"`);
  }
  return {
    transport,
    ip: fields.string("ip"),
    key: fields.string("key"),
    shell_port: fields.port("shell_port"),
    iopub_port: fields.port("iopub_port"),
    stdin_port: fields.port("stdin_port"),
    control_port: fields.port("control_port"),
    hb_port: fields.port("hb_port"),
  };
}

function parseFields(text: string, file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, "it is not JSON", "a JSON object", cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid(file, "its JSON is not an object", "an object with ports, ip and key");
  }
  return { ...value };
}

class Fields {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #file: string;

  constructor(values: Readonly<Record<string, unknown>>, file: string) {
    this.#values = values;
    this.#file = file;
  }

  string(name: string, fallback?: string): string {
    const value = this.#values[name] ?? fallback;
    if (typeof value !== "string") throw this.wrong(name, describe(value), "a text");
    return value;
  }

  port(name: (typeof PORTS)[number]): number {
    const value = this.#values[name];
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > 65_535) {
      throw this.wrong(name, describe(value), "a whole number from 1 to 65535");
    }
    return value;
  }

  wrong(name: string, found: string, expected: string): ConnectionFileError {
    return invalid(this.#file, `its \`${name}\` is ${found}`, expected);
  }
}

function describe(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}

function invalid(
  file: string,
  found: string,
  expected: string,
  cause?: unknown,
): ConnectionFileError {
  const message = `\`${file}\` is no connection file: ${found}. Expected ${expected}. Start the kernel from Jupyter, which writes this file.`;
  return new ConnectionFileError("connection-file-invalid", message, cause);
}
