import { expect, test } from "vitest";
import { RecentDigests } from "../../../../src/kernel/wire/recent-digests.ts";

test("a digest is new once", () => {
  const recent = new RecentDigests();
  expect(recent.add("a")).toBe(true);
  expect(recent.add("b")).toBe(true);
  expect(recent.add("a")).toBe(false);
});

test("only as many as its capacity are remembered, the oldest is forgotten first", () => {
  const recent = new RecentDigests(2);
  for (const digest of ["a", "b", "c"]) recent.add(digest);
  expect(recent.add("c")).toBe(false);
  expect(recent.add("b")).toBe(false);
  expect(recent.add("a")).toBe(true);
});
