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
import { runCauce } from "./run-cauce.ts";

const execute = promisify(execFile);

type Theme = (typeof themes)[number];

/** A notebook that was executed and saved, shown by programs that run no cell of it. */
export interface KeptNotebook {
  /** The page that nbconvert makes of it. */
  openExport(theme: Theme, width?: number): Promise<Page>;
  /** The preview of a code host: no script, and of the outputs' HTML only what is harmless. */
  openPreview(theme: Theme, width?: number): Promise<Page>;
  /** The page that `cauce dag --format html` writes of a task. */
  openDagPage(task: string, theme: Theme, width?: number): Promise<Page>;
  /** What commands of ours say in a terminal, one below the other. */
  openTerminal(commands: readonly string[], theme: Theme, width?: number): Promise<Page>;
  close(): Promise<void>;
}

/** Executes cells headless, errors and all, in a project of their own. */
export async function keepNotebook(cells: Readonly<Record<string, string>>): Promise<KeptNotebook> {
  const project = await copyProject();
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
  // Of a file with a cell that cannot be read, the shell shows no DAG.
  const { imports = "", helper = "", tasks = "" } = cells;
  writeNotebook(project, "tasks.ipynb", { imports, helper, tasks });
  await runCauce(project, "execute", "kept.ipynb", "--allow-errors", "-o", "kept.ipynb");
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
      await runCauce(project, "dag", "tasks.ipynb", task, "--format", "html", "-o", "dag.html");
      return open("dag.html", theme, width);
    },
    async openTerminal(commands, theme, width = 800) {
      const said: string[] = [];
      for (const command of commands)
        said.push(`$ cauce ${command}\n${await runCauce(project, ...command.split(" "))}`);
      await writeFile(path.join(project, "terminal.html"), await drawTerminal(said.join("\n")));
      return open("terminal.html", theme, width);
    },
    async close() {
      await browser?.close();
      await rm(project, { recursive: true, force: true });
    },
  };
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

/** nbconvert's own conversion of a terminal's colours, on a terminal's paper. */
async function drawTerminal(said: string): Promise<string> {
  const convert =
    "import sys; from nbconvert.filters import ansi2html; print(ansi2html(sys.argv[1]))";
  const { stdout } = await execute(jupyter().python, ["-c", convert, said]);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shell</title>
<meta name="color-scheme" content="light dark"><style>
body { margin: 16px; } pre { font: 13px/1.4 monospace; white-space: pre-wrap; }
.ansi-bold { font-weight: bold; } .ansi-red-fg { color: light-dark(#b3261e, #ff8a80); }
.ansi-green-fg { color: light-dark(#1b7f3b, #7ee2a0); } .ansi-yellow-fg { color: light-dark(#8a5a00, #f2c14e); }
.ansi-blue-fg, .ansi-cyan-fg { color: light-dark(#0b62a8, #7cc4ff); }
</style><main><h1 hidden>Shell</h1><pre>${stdout}</pre></main></html>`;
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
