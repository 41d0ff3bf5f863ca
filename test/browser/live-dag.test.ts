/// <reference lib="dom" />
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { heldSource, hold } from "./hold.ts";
import { findFaults, setTheme, themes } from "./lab-looks.ts";
import { editCell, runCell, showCell, waitForStillness } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

const cells = {
  imports: 'import { Task, WrapperTask, json, run, dag } from "cauce";\nimport { z } from "zod";',
  held: heldSource,
  tasks: `class Prepare extends Task {
  output() { return json<number>(this); }
  async run() { await held("data"); await this.output().write(1); }
}
class TrainModel extends Task.with({ k: z.int() }) {
  requires() { return new Prepare(); }
  output() { return json<number>(this); }
  async run() {
    for (let step = 1; step <= 4; step++) {
      this.progress(step, 4);
      await held(\`step-\${step}\`);
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
class Days extends WrapperTask {
  requires() { return Array.from({ length: 90 }, (_, day) => new Day({ day })); }
}
class Day extends Task.with({ day: z.int() }) { output() { return json<number>(this); } }
class Report extends WrapperTask {
  requires() { return [new Compare(), new Broken()]; }
}`,
  run: "await run(new Compare(), { workers: 2 })",
  after: '"the cell below"',
  sweep: "dag(new Sweep())",
  days: "dag(new Days())",
  report: "await run(new Report())",
};

