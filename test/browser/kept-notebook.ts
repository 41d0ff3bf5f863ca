/// <reference lib="dom" />
import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { jupyter } from "../setup/requirements.ts";
import type { themes } from "./lab-looks.ts";
import { copyProject } from "./lab-rig.ts";
import { launchBrowser } from "./launch-browser.ts";
import { writeNotebook } from "./notebook-file.ts";

const execute = promisify(execFile);
const cli = path.resolve(import.meta.dirname, "../../dist/cli/main.js");

type Theme = (typeof themes)[number];

/** A notebook that was executed and saved, shown by programs that run no cell of it. */
export interface KeptNotebook {
  /** The page that nbconvert makes of it. */
  openExport(theme: Theme, width?: number): Promise<Page>;
  /** The preview of a code host: no script, and of the outputs' HTML only what is harmless. */
  openPreview(theme: Theme, width?: number): Promise<Page>;
  /** The page that `cauce dag --format html` writes of a task. */
  openDagPage(task: string, theme: Theme, width?: number): Promise<Page>;
  /** What a command of ours says in a shell, be it of success or failure. */
  runCommand(...given: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** Executes cells headless, errors and all, in a project of their own. */
export async function keepNotebook(cells: Readonly<Record<string, string>>): Promise<KeptNotebook> {
  const project = await copyProject();
  const cauce = (...given: readonly string[]) =>
    execute(process.execPath, [cli, ...given], { cwd: project, maxBuffer: 1e8 });
  let browser: Browser | undefined;
  const open = async (file: string, theme: Theme, width: number, javaScriptEnabled = true) => {
    browser ??= await launchBrowser();
    const page = await browser.newPage({
      viewport: { width, height: 1_000 },
      colorScheme: theme === "Dark" ? "dark" : "light",
      javaScriptEnabled,
    });
    // What stands on a page has to be in it: nothing may come from elsewhere.
    await page.route(/^https?:/, (route) => route.abort());
    await page.goto(pathToFileURL(path.join(project, file)).href);
    return page;
  };
  const exports = new Map<Theme, Promise<string>>();
  const exported = (theme: Theme) => {
    const page = exports.get(theme) ?? exportPage(project, theme);
    exports.set(theme, page);
    return page;
  };
  writeNotebook(project, "kept.ipynb", cells);
  await cauce("execute", "kept.ipynb", "--allow-errors", "-o", "kept.ipynb").catch(passOver);
  return {
    async openExport(theme, width = 800) {
      return open(await exported(theme), theme, width);
    },
    async openPreview(theme, width = 800) {
      const whole = await open(await exported(theme), theme, width, false);
      await whole.evaluate(stripOutputs);
      await writeFile(path.join(project, "preview.html"), await whole.content());
      await whole.close();
      return open("preview.html", theme, width);
    },
    async openDagPage(task, theme, width = 800) {
      // Of a file with a cell that cannot be read, the shell shows no DAG.
      const { imports = "", helper = "", tasks = "" } = cells;
      writeNotebook(project, "tasks.ipynb", { imports, helper, tasks });
      await cauce("dag", "tasks.ipynb", task, "--format", "html", "-o", "dag.html");
      return open("dag.html", theme, width);
    },
    async runCommand(...given) {
      const { stdout, stderr } = await cauce(...given).catch(passOver);
      return `${stdout}${stderr}`;
    },
    async close() {
      await browser?.close();
      await rm(project, { recursive: true, force: true });
    },
  };
}

/** A command that says by its exit status that something failed has still said it. */
function passOver(error: unknown): { stdout: string; stderr: string } {
  const { stdout, stderr } = error as { stdout?: string; stderr?: string };
  if (stdout === undefined || stderr === undefined) throw error;
  return { stdout, stderr };
}

async function exportPage(project: string, theme: Theme): Promise<string> {
  const name = theme.toLowerCase();
  const options = ["--to", "html", "--theme", name, "kept.ipynb", "--output", `${name}.html`];
  await execute(jupyter().jupyter, ["nbconvert", ...options], {
    cwd: project,
    env: { ...process.env, HOME: path.join(project, ".home") },
  });
  return `${name}.html`;
}

/** As code hosts do it: scripts, styles, inline SVG, classes, ids and handlers go, pictures stay. */
function stripOutputs(): void {
  for (const script of document.querySelectorAll("script")) script.remove();
  for (const output of document.querySelectorAll(".jp-OutputArea-output")) {
    for (const part of output.querySelectorAll("style, svg, iframe, form")) part.remove();
    for (const part of output.querySelectorAll("*"))
      for (const { name } of [...part.attributes])
        if (/^(style|class|id|on.*|data-.*|tabindex)$/.test(name) && !part.closest("pre"))
          part.removeAttribute(name);
  }
}
