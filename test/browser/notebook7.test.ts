import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { type LabRig, runLabCommand, showCell, startLab } from "./lab-rig.ts";
import { errorsOf, textOf, waitForCells } from "./shown-cells.ts";

const pictures = path.resolve(import.meta.dirname, "../../outputs/screens");

describeIf([jupyter(), chromium()], "in Notebook 7", () => {
  let notebook: LabRig;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    notebook = await startLab("light", "notebook");
  }, 120_000);

  afterAll(async () => {
    await notebook?.close();
  }, 30_000);

  test("the Iris notebook runs, and shows its DAG", async () => {
    const { page } = notebook;
    await notebook.open("notebooks/iris.ipynb");
    await runLabCommand(page, "notebook:run-all-cells");
    await waitForCells(page);
    expect(await errorsOf(page)).toEqual([]);
    expect(await textOf(page, "run")).toMatch(/ran 6 .* failed 0/);
    await showCell(page, "dag");
    const picture = page.locator(".jp-OutputArea-output img, .jp-OutputArea-output svg").first();
    expect((await picture.boundingBox())?.width).toBeGreaterThan(100);
    await page.screenshot({ path: path.join(pictures, "notebook7.png") });
  }, 180_000);
});
