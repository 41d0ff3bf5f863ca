import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { chromium, describeIf, jupyter } from "../setup/requirements.ts";
import { heldSource, hold } from "./hold.ts";
import { setTheme, themes } from "./lab-looks.ts";
import { runCell, showCell } from "./lab-rig.ts";
import { takePicture } from "./take-picture.ts";
import { useLab } from "./use-lab.ts";

const cells = {
  imports:
    'import { existsSync } from "node:fs";\nimport { Task, WrapperTask, json, run, z } from "cauce";',
  held: heldSource,
  tasks: `class Prepare extends Task {
  output() { return json<number>(this); }
  async run() { this.progress(1, 2); await held("data"); await this.output().write(1); }
}
class TrainModel extends Task.with({ k: z.int() }) {
  requires() { return new Prepare(); }
  output() { return json<number>(this); }
  async run() { this.progress(2, 4); await held("model"); await this.output().write(this.k); }
}
class Compare extends WrapperTask {
  requires() { return [1, 2, 3].map((k) => new TrainModel({ k })); }
}`,
  busy: `const compared = run(new Compare(), { workers: 2 });
while (!existsSync("loop-over"));
(await compared).ok`,
};

describeIf([jupyter(), chromium()], "on a page, while a cell computes and never yields", () => {
  const used = useLab({ notebook: "busy.ipynb", cells, run: ["imports", "held", "tasks"] });

  test("the picture of its run moves: tasks begin, tell their progress and end", async () => {
    const { page, lab, output } = used;
    const loopOver = path.join(lab.project, "loop-over");
    rmSync(loopOver, { force: true });
    await showCell(page, "busy");
    const [data, model] = ["data", "model"].map((name) => hold(lab.project, name));
    const end = runCell(page, "busy");
    await output("busy").getByText("1 running").first().waitFor();
    data?.();
    await output("busy").getByText("2 running").first().waitFor();
    for (const theme of themes) {
      await setTheme(page, theme);
      await output("busy").getByText("2 running").first().waitFor();
      await takePicture(page, `busy-cell-${theme}`);
    }
    model?.();
    await output("busy").getByText("ran 5 · fresh 0").waitFor();
    expect(await output("busy").getByText("true").count()).toBe(0);
    writeFileSync(loopOver, "");
    await end;
    await output("busy").getByText("true").waitFor();
  }, 180_000);
});
