import type { RunEvent } from "../core/event.ts";

/** Hears a run's events and shows them, for a person or for a program. */
export interface RunListener {
  hear(event: RunEvent): void;
}
