/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { findFaults, setTheme } from "./lab-looks.ts";
import { type LabRig, runCell, runLabCommand, showCell, startLab, waitForIdle } from "./lab-rig.ts";
import { writeNotebook } from "./notebook-file.ts";

const pictures = path.resolve(import.meta.dirname, "../../outputs/screens");

const cells = {
  imports:
    'import { Task, ExternalTask, WrapperTask, csv, json, file, run, explore } from "cauce";\nimport { z } from "zod";',
  tasks: `class IrisData extends ExternalTask {
  output() { return csv("data/iris.csv"); }
}
class Measure extends Task.with({
  k: z.int().min(1).default(5).describe("how many neighbours vote"),
  metric: z.enum(["accuracy", "recall"]).default("accuracy"),
  token: z.string().default("tacit").meta({ visibility: "private", significant: false }),
}) {
  requires() { return new IrisData(); }
  output() { return { score: json<object>(this, "score"), picture: file(this, "dot.png") }; }
  async run() {
    this.log(\`measures with k \${this.k}\`);
    const rows = await this.input().readRows();
    await new Promise((resolve) => setTimeout(resolve, 400));
    await this.output().score.write({ rows: rows.length, k: this.k, metric: this.metric });
    const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await this.output().picture.write(Buffer.from(dot, "base64"));
  }
}
class Compare extends WrapperTask {
  requires() { return [3, 5].map((k) => new Measure({ k })); }
}`,
  explore: "explore(new Compare())",
  slow: 'await new Promise((resolve) => setTimeout(resolve, 2_500));\n"slow is done"',
};

