import { expect, test } from "vitest";
import { renderDefinitions, type TaskDefinition } from "../../../src/render/render-definitions.ts";
import { NASTY } from "./sample-views.ts";

const split: TaskDefinition = {
  family: "Split",
  kind: "task",
  parameters: [
    {
      name: "size",
      type: "number",
      default: 0.3,
      description: "share of rows",
      significant: true,
      visibility: "public",
    },
    { name: "key", type: "string", default: "s3cret", significant: false, visibility: "private" },
  ],
  outputs: ["outputs/Split/…/train.csv"],
  state: "stale",
  reasons: [{ kind: "never-run" }],
};

test("a definition tells name, kind, state, parameters with defaults, and outputs", () => {
  expect(renderDefinitions([split]).text.split("\n")).toEqual([
    "◌ Split (task, stale): never run",
    "    size: number = 0.3  (share of rows)",
    "    key: string = •••  (not part of the task's identity; private)",
    "  → outputs/Split/…/train.csv",
  ]);
});

test("a task without an output is told to leave nothing", () => {
  const { html, text } = renderDefinitions([{ ...split, outputs: [], leavesNothing: true }]);
  expect(text).toContain(
    "  → nothing: without `output()` a run leaves its log, and counts as done until something changes",
  );
  expect(html).toContain(">output()</span> a run leaves its log");
  expect(renderDefinitions([split]).text).not.toContain("nothing");
});

test("a private default is in neither form", () => {
  const { html, text } = renderDefinitions([split]);
  expect(html + text).not.toContain("s3cret");
});

test("a class that cannot be used says why", () => {
  const { html, text } = renderDefinitions([
    { ...split, error: "`Split` is defined twice: cell 4 and cell 9." },
  ]);
  expect(text).toContain("⊗ Split (task, refused): `Split` is defined twice");
  expect(html).toContain("`Split` is defined twice: cell 4 and cell 9.");
});

test("text from the user cannot leave its place", () => {
  const parameters = [
    {
      name: NASTY,
      type: NASTY,
      default: NASTY,
      description: NASTY,
      significant: true,
      visibility: "public" as const,
    },
  ];
  expect(
    renderDefinitions([{ ...split, family: NASTY, parameters, outputs: [NASTY] }]).html,
  ).not.toContain("<script");
});
