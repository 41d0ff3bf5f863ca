import { createHash } from "node:crypto";
import type { TaskRecord } from "../../src/core/record.ts";

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A record that can be checked for being whole: its fingerprint covers all that it says. */
export function sampleRecord(
  id: string,
  version: number,
  given: Partial<TaskRecord> = {},
): TaskRecord {
  const body = {
    id,
    family: id.replace(/\(.*/su, ""),
    params: {
      version,
      text: `${"línea\n".repeat(version % 7)}"${id.slice(0, 20)}"`,
      deep: { list: [1, null, { k: -0.5 }] },
    },
    code: {
      [`helper${version}`]: { hash: sha256(`code ${version}`), place: "cell 4" },
      "package:zod": { hash: "4.6.7" },
    },
    requirements: { "IrisData(a=1)": sha256(`requirement ${version}`) },
    dynamic: [{ family: "Later", given: { n: version }, id: `Later(n=${version})` }],
    outputs: [],
    finishedAtMs: 1_760_000_000_000 + version,
    durationMs: version,
    ...given,
  };
  return { fingerprint: sha256(JSON.stringify(body)), ...body };
}

/** True for what `sampleRecord` made and nothing has changed since. */
export function isWhole(record: TaskRecord): boolean {
  const { fingerprint, ...body } = record;
  return fingerprint === sha256(JSON.stringify(body));
}
