import { describe, test } from "vitest";
import {
  chromiumRequirement,
  jupyterRequirement,
} from "../../scripts/environment/test-environment.mjs";

/** Something of the machine that a test needs; `reason` says why it is not there. */
export interface Requirement {
  readonly name: string;
  readonly available: boolean;
  /** This kind of machine can have it, so that in CI its absence is a failure. */
  readonly possible: boolean;
  readonly reason?: string;
}

export interface Jupyter extends Requirement {
  /** The interpreter of the environment that Jupyter is installed in. */
  readonly python: string;
  readonly jupyter: string;
  /** The environment's folder: what `cauce install --prefix` takes. */
  readonly prefix: string;
}

export interface Chromium extends Requirement {
  readonly path: string;
}

export function jupyter(): Jupyter {
  return jupyterRequirement();
}

export function chromium(): Chromium {
  return chromiumRequirement();
}

/**
 * A `describe` whose tests run where the machine has what they need. Elsewhere they are reported as
 * skipped, with the reason in their title; in CI, on a machine that can have it, they fail.
 */
export function describeIf(
  requirements: Requirement | readonly Requirement[],
  title: string,
  body: () => void,
): void {
  const missing = [requirements].flat().filter(({ available }) => !available);
  if (missing.length === 0) {
    describe(title, body);
    return;
  }
  const why = missing.map(({ name, reason }) => `no ${name}: ${reason}`).join("; ");
  if (process.env.CI === "true" && missing.some(({ possible }) => possible)) {
    describe(title, () => {
      test("this machine provides what the tests need", () => {
        throw new Error(why);
      });
    });
    return;
  }
  describe.skip(`${title} (skipped: ${why})`, body);
}
