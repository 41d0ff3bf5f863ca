/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { findFaults, setTheme } from "./lab-looks.ts";
import { editCell, type LabRig, runCell, showCell, startLab } from "./lab-rig.ts";
import { writeNotebook } from "./notebook-file.ts";

const pictures = path.resolve(import.meta.dirname, "../../outputs/screens");

const cells = {
  imports: 'import { Task, WrapperTask, json, run, dag } from "cauce";\nimport { z } from "zod";',
  tasks: `class Prepare extends Task {
  output() { return json<number>(this); }
  async run() { await new Promise((resolve) => setTimeout(resolve, 700)); await this.output().write(1); }
}
class TrainModel extends Task.with({ k: z.int() }) {
  requires() { return new Prepare(); }
  output() { return json<number>(this); }
  async run() {
    for (let step = 1; step <= 4; step++) {
      this.progress(step, 4);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await this.output().write(this.k);
  }
}
class Broken extends Task {
  requires() { return new Prepare(); }
  output() { return json<number>(this); }
  run() {
    throw new TypeError("the table has no column \`species\`, and what it has is something else");
  }
}
class Compare extends WrapperTask {
  requires() { return [1, 2, 3].map((k) => new TrainModel({ k })); }
}
class Sweep extends WrapperTask {
  requires() { return Array.from({ length: 24 }, (_, k) => new TrainModel({ k })); }
}
class Report extends WrapperTask {
  requires() { return [new Compare(), new Broken()]; }
}`,
  run: "await run(new Compare(), { workers: 2 })",
  after: '"the cell below"',
  sweep: "dag(new Sweep())",
  report: "await run(new Report())",
};

describeIf([jupyter(), chromium()], "a DAG on a page", () => {
  let lab: LabRig;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    lab = await startLab();
    page = lab.page;
    writeNotebook(lab.project, "live.ipynb", cells);
    await lab.open("live.ipynb");
    for (const id of ["imports", "tasks", "after"]) await runCell(page, id);
  }, 180_000);

  afterAll(async () => {
    await lab?.close();
  }, 30_000);

  test("turns while its tasks run, and neither flickers nor moves what stands below it", async () => {
    await showCell(page, "run");
    await watchFrames(page, "run");
    const end = runCell(page, "run");
    await output(page, "run").locator(".n.s-running").first().waitFor();
    await page.waitForTimeout(900);
    await page.screenshot({ path: path.join(pictures, "live-running.png") });
    await end;
    const seen = await framesOf(page);

    expect(seen.states).toEqual(
      expect.arrayContaining(["1 running", "2 running", "ran 5 · fresh 0"]),
    );
    expect(seen.waits).toContain("waits for TrainModel");
    expect(seen.withoutPicture).toBe(0);
    // The room that the run takes: one size while it goes on, another with the table below it.
    expect(seen.heights).toHaveLength(2);
    expect(seen.scrolls).toHaveLength(1);
  }, 60_000);

  test("says of a failed task what went wrong, and leads to the line", async () => {
    await runCell(page, "report");
    const failed = output(page, "report").locator(".n.s-failed");
    expect(await failed.textContent()).toMatch(/TypeError: the table.*cell \d+, line 20/);
    await failed.click();
    await page.screenshot({ path: path.join(pictures, "live-failed.png") });
    await page.getByRole("button", { name: /Show cell \d+, line 20/ }).click();
    await page.locator(".cauce-there").waitFor();
    const line = await page.evaluate(() => {
      const { left = 0, top = 0 } =
        document.querySelector(".cauce-there")?.getBoundingClientRect() ?? {};
      return document.elementFromPoint(left + 40, top + 5)?.closest(".cm-line")?.textContent;
    });
    expect(line).toContain("throw new TypeError");
  }, 60_000);

  test("keeps what is typed into its search while it is drawn again", async () => {
    const search = output(page, "run").getByLabel("Find a task");
    await editTasks(page, "setTimeout(resolve, 700)", "setTimeout(resolve, 900)");
    await runCell(page, "tasks");
    await showCell(page, "run");
    const end = runCell(page, "run");
    await output(page, "run").locator(".n.s-running").first().waitFor();
    await search.pressSequentially("k 2", { delay: 120 });
    await end;
    expect(await search.inputValue()).toBe("k 2");
    expect(await output(page, "run").locator(".n:not(.cauce-dim)").count()).toBe(1);
    await search.fill("");
  }, 60_000);

  test("turns stale when a cell is run that changes a task of it, and fresh with the undoing", async () => {
    const stale = output(page, "run").locator(".n.s-stale");
    expect(await stale.count()).toBe(0);
    await editTasks(page, "write(this.k)", "write(this.k + 1)");
    await runCell(page, "tasks");
    await stale.first().waitFor();
    expect(await stale.count()).toBe(4);
    await editTasks(page, "write(this.k + 1)", "write(this.k)");
    await runCell(page, "tasks");
    await expect.poll(() => stale.count()).toBe(0);
  }, 60_000);

  test("folds 24 siblings into one node, which opens and folds again by click and by key", async () => {
    await runCell(page, "sweep");
    const sweep = output(page, "sweep");
    const nodes = sweep.locator(".n");
    expect(await nodes.count()).toBe(3);
    expect(await sweep.locator("[data-fold]").textContent()).toContain("TrainModel ×24");
    await sweep.locator("[data-fold]").click();
    expect(await nodes.count()).toBe(26);
    await showCell(page, "sweep");
    await page.screenshot({ path: path.join(pictures, "live-open.png") });
    await sweep.getByRole("button", { name: "Fold TrainModel" }).press("Enter");
    expect(await nodes.count()).toBe(3);
    await sweep.locator("summary").click();
    expect(await sweep.locator(".cauce-family tbody tr").count()).toBe(24);
    await sweep.locator("summary").click();
  }, 60_000);

  test("is searched, also in what is folded", async () => {
    const sweep = output(page, "sweep");
    const search = sweep.getByLabel("Find a task");
    await search.fill("k 17");
    expect(await sweep.getByRole("status").textContent()).toBe("1 of 3");
    expect(await sweep.locator(".n:not(.cauce-dim)").getAttribute("data-fold")).toBe("TrainModel");
    await search.fill("no such thing");
    expect(await sweep.getByRole("status").textContent()).toBe("0 of 3");
    await search.fill("");
    expect(await sweep.locator(".cauce-dim").count()).toBe(0);
  });

  test("is zoomed and moved without a change of the room that it takes", async () => {
    const sweep = output(page, "sweep");
    const view = sweep.locator(".cauce-view");
    const before = await view.boundingBox();
    for (let press = 0; press < 7; press++)
      await sweep.getByRole("button", { name: "Zoom in" }).click();
    const after = await view.boundingBox();
    expect(after?.height).toBeCloseTo(before?.height ?? 0, 0);
    const scrolled = await view.evaluate((element) => element.scrollLeft);
    expect(scrolled).toBeGreaterThan(0);
    const { x = 0, y = 0 } = after ?? {};
    await page.mouse.move(x + 300, y + 60);
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 40, { steps: 4 });
    await page.mouse.up();
    expect(await view.evaluate((element) => element.scrollLeft)).toBe(scrolled + 100);
    await sweep.getByRole("button", { name: "Fit to width" }).click();
    expect(await view.evaluate((element) => element.scrollLeft)).toBe(0);
  });

  test("is read by keyboard: Tab reaches its nodes, arrows follow its edges, Enter tells, Escape ends", async () => {
    const sweep = output(page, "sweep");
    await sweep.getByLabel("Find a task").focus();
    for (let press = 0; press < 5; press++) await page.keyboard.press("Tab");
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(await focused()).toMatch(/^Prepare: fresh/);
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toMatch(/^TrainModel: /);
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toMatch(/^Sweep \(wrapper\): stale/);
    for (let press = 0; press < 2; press++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog", { name: /^Prepare/ }).textContent()).toContain(
      "Last run:",
    );
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog", { name: /^Prepare/ }).count()).toBe(0);
  });

  test("has no fault that axe knows, light or dark", async () => {
    for (const theme of ["JupyterLab Dark", "JupyterLab Light"]) {
      await setTheme(page, theme);
      for (const id of ["sweep", "report"]) {
        await showCell(page, id);
        await page.screenshot({ path: path.join(pictures, `live-${id}-${theme.slice(11)}.png`) });
        expect(await findFaults(output(page, id))).toEqual([]);
      }
    }
  }, 60_000);
});

