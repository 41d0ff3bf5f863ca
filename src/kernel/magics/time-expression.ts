import { CauceError } from "../../core/errors.ts";
import { formatDuration } from "../../render/format-duration.ts";
import { CellFailure } from "../cell-failure.ts";
import type { MagicContext } from "./magic-context.ts";

const rounds = 7;
const roundMs = 100;
const mostLoops = 1e7;

/** The time of a promise counts until it is kept; to await anything else would count a turn of others. */
const measureOnce = `async (from: number, value: unknown, to: number) =>
  Object(value) === value && typeof (value as { then?: unknown }).then === "function"
    ? [from, await value, performance.now()]
    : [from, value, to]`;

/** `%time EXPRESSION`: its value, and how long it took; `%%time`: how long the cell took. */
export async function timeOnce(
  argument: string,
  isCell: boolean,
  context: MagicContext,
): Promise<void> {
  if (isCell) {
    tell(context, `Wall time: ${describe(context.codeMs)}`);
    return;
  }
  requireExpression("time", argument);
  const code = `await (${measureOnce})(performance.now(), (${withoutEnd(argument)}\n), performance.now())`;
  const timed = (await insistOnSyntax(`%time ${argument}`, context.evaluate(code))) as [
    number,
    unknown,
    number,
  ];
  const [from, value, to] = timed;
  tell(context, `Wall time: ${describe(to - from)}`);
  if (value !== undefined) context.publisher.displayData(await context.present(value));
}

/** `%timeit EXPRESSION`: mean and spread of many evaluations. */
export function timeOften(argument: string, context: MagicContext): Promise<void> {
  requireExpression("timeit", argument);
  // Awaited only where it is written so: awaiting a number would be most of what is measured.
  const loops = timeLoops("", `void (${withoutEnd(argument)}\n)`, context);
  return insistOnSyntax(`%timeit ${argument}`, loops);
}

/** `%%timeit [SETUP]`: the same of a whole cell, whose names stay its own. */
export function timeCell(setup: string, body: string, context: MagicContext): Promise<void> {
  return insistOnSyntax("%%timeit", timeLoops(setup, `{\n${body}\n}`, context));
}

async function timeLoops(setup: string, statement: string, context: MagicContext): Promise<void> {
  const measure = (await context.evaluate(
    `async (loops: number) => {
      ${setup};
      const from = performance.now();
      for (let loop = 0; loop < loops; loop++) ${statement}
      return performance.now() - from;
    }`,
  )) as (loops: number) => Promise<number>;
  let loops = 1;
  for (let ms = await measure(1); ms < roundMs && loops < mostLoops; ms = await measure(loops))
    loops *= ms < roundMs / 10 ? 10 : 2;
  const means: number[] = [];
  for (let round = 0; round < rounds; round++) {
    context.signal.throwIfAborted();
    means.push((await measure(loops)) / loops);
    // A turn between the rounds, so that an interrupt is heard.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const mean = means.reduce((sum, ms) => sum + ms, 0) / rounds;
  const spread = Math.sqrt(means.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / rounds);
  tell(
    context,
    `${describe(mean)} ± ${describe(spread)} per loop (mean ± standard deviation of ${rounds} rounds of ${loops})`,
  );
}

/** What the parser says is of the code that we put around the person's: only its words can be shown. */
async function insistOnSyntax<T>(magic: string, timing: Promise<T>): Promise<T> {
  try {
    return await timing;
  } catch (error) {
    if (!(error instanceof CellFailure)) throw error;
    const expected = magic.startsWith("%%")
      ? "statements, as in any cell"
      : "one expression, such as `compute(3)`; `%%time` above a cell and `%%timeit` take statements";
    throw new CauceError(
      "magic-argument",
      `\`${magic}\` cannot be timed: ${error.problems[0]?.message ?? error.message}. Expected ${expected}.`,
    );
  }
}

function withoutEnd(expression: string): string {
  return expression.replace(/;\s*$/, "");
}

function requireExpression(name: string, argument: string): void {
  if (argument !== "") return;
  throw new CauceError(
    "magic-argument",
    `\`%${name}\` was given nothing to time. Expected an expression: \`%${name} compute(3)\`.`,
  );
}

function describe(ms: number): string {
  if (ms >= 1000) return formatDuration(ms);
  if (ms >= 1) return `${ms.toPrecision(3)} ms`;
  return ms >= 1e-3 ? `${(ms * 1e3).toPrecision(3)} µs` : `${(ms * 1e6).toPrecision(3)} ns`;
}

function tell({ publisher }: MagicContext, line: string): void {
  publisher.stream("stdout", `${line}\n`);
}
