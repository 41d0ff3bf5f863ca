import { expect, test } from "vitest";
import { findUserFrames, registerSource } from "../../../src/core/source-places.ts";

registerSource("cauce:cell-7", [
  {
    place: "cell 7",
    line: 1,
    columns: [
      { from: 0, line: 1, column: 1 },
      { from: 10, line: 2, column: 5 },
    ],
  },
  undefined,
  { place: "cell 7", line: 9 },
]);

const frames: [frame: string, found: unknown[]][] = [
  [
    "    at f (cauce:cell-7:1:4)",
    [{ location: { place: "cell 7", line: 1, column: 1 }, name: "f" }],
  ],
  [
    "    at f (cauce:cell-7:1:11)",
    [{ location: { place: "cell 7", line: 2, column: 5 }, name: "f" }],
  ],
  [
    "    at async Train.run (cauce:cell-7:1:40)",
    [{ location: { place: "cell 7", line: 2, column: 5 }, name: "Train.run" }],
  ],
  ["    at cauce:cell-7:3:4", [{ location: { place: "cell 7", line: 9 }, name: undefined }]],
  ["    at cauce:cell-7:2:1", []],
  ["    at f (node:fs:1:1)", []],
  ["    at new A (cauce:cell-7:3:1)", [{ location: { place: "cell 7", line: 9 }, name: "new A" }]],
  ["Error: cauce:cell-7", []],
];

test.each(frames)("%s", (frame, found) => {
  expect(findUserFrames(`Error: x\n${frame}`)).toEqual(found);
});