const order = Object.keys(cells);

function output(page: Page, id: string): Locator {
  const cell = page.locator(`.jp-Cell[data-windowed-list-index="${order.indexOf(id)}"]`);
  return cell.locator(".jp-Cell-outputArea");
}

async function editTasks(page: Page, before: string, after: string): Promise<void> {
  await editCell(page, "tasks", before, after);
}

interface Frames {
  readonly states: readonly string[];
  readonly waits: readonly string[];
  readonly heights: readonly number[];
  readonly scrolls: readonly number[];
  readonly withoutPicture: number;
}

/** Looks at a cell's output in every frame that the browser draws, from its first picture on. */
async function watchFrames(page: Page, id: string): Promise<void> {
  await output(page, id).evaluate((area) => {
    const seen = {
      states: new Set<string>(),
      waits: new Set<string>(),
      heights: new Set<number>(),
      scrolls: new Set<number>(),
      withoutPicture: 0,
    };
    Object.assign(globalThis, { seenFrames: seen });
    const scroller = area.closest(".jp-WindowedPanel-outer");
    let begun = false;
    const look = () => {
      const svg = area.querySelector(".cauce-dag");
      begun ||= svg !== null;
      if (begun && (svg?.getBoundingClientRect().height ?? 0) < 50) seen.withoutPicture += 1;
      if (begun) {
        seen.states.add(/\d running|ran \d+ · fresh \d+/.exec(area.textContent)?.[0] ?? "");
        seen.waits.add(/waits for \w+/.exec(area.textContent)?.[0] ?? "");
        seen.heights.add(Math.round(area.getBoundingClientRect().height));
        seen.scrolls.add(Math.round(scroller?.scrollTop ?? 0));
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

async function framesOf(page: Page): Promise<Frames> {
  await page.waitForTimeout(300);
  return page.evaluate(() => {
    const { seenFrames: seen } = globalThis as unknown as {
      seenFrames: Record<"states" | "waits" | "heights" | "scrolls", Set<never>> & {
        withoutPicture: number;
      };
    };
    return {
      states: [...seen.states],
      waits: [...seen.waits],
      heights: [...seen.heights],
      scrolls: [...seen.scrolls],
      withoutPicture: seen.withoutPicture,
    };
  });
}
