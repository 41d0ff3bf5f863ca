import { expect, test } from "vitest";
import type { Reason } from "../../../src/core/reason.ts";
import { decide } from "../../../src/plan/decide.ts";
import type { Observation } from "../../../src/plan/observation.ts";
import { made, sketch } from "./plan-rig.ts";

const task = sketch("t", { needs: ["r"], params: { k: 5, model: { kind: "knn", p: [1, 2] } } });
const [requirement, found] = made([sketch("r"), task]) as [Observation, Observation];
const first = decide(requirement, new Map());
const contents = new Map([["r", first.state === "fresh" ? first.content : ""]]);

function reasonsOf(
  edit: Partial<Observation>,
  held: ReadonlyMap<string, string> = contents,
): readonly Reason[] {
  const decision = decide({ ...found, ...edit }, held);
  return decision.state === "stale" ? decision.reasons : [];
}

test("nothing has changed", () => {
  expect(decide(found, contents).state).toBe("fresh");
});

const rows: [what: string, edit: Partial<Observation>, reasons: Reason[]][] = [
  [
    "never run",
    { record: undefined, outputs: found.outputs.map((one) => ({ ...one, hash: undefined })) },
    [{ kind: "never-run" }],
  ],
  [
    "never run, and an output is there",
    { record: undefined },
    [{ kind: "never-run", found: found.outputs[0]?.path ?? "" }],
  ],
  ["forced", { forced: true }, [{ kind: "forced" }]],
  [
    "edited code",
    { code: { t: { hash: "x", place: "cell 4" } } },
    [{ kind: "code-changed", changes: [{ name: "t", place: "cell 4", change: "edited" }] }],
  ],
  ["moved code", { code: { t: { hash: "t", place: "cell 9" } } }, []],
  [
    "added code",
    { code: { t: { hash: "t" }, h: { hash: "h", place: "cell 2" } } },
    [{ kind: "code-changed", changes: [{ name: "h", place: "cell 2", change: "added" }] }],
  ],
  [
    "removed code",
    { code: {} },
    [{ kind: "code-changed", changes: [{ name: "t", change: "removed" }] }],
  ],
  [
    "a changed parameter",
    { params: { ...task.params, k: 7 } },
    [{ kind: "parameter-changed", parameter: "k", from: 5, to: 7 }],
  ],
  [
    "a changed member of a parameter",
    { params: { k: 5, model: { kind: "knn", p: [1, 3] } } },
    [{ kind: "parameter-changed", parameter: "model.p.1", from: 2, to: 3 }],
  ],
  [
    "an array of another length",
    { params: { k: 5, model: { kind: "knn", p: [] } } },
    [{ kind: "parameter-changed", parameter: "model.p", from: [1, 2], to: [] }],
  ],
  [
    "a new parameter",
    { params: { ...task.params, n: 1 } },
    [{ kind: "parameter-changed", parameter: "n", from: undefined, to: 1 }],
  ],
  ["parameters in another order", { params: { model: { p: [1, 2], kind: "knn" }, k: 5 } }, []],
  [
    "an added requirement",
    { requirements: ["r", "s"] },
    [{ kind: "requirement-changed", requirement: "s", change: "will-run" }],
  ],
  [
    "a removed requirement",
    { requirements: [] },
    [{ kind: "requirement-changed", requirement: "r", change: "removed" }],
  ],
  [
    "a missing output",
    { outputs: [{ name: "output", path: "t.txt", hash: undefined }] },
    [{ kind: "output-missing", path: "t.txt" }],
  ],
  [
    "an output of other content",
    { outputs: [{ name: "output", path: "t.txt", hash: "x" }] },
    [{ kind: "output-changed", path: "t.txt" }],
  ],
  [
    "a new output",
    { outputs: [...found.outputs, { name: "more", path: "more.txt", hash: undefined }] },
    [{ kind: "output-missing", path: "more.txt" }],
  ],
  [
    "an output that the edited code has moved",
    { outputs: [{ name: "output", path: "new.txt", hash: undefined }], code: { t: { hash: "x" } } },
    [{ kind: "code-changed", changes: [{ name: "t", change: "edited" }] }],
  ],
];

test.each(rows)("%s is told as such", (_what, edit, reasons) => {
  expect(reasonsOf(edit)).toEqual(reasons);
});

