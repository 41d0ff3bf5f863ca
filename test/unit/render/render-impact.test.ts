import { expect, test } from "vitest";
import { renderImpact } from "../../../src/render/render-impact.ts";
import { checkWellFormed } from "./check-well-formed.ts";

test("an impact names each family and task, and escapes what it shows", () => {
  const { html, text } = renderImpact({
    subject: "<scale>",
    families: [{ family: "Train", how: "code" }],
    tasks: [
      { id: "Train(k=3)", how: "code" },
      { id: "Report", how: "requirement", by: "Train(k=3)" },
    ],
    unknown: [{ family: "Broken", message: "`a` & `b`" }],
  });
  expect(text.split("\n")).toEqual([
    "<scale>: 1 family and at most 2 recorded tasks would be touched",
    "families",
    "  Train  its code reaches it",
    "recorded tasks",
    "  Train(k=3)  its code reaches it",
    "  Report  requires Train(k=3)",
    "cannot be said",
    "  Broken  `a` & `b`",
  ]);
  expect(html).toContain("<b>&lt;scale&gt;</b>");
  expect(html).toContain("`a` &amp; `b`");
  expect(checkWellFormed(html)).toEqual([]);
});

test("an impact on a thousand tasks shows a hundred and counts the rest", () => {
  const tasks = Array.from({ length: 1000 }, (_, k) => ({ id: `T(k=${k})`, how: "code" as const }));
  const { text } = renderImpact({ subject: "scale", families: [], tasks, unknown: [] });
  expect(text).toContain("at most 1000 recorded tasks");
  expect(text).toContain("  T(k=99)  its");
  expect(text).toContain("  … 900 more");
  expect(text).not.toContain("T(k=100)");
});

test("an impact on nothing says so", () => {
  const { text } = renderImpact({ subject: "scale", families: [], tasks: [], unknown: [] });
  expect(text).toBe("scale: no task reaches it");
});
