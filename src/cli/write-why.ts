import type { WhyReport } from "../pipeline/explain.ts";
import { renderWhy } from "../render/render-why.ts";

/** Says on standard output what would run, and why. */
export function writeWhy(report: WhyReport, { json = false }: { readonly json?: boolean }): void {
  process.stdout.write(`${json ? JSON.stringify(report) : renderWhy(report).text}\n`);
}
