import type { WhyReport } from "../pipeline/explain.ts";
import { renderWhy } from "../render/render-why.ts";
import { claimStandardOutput } from "./claim-standard-output.ts";

/** Says on standard output what would run, and why. */
export function writeWhy(report: WhyReport, { json = false }: { readonly json?: boolean }): void {
  claimStandardOutput()(`${json ? JSON.stringify(report) : renderWhy(report).text}\n`);
}
