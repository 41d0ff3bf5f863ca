import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openKernel } from "./kernel-rig.ts";

const blocks = (await readFile("README.md", "utf8"))
  .split("```ts\n")
  .slice(1)
  .map((block) => block.slice(0, block.indexOf("```")));
const blockWith = (words: string) => blocks.find((block) => block.includes(words)) ?? "";

async function cellsOf(notebook: string): Promise<string[]> {
  const { cells } = JSON.parse(await readFile(notebook, "utf8")) as {
    cells: { cell_type: string; source: string[] }[];
  };
  return cells.filter((cell) => cell.cell_type === "code").map(({ source }) => source.join(""));
}

test("the README's first cells run as they stand there, one after the other", async () => {
  const iris = await readFile("data/iris.csv", "utf8");
  await using kernel = await openKernel({ "data/iris.csv": iris });
  const told: string[] = [];
  for (const cell of blocks.slice(0, 6)) told.push((await kernel.run(cell)).join("\n"));
  const [classes, picture, ran, why, auto, explored] = told;
  expect(classes).toContain("SplitFlowers (task, stale): never run");
  expect(picture).toContain("SplitFlowers  every 3  stale");
  expect(ran).toMatch(/✔ +SplitFlowers every 3 +succeeded|SplitFlowers +every 3 +fresh/);
  expect(why).toContain("SplitFlowers is fresh: nothing would run.");
  expect(auto).toContain("auto");
  expect(explored).toContain("display_data");
  for (const cell of told) expect(cell).toMatch(/execute_reply ok/);
});

test("the README's sweep runs behind the cells of the Iris notebook", async () => {
  const iris = await readFile("data/iris.csv", "utf8");
  await using kernel = await openKernel({ "data/iris.csv": iris });
  const cells = await cellsOf("notebooks/iris.ipynb");
  const trains = cells.findIndex((cell) => cell.includes("class TrainModel "));
  for (const cell of cells.slice(0, trains + 1))
    expect((await kernel.run(cell)).at(-1)).toMatch(/execute_reply ok/);
  const swept = (await kernel.run(blockWith("await sweep("))).join("\n");
  expect(swept).toContain("TrainModel: 30 combinations · best");
  expect(swept).toContain("· failed 0 ·");
});

test("the README's outlines compile once what they leave out is there", async () => {
  await using kernel = await openKernel();
  await kernel.run(`import { Task, WrapperTask, json } from "cauce"; import { z } from "zod";
async function fetchDays(station: string, days: string[]) { return days.map((day) => ({ station, day })); }`);
  const outlines = [
    blockWith("runBatch"),
    blockWith("class Week"),
    blockWith("watch()").replaceAll("…", ""),
  ];
  for (const outline of outlines) expect((await kernel.run(outline)).at(-1)).toMatch(/reply ok/);
});
