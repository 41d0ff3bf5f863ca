import type { Question } from "./ask-input.ts";
import { currentExecution } from "./publisher.ts";

/** What cells find without an import, as the compiler is told of it. */
export const globalDeclarations = `
/**
 * Asks the person who runs the cell, and resolves with what they typed.
 * An empty answer gives \`defaultAnswer\`. With \`password\` the page hides what is typed.
 */
declare function prompt(
  message?: string,
  defaultAnswer?: string,
  options?: { readonly password?: boolean },
): Promise<string>;
/** Asks a question of yes or no; only \`y\` and \`yes\` give true. */
declare function confirm(message?: string): Promise<boolean>;
`;

/** Gives cells their \`prompt\` and \`confirm\`. The main thread cannot wait, so both are awaited. */
export function installGlobals(): void {
  Object.assign(globalThis, { prompt, confirm });
}

async function prompt(
  message = "",
  defaultAnswer = "",
  { password = false }: { readonly password?: boolean } = {},
): Promise<string> {
  const hint = defaultAnswer === "" || password ? "" : `[${defaultAnswer}] `;
  const answer = await ask({ prompt: `${spaced(String(message))}${hint}`, password });
  return answer === "" ? String(defaultAnswer) : answer;
}

async function confirm(message = ""): Promise<boolean> {
  const answer = await ask({ prompt: `${spaced(String(message))}[y/N] `, password: false });
  return /^y(es)?$/i.test(answer.trim());
}

async function ask(question: Question): Promise<string> {
  const execution = currentExecution();
  return execution === undefined ? "" : execution.ask(question);
}

function spaced(message: string): string {
  return message === "" || /\s$/.test(message) ? message : `${message} `;
}
