import { describe, expect, test } from "vitest";
import { csv } from "../../../src/target/csv.ts";
import { file } from "../../../src/target/file.ts";
import { json } from "../../../src/target/json.ts";
import { text } from "../../../src/target/text.ts";

const task = { outputFolder: "outputs/TrainTestSplit/testSize=0.3-1a2b3c4d" };

describe("the path of a target", () => {
  test.each([
    ["csv of a task", csv(task).path, `${task.outputFolder}/output.csv`],
    ["csv of a task, with a name", csv(task, "train").path, `${task.outputFolder}/train.csv`],
    [
      "csv of a task, with options only",
      csv(task, { columns: { id: "string" } }).path,
      `${task.outputFolder}/output.csv`,
    ],
    [
      "csv of a task, with both",
      csv(task, "train", { columns: { id: "string" } }).path,
      `${task.outputFolder}/train.csv`,
    ],
    [
      "csv of a name that has the extension already",
      csv(task, "train.csv").path,
      `${task.outputFolder}/train.csv`,
    ],
    ["csv of a name with a dot", csv(task, "k=0.5").path, `${task.outputFolder}/k=0.5.csv`],
    ["json of a task", json(task).path, `${task.outputFolder}/output.json`],
    ["text of a task", text(task, "report").path, `${task.outputFolder}/report.txt`],
    ["file of a task", file(task).path, `${task.outputFolder}/output`],
    ["file of a task, with a name", file(task, "model.bin").path, `${task.outputFolder}/model.bin`],
    ["a path of its own", csv("data/iris.csv").path, "data/iris.csv"],
    ["an absolute path", file("/srv/model").path, "/srv/model"],
  ])("is, for %s, what the task and the name say", (_, path, expected) => {
    expect(path).toBe(expected);
  });

  test.each(["", " ", "a/b", "a\\b", "..", ".", "../up", "/etc/passwd", "C:\\x", "a\0b", "a\nb"])(
    "is refused for the name %j, which could leave the task's folder",
    (name) => {
      const makers = [
        () => csv(task, name),
        () => json(task, name),
        () => text(task, name),
        () => file(task, name),
      ];
      for (const make of makers) {
        expect(make).toThrowError(
          expect.objectContaining({
            name: "CauceError",
            code: "target-name",
            message: expect.stringContaining("cannot name a task's target"),
          }),
        );
      }
    },
  );

  test("is refused when it is empty", () => {
    expect(() => text("")).toThrowError(expect.objectContaining({ code: "target-path" }));
  });

  test("is refused when neither a path nor a task is given", () => {
    expect(() => csv(JSON.parse("{}"))).toThrowError(
      expect.objectContaining({
        code: "target-path",
        message: expect.stringContaining("csv(this)"),
      }),
    );
  });
});
