import type { EmitOptions } from "./emit-options.ts";

/** A piece of source that stands for itself: a notebook's cell, or a whole module file. */
export interface Cell {
  /** Stays the same when the cell is edited: Jupyter's cell id, or a file's path. */
  readonly id: string;
  /** What people call it: "cell 4", or a file relative to the project's root. */
  readonly label: string;
  /** TypeScript. */
  readonly source: string;
  /** What its project says of how it is made into JavaScript. */
  readonly emit?: EmitOptions;
}