test("requirements that have changed places are told; without a change of places nothing is", () => {
  const record = {
    ...(found.record as NonNullable<typeof found.record>),
    requirements: { r: contents.get("r") ?? "", s: "s" },
    places: { "0": "r", "1": "s" },
  };
  const both = new Map([...contents, ["s", "s"]]);
  const edit = { record, requirements: ["r", "s"] };
  const moved = (requirement: string) => ({
    kind: "requirement-changed",
    requirement,
    change: "moved",
  });
  expect(reasonsOf({ ...edit, places: { "1": "s", "0": "r" } }, both)).toEqual([]);
  expect(reasonsOf({ ...edit, places: { "0": "s", "1": "r" } }, both)).toEqual([
    moved("s"),
    moved("r"),
  ]);
  expect(reasonsOf({ ...edit, places: { "0": "r", "1": "s", "2": "r" } }, both)).toEqual([
    moved("r"),
  ]);
});

test("a requirement that holds other content is told", () => {
  expect(reasonsOf({}, new Map([["r", "other"]]))).toEqual([
    { kind: "requirement-changed", requirement: "r", change: "content" },
  ]);
});

test("a requirement that has yet to run is told", () => {
  expect(reasonsOf({}, new Map())).toEqual([
    { kind: "requirement-changed", requirement: "r", change: "will-run" },
  ]);
});

test("a task that an edited parameter made tells that parameter", () => {
  const edit = { record: undefined, predecessor: found.record, params: { ...task.params, k: 7 } };
  const changed = { kind: "parameter-changed", parameter: "k", from: 5, to: 7 };
  expect(reasonsOf(edit)).toEqual([changed]);

  const code = { t: { hash: "edited" } };
  expect(reasonsOf({ ...edit, code })).toEqual([
    { kind: "code-changed", changes: [{ name: "t", change: "edited" }] },
    changed,
  ]);
});

const version = found.record as NonNullable<typeof found.record>;
/** As it is found when an edit was made, run and undone: the record is the edit's, and the version before it is kept. */
const undone = {
  ...found,
  record: { ...version, code: { t: { hash: "edited" } } },
  versions: [version],
};

test("the version from before an edit comes back when the edit is undone", () => {
  expect(decide(undone, contents)).toMatchObject({ state: "restorable", version });
});

test("a version of other parameters does not come back, whatever its fingerprint", () => {
  expect(decide({ ...undone, versions: [{ ...version, params: { k: 1 } }] }, contents).state).toBe(
    "stale",
  );
});

test.each([undefined, "by hand"])(
  "an output that someone deleted or edited is made anew, even where a version fits (%s)",
  (hash) => {
    const outputs = [{ name: "output", path: "t.txt", hash }];
    expect(decide({ ...found, outputs, versions: [version] }, contents).state).toBe("stale");
  },
);

test("nothing comes back while a requirement has yet to run", () => {
  expect(decide(undone, new Map()).state).toBe("stale");
});

/** A record of other code, and the reason that it gives. */
function changesFrom(before: Record<string, string>, now: Record<string, string>): unknown {
  const items = (hashes: Record<string, string>) =>
    Object.fromEntries(Object.entries(hashes).map(([key, hash]) => [key, { hash }]));
  const record = { ...version, code: items(before) };
  return decide({ ...found, code: items(now), record }, contents);
}

test("another major version of Node is told as such", () => {
  expect(changesFrom({ "ground:node": "20" }, { "ground:node": "22" })).toEqual({
    state: "stale",
    reasons: [
      {
        kind: "code-changed",
        changes: [{ name: "node", change: "edited", from: "20", to: "22" }],
      },
    ],
  });
});

test("a package's version is told with the one before", () => {
  expect(changesFrom({ "package:zod": "4.0.0" }, { "package:zod": "4.1.0" })).toMatchObject({
    reasons: [{ changes: [{ name: "package:zod", from: "4.0.0", to: "4.1.0" }] }],
  });
});

test("where code is hashed in another way than before, no code of the person is blamed", () => {
  const now = { "ground:code-hash": "2", t: "b" };
  expect(changesFrom({ "ground:code-hash": "1", t: "a" }, now)).toMatchObject({
    reasons: [{ kind: "code-changed", changes: [{ name: "code-hash", change: "edited" }] }],
  });
});
