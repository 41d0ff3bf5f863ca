/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { heldSource, hold } from "./hold.ts";
import { findFaults, setTheme, themes } from "./lab-looks.ts";
import { runCell, runLabCommand, showCell, waitForIdle } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { type UsedLab, useLab } from "./use-lab.ts";

const cells = {
  imports:
    'import { Task, ExternalTask, WrapperTask, csv, json, file, text, run, explore } from "cauce";\nimport { z } from "zod";',
  tasks: `class IrisData extends ExternalTask {
  output() { return csv("data/iris.csv"); }
}
class Measure extends Task.with({
  k: z.int().min(1).default(5).describe("how many neighbours vote"),
  metric: z.enum(["accuracy", "recall"]).default("accuracy"),
  token: z.string().default("tacit").meta({ visibility: "private", significant: false }),
}) {
  requires() { return new IrisData(); }
  output() { return { score: json<object>(this, "score"), picture: file(this, "dot.png"), notes: text(this, "notes") }; }
  async run() {
    this.log(\`measures with k \${this.k}\`);
    const rows = await this.input().readRows();
    await new Promise((resolve) => setTimeout(resolve, 400));
    await this.output().score.write({ rows: rows.length, k: this.k, metric: this.metric });
    await this.output().notes.write("a line of many\\n".repeat(100));
    const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    await this.output().picture.write(Buffer.from(dot, "base64"));
  }
}
class Compare extends WrapperTask {
  requires() { return [3, 5].map((k) => new Measure({ k })); }
}`,
  explore: "explore(new Compare())",
  held: heldSource,
  slow: 'await held("slow");\n"slow is done"',
};

