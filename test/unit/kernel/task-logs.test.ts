import { expect, test } from "vitest";
import { TaskLogs } from "../../../src/kernel/task-logs.ts";
import { renderLogs } from "../../../src/render/render-logs.ts";

const logs = new TaskLogs();
const say = (id: string, text: string, stream?: "stdout" | "stderr") =>
  logs.add({ id, text, ...(stream && { stream }) });

test("each task keeps its own lines, in the order in which the tasks began to print", () => {
  say("A", "one");
  say("B", "warned", "stderr");
  say("A", "two\nthree\n");
  const { text, html } = renderLogs(logs.list());
  expect(text).toBe("A:\n  one\n  two\n  three\nB:\n  warned");
  expect(html).toContain("Log: 4 lines of 2 tasks");
});

test("of a task that prints without end the last lines stay, and how many are left out is said", () => {
  for (let at = 1; at <= 5_000; at++) say("C", `line ${at}`);
  const { text, html } = renderLogs(logs.list());
  expect(text).toContain("C:\n  … 4900 earlier lines\n  line 4901\n");
  expect(text.endsWith("line 5000")).toBe(true);
  expect(html).toContain("Log: 5004 lines of 3 tasks");
});

test("of many tasks those stay that printed last", () => {
  for (let at = 0; at < 49; at++) say(`T${at}`, "x");
  expect(logs.list().map(({ id }) => id)).toEqual([
    "C",
    ...Array.from({ length: 49 }, (_, at) => `T${at}`),
  ]);
  say("C", "again");
  say("new", "x");
  expect(logs.list().map(({ id }) => id)).toEqual([
    "C",
    ...Array.from({ length: 48 }, (_, at) => `T${at + 1}`),
    "new",
  ]);
});

test("what a task prints cannot leave its place", () => {
  const lines = [{ text: "<script>", isError: false }];
  const { html } = renderLogs([{ id: "<b>", lines, omitted: 0 }]);
  expect(html).toContain("&lt;script&gt;");
  expect(html).toContain("&lt;b&gt;");
  expect(html).not.toContain("<script");
});