describeIf([jupyter(), chromium()], "a DAG on a page", () => {
  const used = useLab({
    notebook: "live.ipynb",
    cells,
    run: ["imports", "held", "tasks", "after"],
  });

  test("turns while its tasks run, and neither flickers nor moves what stands below it", async () => {
    const { page, output } = used;
    await showCell(page, "run");
    await watchFrames(output("run"));
    const releases = ["data", "step-3"].map((name) => hold(used.lab.project, name));
    const end = runCell(page, "run");
    for (const [at, release] of releases.entries()) {
      await output("run")
        .getByText(`${at + 1} running`)
        .first()
        .waitFor();
      if (at === 1) await takePicture(page, "live-running");
      release();
    }
    await end;
    await output("run").getByText("ran 5 · fresh 0").waitFor();
    const seen = await framesOf(page);

    expect(seen.states).toEqual(
      expect.arrayContaining(["1 running", "2 running", "ran 5 · fresh 0"]),
    );
    expect(seen.waits).toEqual(expect.arrayContaining(["waits for Prepare", "waits for a worker"]));
    expect(seen.withoutPicture).toBe(0);
    // The room that the run takes: one size while it goes on, another with the table below it.
    expect(seen.heights).toHaveLength(2);
    expect(seen.scrolls).toHaveLength(1);
  }, 120_000);

  test("says of a failed task what went wrong, and leads to the line", async () => {
    const { page, output } = used;
    await runCell(page, "report");
    const failed = output("report").locator(".n.s-failed");
    expect(await failed.textContent()).toMatch(/TypeError: the table.*cell \d+, line \d+/);
    await failed.click();
    await takePicture(page, "live-failed");
    await page.getByRole("button", { name: /Show cell \d+, line \d+/ }).click();
    await page.locator(".cauce-there").waitFor();
    const line = await page.evaluate(() => {
      const { left = 0, top = 0 } =
        document.querySelector(".cauce-there")?.getBoundingClientRect() ?? {};
      return document.elementFromPoint(left + 40, top + 5)?.closest(".cm-line")?.textContent;
    });
    expect(line).toContain("throw new TypeError");
  }, 120_000);

  test("keeps what is typed into its search while it is drawn again", async () => {
    const { page, output } = used;
    const search = output("run").getByLabel("Find a task");
    await editTasks(page, "write(1)", "write(2)");
    await runCell(page, "tasks");
    const release = hold(used.lab.project, "data");
    const end = runCell(page, "run");
    await output("run").locator(".n.s-running").first().waitFor();
    await search.pressSequentially("k 2");
    release();
    await end;
    await output("run")
      .getByText(/ran [1-9] · fresh/)
      .waitFor();
    expect(await search.inputValue()).toBe("k 2");
    await expect.poll(() => output("run").locator(".n:not(.cauce-dim)").count()).toBe(1);
    await search.fill("");
  }, 120_000);

  test("turns stale when a cell is run that changes a task of it, and fresh with the undoing", async () => {
    const { page, output } = used;
    const stale = output("run").locator(".n.s-stale");
    expect(await stale.count()).toBe(0);
    await editTasks(page, "write(this.k)", "write(this.k + 1)");
    await runCell(page, "tasks");
    await stale.first().waitFor();
    expect(await stale.count()).toBe(4);
    await editTasks(page, "write(this.k + 1)", "write(this.k)");
    await runCell(page, "tasks");
    await expect.poll(() => stale.count()).toBe(0);
  }, 120_000);

  test("folds 24 siblings into one node, which opens and folds again by click and by key", async () => {
    const { page, output } = used;
    await runCell(page, "sweep");
    const sweep = output("sweep");
    const nodes = sweep.locator(".n");
    expect(await nodes.count()).toBe(3);
    expect(await sweep.locator("[data-fold]").textContent()).toContain("TrainModel ×24");
    await sweep.locator("[data-fold]").click();
    expect(await nodes.count()).toBe(26);
    await showCell(page, "sweep");
    await takePicture(page, "live-open");
    await sweep.getByRole("button", { name: "Fold TrainModel" }).press("Enter");
    expect(await nodes.count()).toBe(3);
    await sweep.locator("summary").click();
    expect(await sweep.locator(".cauce-family tbody tr").count()).toBe(24);
    await sweep.locator("summary").click();
  }, 120_000);

  test("is searched, also in what is folded", async () => {
    const { output } = used;
    const sweep = output("sweep");
    const search = sweep.getByLabel("Find a task");
    await search.fill("k 17");
    expect(await sweep.getByRole("status").textContent()).toBe("1 of 3");
    expect(await sweep.locator(".n:not(.cauce-dim)").getAttribute("data-fold")).toBe("TrainModel");
    await search.fill("no such thing");
    expect(await sweep.getByRole("status").textContent()).toBe("0 of 3");
    await search.fill("");
    expect(await sweep.locator(".cauce-dim").count()).toBe(0);
  });

  test("finds tasks that the list of a folded family has no row for", async () => {
    const { page, output } = used;
    await runCell(page, "days");
    const days = output("days");
    const more = days.locator(".cauce-more");
    expect(await more.textContent()).toBe("and 50 more");
    await days.getByLabel("Find a task").fill("day 77");
    expect(await days.getByRole("status").textContent()).toBe("1 of 2");
    await days.locator("summary").click();
    expect(await more.textContent()).toBe("and 50 more, among them ◌ day 77");
    await takePicture(page, "live-found");
    await days.getByLabel("Find a task").fill("");
    expect(await more.textContent()).toBe("and 50 more");
  });

  test("is zoomed and moved without a change of the room that it takes", async () => {
    const { page, output } = used;
    const sweep = output("sweep");
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
    const { page, output } = used;
    const sweep = output("sweep");
    await sweep.getByLabel("Find a task").focus();
    for (let press = 0; press < 5; press++) await page.keyboard.press("Tab");
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-description"));
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
    const { page, output } = used;
    for (const theme of themes) {
      await setTheme(page, theme);
      for (const id of ["sweep", "report"]) {
        await showCell(page, id);
        await takePicture(page, `live-${id}-${theme}`);
        expect(await findFaults(output(id))).toEqual([]);
      }
    }
  }, 120_000);
});

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
async function watchFrames(shown: Locator): Promise<void> {
  await shown.evaluate((area) => {
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
        for (const { textContent } of area.querySelectorAll(".n text"))
          if (textContent.startsWith("waits for ")) seen.waits.add(textContent);
        seen.heights.add(Math.round(area.getBoundingClientRect().height));
        seen.scrolls.add(Math.round(scroller?.scrollTop ?? 0));
      }
      requestAnimationFrame(look);
    };
    look();
  });
}

async function framesOf(page: Page): Promise<Frames> {
  await waitForStillness(page);
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