describeIf([jupyter(), chromium()], "the panel of explore", () => {
  const used = useLab({
    notebook: "explore.ipynb",
    cells,
    run: ["imports", "tasks", "explore", "held"],
  });

  test("a click on a node of the picture shows the first rows of its CSV", async () => {
    const { page } = used;
    await used.output("explore").locator('[data-task="IrisData"]').click();
    const preview = panel(used).getByRole("group", { name: "data/iris.csv" });
    await preview.getByText("sepal_length").first().waitFor();
    await expect.poll(() => preview.textContent()).toContain("5.1");
    // The panel tells it: no tip stays open over it.
    expect(await page.locator("#cauce-tip[role=dialog]").count()).toBe(0);
    await takePicture(page, "explore-csv");
  }, 120_000);

  test("the form says what would run before it runs, and runs it with other parameters", async () => {
    const { page } = used;
    expect(await tasksOf(used)).toEqual(["IrisData", "Measure(k=3)", "Measure", "Compare"]);
    await chooseTask(used, "Measure");
    const form = panel(used);
    expect(await form.getByLabel(/^k/).inputValue()).toBe("5");
    expect(await form.getByLabel("token").count()).toBe(0);
    await form.getByLabel(/^k/).fill("0");
    await expect.poll(() => statusOf(used)).toMatch(/^Cannot run: .*`k` is 0/);
    await form.getByLabel(/^k/).fill("9");
    await form.getByLabel("metric", { exact: true }).selectOption("recall");
    await expect
      .poll(() => statusOf(used))
      .toBe("Would run 1 task: Measure(k=9,metric=recall). No earlier run says how long.");
    await form.getByRole("button", { name: "Run it" }).click();
    await form.getByText(/ran 1 · fresh 1/).waitFor();
    await expect.poll(() => statusOf(used)).toMatch(/^Done: ran 1, 1 fresh \(/);
    // What it shows is what was run, and not what the task of the DAG made before.
    const ran = "Measure(k=9,metric=recall)";
    expect(await form.getByRole("combobox", { name: "Task" }).inputValue()).toBe(ran);
    expect(await form.getByRole("group", { name: /score\.json/ }).textContent()).toContain(
      "recall",
    );
    expect(await form.getByLabel(/^k/).inputValue()).toBe("9");
    await showCell(page, "explore");
    await takePicture(page, "explore-ran");
    await form.getByRole("button", { name: "What would run?" }).click();
    await expect.poll(() => statusOf(used)).toBe("Nothing would run: everything is fresh.");
  }, 120_000);

  test("runs what needs a task; the picture above follows; preview, code and log are there", async () => {
    const form = panel(used);
    await form.getByRole("button", { name: "Run what needs it" }).click();
    await form.getByText(/ran 3 · fresh 1/).waitFor();
    await used.output("explore").locator(".n.s-fresh").nth(2).waitFor();
    await chooseTask(used, "Measure(k=3)");
    const score = form.getByRole("group", { name: /score\.json/ });
    await expect.poll(() => score.textContent()).toMatch(/rows.*150/s);
    const image = form.getByRole("group", { name: /dot\.png/ }).locator("img");
    expect(await image.evaluate((dot: HTMLImageElement) => dot.naturalWidth)).toBe(1);
    await form.getByText("Log of the last run").click();
    expect(await form.getByText("measures with k 3").count()).toBeGreaterThan(0);
    await form.getByText(/^Code \(cell \d+, line 4\)/).click();
    expect(await form.getByText("class Measure extends").count()).toBe(1);
    await form.getByLabel(/^k/).fill("4");
    await expect.poll(() => statusOf(used)).toMatch(/^Would run 1 task: .*About [\d.]+ .*s\.$/);
  }, 120_000);

  test("waits with its run until a running cell has ended", async () => {
    const { page } = used;
    const release = hold(used.lab.project, "slow");
    const slow = runCell(page, "slow");
    await used.cell("slow").getByText("[*]:").waitFor();
    await panel(used).getByRole("button", { name: "Run it" }).click();
    await panel(used).getByText("Waits until no cell runs.").waitFor();
    release();
    await slow;
    await panel(used)
      .getByText(/ran 1 · fresh 1/)
      .waitFor();
    // What was opened of the task before stays open when another one, or another run, is drawn.
    await expect.poll(() => statusOf(used)).toMatch(/^Done: ran 1, /);
    expect(await panel(used).getByText("class Measure extends").isVisible()).toBe(true);
    await waitForIdle(page);
  }, 120_000);

  test("has no fault that axe knows, light or dark, narrow or wide", async () => {
    const { page } = used;
    for (const theme of themes)
      for (const width of [800, 1_600]) {
        await page.setViewportSize({ width, height: 1_000 });
        await setTheme(page, theme);
        await showCell(page, "explore");
        await takePicture(page, `explore-${theme.toLowerCase()}-${width}`);
        expect(await findFaults(panel(used))).toEqual([]);
      }
    await page.setViewportSize({ width: 1_400, height: 1_000 });
  }, 180_000);

  test("two views of one panel show the same task", async () => {
    const { page } = used;
    await runLabCommand(page, "notebook:create-output-view");
    const panels = page.locator(".cauce-panel");
    await expect.poll(() => panels.count()).toBe(2);
    await panels.last().getByRole("combobox", { name: "Task" }).selectOption("IrisData");
    await expect
      .poll(() => panels.first().getByRole("combobox", { name: "Task" }).inputValue())
      .toBe("IrisData");
  }, 120_000);

  test("a page that is loaded anew shows the panel while its kernel lives, and the picture without it", async () => {
    const { page } = used;
    await runLabCommand(page, "docmanager:save");
    const file = path.join(used.lab.project, "explore.ipynb");
    await expect.poll(() => readFileSync(file, "utf8")).toContain("cauce-dag");
    await page.reload();
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
    await panel(used).waitFor();
    await page.evaluate(async () => {
      const kernels = await (await fetch("/api/kernels")).json();
      for (const { id } of kernels) await fetch(`/api/kernels/${id}`, { method: "DELETE" });
    });
    await used.lab.open("explore.ipynb");
    await used.output("explore").locator(".cauce-dag").waitFor();
    expect(await panel(used).count()).toBe(0);
    // In place of Jupyter's own error stands what to do.
    const lost = used.output("explore").locator(".jupyter-widgets");
    await lost.waitFor({ timeout: 90_000 });
    const words = () => lost.evaluate((view) => getComputedStyle(view, "::after").content);
    await expect.poll(words).toContain("Run the cell to open it again.");
    expect(await lost.evaluate((view) => getComputedStyle(view).fontSize)).toBe("0px");
    await showCell(page, "explore");
    await takePicture(page, "explore-reopened");
  }, 180_000);
});

/** The names of tasks as the panel offers them. */
async function tasksOf(used: UsedLab): Promise<(string | null)[]> {
  return panel(used)
    .locator("option")
    .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
}

function panel(used: UsedLab): Locator {
  return used.output("explore").locator(".cauce-panel");
}

async function chooseTask(used: UsedLab, id: string): Promise<void> {
  const choice = panel(used).getByRole("combobox", { name: "Task" });
  await choice.selectOption(id);
  await expect.poll(() => panel(used).getByLabel(/^k/).count()).toBe(1);
}

async function statusOf(used: UsedLab): Promise<string> {
  return (await panel(used).getByRole("status").textContent()) ?? "";
}
