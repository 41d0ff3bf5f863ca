import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { editCell, runCell, runLabCommand, showCell } from "./lab-rig.ts";
import { errorsOf, textOf, waitForCells } from "./shown-cells.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

describeIf([jupyter(), chromium()], "a newcomer in JupyterLab", () => {
  const used = useLab({ notebook: "notebooks/iris.ipynb" });

  test("edits one model's hyperparameter, runs two cells, and only that model runs again", async () => {
    const { page } = used;
    await runLabCommand(page, "notebook:run-all-cells");
    await waitForCells(page);
    expect(await errorsOf(page)).toEqual([]);
    expect(await textOf(page, "run")).toContain("succeeded");

    await editCell(page, "pipeline", '{ kind: "knn", k: 5 }', '{ kind: "knn", k: 7 }');
    await runCell(page, "pipeline");
    await runCell(page, "run");

    const report = await textOf(page, "run");
    expect(linesWith(report, "succeeded", "knn · k 7")).toHaveLength(2);
    expect(linesWith(report, "fresh", "knn · k 15")).toHaveLength(2);
    expect(linesWith(report, "fresh", "random-forest").length).toBeGreaterThanOrEqual(2);
    expect(report).toContain("ran 2 · fresh 5 · failed 0 · blocked 0");
    expect(await textOf(page, "dag")).toContain("fresh");

    await showCell(page, "run");
    await takePicture(page, "newcomer");
  }, 180_000);
});

/** The lines of a text that hold every one of some words. */
function linesWith(text: string, ...words: string[]): string[] {
  return text.split("\n").filter((line) => words.every((word) => line.includes(word)));
}
