import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunEvent, RunSummary } from "../../src/core/event.ts";

export const packageFolder = path.resolve(import.meta.dirname, "../..");
const commandLine = path.join(packageFolder, "dist/cli/main.js");
if (!existsSync(commandLine)) throw new Error("dist/cli/main.js is not there: npm run build");

/** A project as a literal: cells by their id, in the notebook's order, and files by their path. */
export interface ProjectContent {
  /** The code cells of `iris.ipynb`. */
  readonly cells?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

export interface CommandResult {
  /** The exit status; null for a process that a signal ended. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type TaskEvent = Extract<RunEvent, { event: "task" }>;

/** What `cauce run --json` told, line by line. */
export interface RunResult extends CommandResult {
  readonly events: readonly RunEvent[];
  /** The tasks that ran to their end, in alphabetical order. */
  readonly ran: readonly string[];
  /** The tasks whose earlier version came back. */
  readonly restored: readonly string[];
  readonly summary: RunSummary | undefined;
}

/** A command that is under way. */
export interface RunningCommand {
  readonly process: ChildProcess;
  readonly ended: Promise<CommandResult>;
  /** Resolves when standard output holds `text`. */
  said(text: string): Promise<void>;
  /** Resolves when standard error holds `text`. */
  complained(text: string): Promise<void>;
}

/** A temporary project, on which the real command line works. */
export class Project implements Disposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), "cauce-e2e-"));
  cells: Readonly<Record<string, string>> = {};

  static async make(content: ProjectContent): Promise<Project> {
    const project = new Project();
    await project.write("package.json", `{"name":"a-project","private":true,"type":"module"}\n`);
    for (const [file, text] of Object.entries(content.files ?? {})) await project.write(file, text);
    if (content.cells !== undefined) await project.writeCells(content.cells);
    return project;
  }

  /** The same project, with its outputs and its record, in a folder of its own. */
  copy(): Project {
    const other = new Project();
    cpSync(this.folder, other.folder, { recursive: true });
    other.cells = this.cells;
    return other;
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(path.dirname(this.path(file)), { recursive: true });
    await writeFile(this.path(file), text);
  }

  read(file: string): Promise<string> {
    return readFile(this.path(file), "utf8");
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true, force: true });
  }

  async writeCells(cells: Readonly<Record<string, string>>): Promise<void> {
    this.cells = cells;
    await this.write("iris.ipynb", notebookOf(cells));
  }

  start(...words: string[]): RunningCommand {
    const { FORCE_COLOR: _, ...env } = process.env;
    const child = spawn(process.execPath, [commandLine, ...words], {
      cwd: this.folder,
      env: { ...env, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const heard = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      heard.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      heard.stderr += text;
    });
    const ended = new Promise<CommandResult>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, ...heard }));
    });
    const hear = async (stream: keyof typeof heard, text: string) => {
      while (!heard[stream].includes(text)) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`it ended without "${text}": ${heard.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    return {
      process: child,
      ended,
      said: (text) => hear("stdout", text),
      complained: (text) => hear("stderr", text),
    };
  }

  cauce(...words: string[]): Promise<CommandResult> {
    return this.start(...words).ended;
  }

  /** `cauce run iris.ipynb TASK --json`; every line of standard output must be JSON. */
  async run(task: string, ...words: string[]): Promise<RunResult> {
    return this.runFile("iris.ipynb", task, ...words);
  }

  /** `cauce run FILE TASK --json`. */
  async runFile(file: string, task: string, ...words: string[]): Promise<RunResult> {
    return readRun(await this.cauce("run", file, task, "--json", ...words));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function readRun(result: CommandResult): RunResult {
  const lines = result.stdout.split("\n").filter((line) => line !== "");
  const events = lines.map((line): RunEvent => JSON.parse(line));
  const tasks = events.filter((event): event is TaskEvent => event.event === "task");
  const summary = events.find((event) => event.event === "summary");
  return {
    ...result,
    events,
    ran: idsOf(tasks.filter(({ status }) => status === "succeeded")),
    restored: idsOf(tasks.filter((task) => task.status === "fresh" && task.restored === true)),
    summary,
  };
}

/** How every task ended: its id and its last status. */
export function endsOf({ events }: RunResult): Record<string, string> {
  const tasks = events.filter((event): event is TaskEvent => event.event === "task");
  return Object.fromEntries(tasks.map(({ id, status }) => [id, status]));
}

function idsOf(tasks: readonly TaskEvent[]): string[] {
  return tasks.map(({ id }) => id).sort();
}

function notebookOf(cells: Readonly<Record<string, string>>): string {
  const notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: "cauce", display_name: "TypeScript (Cauce)" } },
    cells: Object.entries(cells).map(([id, source]) => ({
      id,
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
