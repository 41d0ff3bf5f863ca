/** The data frame of a cell: danfojs's own. The one place that names it, as a type only. */
export type { DataFrame } from "danfojs-node";