describeIf([jupyter(), chromium()], "the panel of explore", () => {
  let lab: LabRig;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    lab = await startLab();
    page = lab.page;
    writeNotebook(lab.project, "explore.ipynb", cells);
    await lab.open("explore.ipynb");
    for (const id of ["imports", "tasks", "explore"]) await runCell(page, id);
    await panel(page).waitFor();
  }, 180_000);

  afterAll(async () => {
    await lab?.close();
  }, 30_000);

  test("a click on a node of the picture shows the first rows of its CSV", async () => {
    await output(page).locator('[data-task="IrisData"]').click();
    const preview = panel(page).getByRole("group", { name: "data/iris.csv" });
    await preview.getByText("sepal_length").first().waitFor();
    await expect.poll(() => preview.textContent()).toContain("5.1");
    // The panel tells it: no tip stays open over it.
    expect(await page.locator("#cauce-tip[role=dialog]").count()).toBe(0);
    await page.screenshot({ path: path.join(pictures, "explore-csv.png") });
  }, 60_000);

  test("the form says what would run before it runs, and runs it with other parameters", async () => {
    expect(await tasksOf(page)).toEqual(["IrisData", "Measure(k=3)", "Measure", "Compare"]);
    await chooseTask(page, "Measure");
    const form = panel(page);
    expect(await form.getByLabel(/^k/).inputValue()).toBe("5");
    expect(await form.getByLabel("token").count()).toBe(0);
    await form.getByLabel(/^k/).fill("0");
    await expect.poll(() => statusOf(page)).toMatch(/^Cannot run: .*`k` is 0/);
    await form.getByLabel(/^k/).fill("9");
    await form.getByLabel("metric", { exact: true }).selectOption("recall");
    await expect
      .poll(() => statusOf(page))
      .toBe("Would run 1 task: Measure(k=9,metric=recall). No earlier run says how long.");
    await form.getByRole("button", { name: "Run it" }).click();
    await form.getByText(/ran 1 · fresh 1/).waitFor();
    await expect.poll(() => statusOf(page)).toMatch(/^Done: ran 1, 1 fresh \(/);
    // What it shows is what was run, and not what the task of the DAG made before.
    const ran = "Measure(k=9,metric=recall)";
    expect(await form.getByRole("combobox", { name: "Task" }).inputValue()).toBe(ran);
    expect(await form.getByRole("group", { name: /score\.json/ }).textContent()).toContain(
      "recall",
    );
    expect(await form.getByLabel(/^k/).inputValue()).toBe("9");
    await showCell(page, "explore");
    await page.screenshot({ path: path.join(pictures, "explore-ran.png") });
    await form.getByRole("button", { name: "What would run?" }).click();
    await expect.poll(() => statusOf(page)).toBe("Nothing would run: everything is fresh.");
  }, 60_000);

  test("runs what needs a task; the picture above follows; preview, code and log are there", async () => {
    const form = panel(page);
    await form.getByRole("button", { name: "Run what needs it" }).click();
    await form.getByText(/ran 3 · fresh 1/).waitFor();
    await output(page).locator(".n.s-fresh").nth(2).waitFor();
    await chooseTask(page, "Measure(k=3)");
    const score = form.getByRole("group", { name: /score\.json/ });
    await expect.poll(() => score.textContent()).toMatch(/rows.*150/s);
    const image = form.getByRole("group", { name: /dot\.png/ }).locator("img");
    expect(await image.evaluate((dot: HTMLImageElement) => dot.naturalWidth)).toBe(1);
    await form.getByText("Log of the last run").click();
    expect(await form.getByText("measures with k 3").count()).toBeGreaterThan(0);
    await form.getByText(/^Code \(cell \d+, line 4\)/).click();
    expect(await form.getByText("class Measure extends").count()).toBe(1);
    await form.getByLabel(/^k/).fill("4");
    await expect.poll(() => statusOf(page)).toMatch(/^Would run 1 task: .*About \d+ ms\.$/);
  }, 60_000);

  test("waits with its run until a running cell has ended", async () => {
    const slow = runCell(page, "slow");
    await page.waitForTimeout(1_400);
    await panel(page).getByRole("button", { name: "Run it" }).click();
    await panel(page).getByText("Waits until no cell runs.").waitFor();
    await slow;
    await panel(page)
      .getByText(/ran 1 · fresh 1/)
      .waitFor();
    await waitForIdle(page);
  }, 60_000);

  test("has no fault that axe knows, light or dark, narrow or wide", async () => {
    for (const theme of ["JupyterLab Dark", "JupyterLab Light"])
      for (const width of [800, 1_600]) {
        await page.setViewportSize({ width, height: 1_000 });
        await setTheme(page, theme);
        await showCell(page, "explore");
        const name = `explore-${theme.slice(11).toLowerCase()}-${width}.png`;
        await page.screenshot({ path: path.join(pictures, name) });
        expect(await findFaults(panel(page))).toEqual([]);
      }
    await page.setViewportSize({ width: 1_400, height: 1_000 });
  }, 90_000);

  test("two views of one panel show the same task", async () => {
    await page.evaluate(async () => {
      const app = (
        globalThis as unknown as {
          jupyterapp: { commands: { execute(id: string): Promise<unknown> } };
        }
      ).jupyterapp;
      await app.commands.execute("notebook:create-output-view");
    });
    const panels = page.locator(".cauce-panel");
    await expect.poll(() => panels.count()).toBe(2);
    await panels.last().getByRole("combobox", { name: "Task" }).selectOption("IrisData");
    await expect
      .poll(() => panels.first().getByRole("combobox", { name: "Task" }).inputValue())
      .toBe("IrisData");
  }, 60_000);

  test("a page that is loaded anew shows the panel while its kernel lives, and the picture without it", async () => {
    await runLabCommand(page, "docmanager:save");
    await page.waitForTimeout(1_000);
    await page.reload();
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
    await panel(page).waitFor({ timeout: 20_000 });
    await page.evaluate(async () => {
      const kernels = await (await fetch("/api/kernels")).json();
      for (const { id } of kernels) await fetch(`/api/kernels/${id}`, { method: "DELETE" });
    });
    await lab.open("explore.ipynb");
    await output(page).locator(".cauce-dag").waitFor();
    expect(await panel(page).count()).toBe(0);
    await showCell(page, "explore");
    await page.screenshot({ path: path.join(pictures, "explore-reopened.png") });
  }, 90_000);
});

/** The names of tasks as the panel offers them. */
async function tasksOf(page: Page): Promise<(string | null)[]> {
  return panel(page)
    .locator("option")
    .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
}

function output(page: Page): Locator {
  return page.locator('.jp-Cell[data-windowed-list-index="2"] .jp-Cell-outputArea');
}

function panel(page: Page): Locator {
  return output(page).locator(".cauce-panel");
}

async function chooseTask(page: Page, id: string): Promise<void> {
  const choice = panel(page).getByRole("combobox", { name: "Task" });
  await choice.selectOption(id);
  await expect.poll(() => panel(page).getByLabel(/^k/).count()).toBe(1);
}

async function statusOf(page: Page): Promise<string> {
  return (await panel(page).getByRole("status").textContent()) ?? "";
}
