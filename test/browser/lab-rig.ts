/// <reference lib="dom" />
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { jupyter } from "../setup/requirements.ts";
import "./jupyter-app.ts";
import { launchBrowser } from "./launch-browser.ts";

const source = path.resolve(import.meta.dirname, "../..");

/** A JupyterLab on a copy of the project's notebooks, and a browser that shows it. */
export interface LabRig {
  readonly project: string;
  readonly page: Page;
  /** Opens a notebook and waits until its kernel is idle. */
  open(notebook: string): Promise<void>;
  close(): Promise<void>;
}

/** Notebook 7 is built of JupyterLab's parts, and shows one document at an address of its own. */
const apps = {
  lab: { options: "LabApp", address: "lab/tree" },
  notebook: { options: "JupyterNotebookApp", address: "notebooks" },
} as const;

export type AppName = keyof typeof apps;

/** Starts JupyterLab, or Notebook 7, on a free port of the loopback, with our kernel and nothing of the user's. */
export async function startLab(app: AppName = "lab"): Promise<LabRig> {
  const project = await copyProject();
  const port = await findFreePort();
  const server = await startServer(project, port, app);
  const address = `http://127.0.0.1:${port}`;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await stop(server);
    await rm(project, { recursive: true, force: true });
  };
  try {
    await waitForServer(address);
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    return {
      project,
      page,
      open: (notebook) => openNotebook(page, `${address}/${apps[app].address}/${notebook}`),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Else JupyterLab asks whether it may fetch news, in front of what the pictures show. */
const withoutQuestions = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
};

/** The notebooks and data of the project in a folder of their own, and our kernel in its `.home`. */
export async function copyProject(): Promise<string> {
  const project = await mkdtemp(path.join(tmpdir(), "cauce-lab-"));
  for (const folder of ["notebooks", "data"]) {
    await cp(path.join(source, folder), path.join(project, folder), { recursive: true });
  }
  await writeFile(path.join(project, "package.json"), '{ "private": true }\n');
  await symlink(path.join(source, "node_modules"), path.join(project, "node_modules"));
  execFileSync(process.execPath, [
    path.join(source, "dist/cli/main.js"),
    "install",
    "--prefix",
    path.join(project, ".home"),
  ]);
  return project;
}

async function startServer(project: string, port: number, app: AppName): Promise<ChildProcess> {
  const home = path.join(project, ".home");
  const settings = path.join(home, "overrides");
  await mkdir(settings, { recursive: true });
  await writeFile(path.join(settings, "overrides.json"), JSON.stringify(withoutQuestions));
  const options = [
    "--no-browser",
    "--allow-root",
    "--ip=127.0.0.1",
    `--port=${port}`,
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=",
    "--ServerApp.disable_check_xsrf=True",
    `--ServerApp.root_dir=${project}`,
    `--${apps[app].options}.expose_app_in_browser=True`,
    `--${apps[app].options}.app_settings_dir=${settings}`,
  ];
  return spawn(jupyter().jupyter, [app, ...options], {
    cwd: project,
    stdio: "ignore",
    env: {
      ...process.env,
      HOME: home,
      JUPYTER_PATH: path.join(home, "share/jupyter"),
      JUPYTER_CONFIG_DIR: path.join(home, "config"),
      JUPYTER_DATA_DIR: path.join(home, "data"),
      JUPYTER_RUNTIME_DIR: path.join(home, "runtime"),
    },
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exited = once(server, "exit");
  server.kill("SIGTERM");
  const timer = setTimeout(() => server.kill("SIGKILL"), 10_000);
  await exited;
  clearTimeout(timer);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

async function waitForServer(address: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answer = await fetch(`${address}/api/kernelspecs`).catch(() => undefined);
    if (answer?.ok && JSON.stringify(await answer.json()).includes("TypeScript (Cauce)")) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error("JupyterLab did not offer our kernel within a minute");
}

async function openNotebook(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?reset`);
  await page.waitForSelector(".jp-Notebook .jp-Cell", { timeout: 60_000 });
  await waitForIdle(page);
}

/** Resolves when the kernel of the open notebook has nothing left to do. */
export async function waitForIdle(page: Page, timeoutMs = 120_000): Promise<void> {
  await page.waitForFunction(
    () =>
      globalThis.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status ===
      "idle",
    undefined,
    { timeout: timeoutMs },
  );
}

/** Runs one of JupyterLab's own commands, such as `notebook:run-all-cells`. */
export async function runLabCommand(page: Page, command: string, args = {}): Promise<void> {
  await page.evaluate(([id, given]) => jupyterapp.commands.execute(id, given), [
    command,
    args,
  ] as const);
}

/** Runs a cell as Ctrl+Enter does, to its end. */
export async function runCell(page: Page, id: string): Promise<void> {
  await showCell(page, id);
  await runLabCommand(page, "notebook:run-cell");
  await waitForIdle(page);
}

/** Selects a cell as a click does, and scrolls it into view. */
export async function showCell(page: Page, id: string): Promise<void> {
  await page.evaluate((cellId) => {
    const { content } = jupyterapp.shell.currentWidget;
    content.activeCellIndex = content.widgets.findIndex(({ model }) => model.id === cellId);
    const cell = content.widgets[content.activeCellIndex];
    if (cell === undefined) throw new Error(`no cell ${cellId}`);
    cell.node.scrollIntoView({ block: "start" });
  }, id);
  await waitForStillness(page);
}

/** Resolves when what is selected has stood at its place, with its size, for some frames. */
export async function waitForStillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const place = () => {
      const { content } = jupyterapp.shell.currentWidget;
      const { x, y, width, height } =
        content.widgets[content.activeCellIndex]?.node.getBoundingClientRect() ?? new DOMRect();
      return [x, y, width, height].map(Math.round).join();
    };
    const end = performance.now() + 20_000;
    let last = place();
    for (let still = 0; still < 10 && performance.now() < end; ) {
      await new Promise(requestAnimationFrame);
      const now = place();
      still = now === last ? still + 1 : 0;
      last = now;
    }
  });
}

/** Replaces a piece of a cell's text, as typing would. */
export async function editCell(
  page: Page,
  id: string,
  before: string,
  after: string,
): Promise<void> {
  await showCell(page, id);
  await page.evaluate(
    ([cellId, from, to]) => {
      const { widgets } = jupyterapp.shell.currentWidget.content;
      const shared = widgets.find(({ model }) => model.id === cellId)?.model.sharedModel;
      if (shared === undefined || !shared.source.includes(from))
        throw new Error(`no cell ${cellId} with ${from}`);
      shared.setSource(shared.source.replace(from, to));
    },
    [id, before, after] as const,
  );
}
