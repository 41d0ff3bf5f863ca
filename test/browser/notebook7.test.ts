import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { runLabCommand, showCell } from "./lab-rig.ts";
import { errorsOf, textOf, waitForCells } from "./shown-cells.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

describeIf([jupyter(), chromium()], "in Notebook 7", () => {
  const used = useLab({ app: "notebook", notebook: "notebooks/iris.ipynb" });

  test("the Iris notebook runs, and shows its DAG", async () => {
    const { page } = used;
    await runLabCommand(page, "notebook:run-all-cells");
    await waitForCells(page);
    expect(await errorsOf(page)).toEqual([]);
    expect(await textOf(page, "run")).toMatch(/ran 6 .* failed 0/);
    await showCell(page, "dag");
    const picture = page.locator(".jp-OutputArea-output img, .jp-OutputArea-output svg").first();
    expect((await picture.boundingBox())?.width).toBeGreaterThan(100);
    await takePicture(page, "notebook7");
  }, 180_000);
});
