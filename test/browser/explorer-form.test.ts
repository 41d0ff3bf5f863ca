import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { findFaults, setTheme, themes } from "./lab-looks.ts";
import { showCell } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

/** What defines the pipeline in the Iris notebook. */
const names = ["imports", "iris-data", "split", "model", "train-model", "pipeline"];
const iris: { cells: { id: string; source: string | string[] }[] } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../notebooks/iris.ipynb"), "utf8"),
);
const cells = Object.fromEntries(
  names.map((name) => [name, [iris.cells.find(({ id }) => id === name)?.source].flat().join("")]),
);
const explore = `import { explore } from "cauce";
explore(new IrisPipeline())`;

describeIf([jupyter(), chromium()], "the form of explore in the Iris notebook", () => {
  const used = useLab({
    notebook: "notebooks/form.ipynb",
    cells: { ...cells, explore },
    run: [...names, "explore"],
  });
  const panel = () => used.output("explore").locator(".cauce-panel");
  const status = () => panel().getByRole("status").textContent();
  const group = (name: string) => panel().getByRole("group", { name, exact: true });
  const choose = (id: string) => panel().getByRole("combobox", { name: "Task" }).selectOption(id);

  test("another kind of model has other fields; what it would run is said, and runs", async () => {
    await choose("TrainModel(model={kind:random-forest,nEstimators:100,maxFeatures:0.8})");
    const kind = group("model").getByLabel("kind", { exact: true });
    await expect
      .poll(() =>
        group("model")
          .getByLabel(/^nEstimators/)
          .inputValue(),
      )
      .toBe("100");
    await kind.selectOption("knn");
    expect(
      await group("model")
        .getByLabel(/^nEstimators/)
        .count(),
    ).toBe(0);
    const k = group("model").getByLabel(/^k(?!ind)/);
    expect(await k.inputValue()).toBe("5");
    await k.fill("9");
    await expect.poll(status).toMatch(/^Would run 2 tasks: .*TrainModel\(model=\{kind:knn,k:9\}\)/);
    await panel().getByRole("button", { name: "Run it" }).click();
    await expect.poll(status, { timeout: 120_000 }).toMatch(/^Done: ran 2, 1 fresh/);
    await k.fill("11");
    await expect.poll(status).toMatch(/^Would run 1 task: TrainModel\(model=\{kind:knn,k:11\}\)/);
    // What was typed before another kind was chosen is there again.
    await kind.selectOption("random-forest");
    expect(
      await group("model")
        .getByLabel(/^nEstimators/)
        .inputValue(),
    ).toBe("100");
    await kind.selectOption("knn");
    expect(await k.inputValue()).toBe("11");
  }, 300_000);

  test("a wrong value is told at its field, and what is mended is forgotten", async () => {
    const k = group("model").getByLabel(/^k(?!ind)/);
    await k.fill("0");
    await group("model")
      .getByText(/^is 0: /)
      .waitFor();
    expect(await k.getAttribute("aria-invalid")).toBe("true");
    await takePicture(panel(), "explore-form-wrong");
    await k.fill("3");
    await expect.poll(() => k.getAttribute("aria-invalid")).toBe(null);
    expect(await group("model").getByText("is 0:").count()).toBe(0);
  }, 120_000);

  test("items are removed and added by keyboard", async () => {
    const { page } = used;
    const features = group("features").getByRole("textbox");
    expect(await features.count()).toBe(4);
    await group("features").getByRole("button", { name: "Remove features 1" }).focus();
    for (const key of ["Enter", "Enter", "Enter", "Enter"]) await page.keyboard.press(key);
    expect(await features.count()).toBe(0);
    await group("features")
      .getByText(/^is \[\]: /)
      .waitFor();
    // The last removal has left the focus on what adds an item.
    await page.keyboard.press("Enter");
    await page.keyboard.type("petal_length");
    await expect
      .poll(status)
      .toMatch(/^Would run 1 task: TrainModel\(model=\{kind:knn,k:3\},features=\[petal_length\]\)/);
  }, 120_000);

  test("a list of models asks for each of them", async () => {
    await choose("IrisPipeline");
    await expect.poll(() => group("models 4").getByRole("combobox").inputValue()).toBe("knn");
    await group("models").getByRole("button", { name: "Remove models 2" }).click();
    // Those behind it move up.
    expect(await group("models 3").getByRole("spinbutton").inputValue()).toBe("15");
    await group("models").getByRole("button", { name: "Add to models" }).click();
    await group("models 4")
      .getByLabel(/^nEstimators/)
      .fill("7");
    await expect.poll(status).toMatch(/kind:random-forest,nEstimators:7/);
    expect(await status()).not.toContain("nEstimators:20,");
  }, 120_000);

  test("has no fault that axe knows, light or dark, narrow or wide", async () => {
    const { page } = used;
    for (const theme of themes)
      for (const width of [800, 1_600]) {
        await page.setViewportSize({ width, height: 1_200 });
        await setTheme(page, theme);
        await showCell(page, "explore");
        await takePicture(panel(), `explore-form-${theme.toLowerCase()}-${width}`);
        expect(await findFaults(panel())).toEqual([]);
      }
  }, 180_000);
});
