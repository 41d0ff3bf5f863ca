import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** What `make` gives, and the process that it started: a library may keep that to itself. */
export function catchChild<T>(make: () => T): { made: T; child: ChildProcess | undefined } {
  let child: ChildProcess | undefined;
  const note = (message: unknown) => {
    child = Object(message).process;
  };
  subscribe("child_process", note);
  try {
    const made = make();
    return { made, child };
  } finally {
    unsubscribe("child_process", note);
  }
}
