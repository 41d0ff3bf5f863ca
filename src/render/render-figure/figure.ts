/** A trace as plotly takes it: `type`, `x`, `y`, `z`, `name`, … */
export type Trace = Readonly<Record<string, unknown>>;

/** A plotly figure: plain data, with which `Plotly.newPlot` draws. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout?: Readonly<Record<string, unknown>>;
}

/**
 * True for what looks like a plotly figure: an object with an array of traces. Only who means a
 * figure may have `fewest` at 0: any object may have an empty `data`.
 */
export function isFigure(value: unknown, fewest = 1): value is Figure {
  if (typeof value !== "object" || value === null || !("data" in value)) return false;
  const { data } = value;
  const layout = "layout" in value ? value.layout : undefined;
  return (
    Array.isArray(data) &&
    data.length >= fewest &&
    data.every(
      (trace) =>
        isRecord(trace) && ("x" in trace || "y" in trace || "z" in trace || "type" in trace),
    ) &&
    (layout === undefined || isRecord(layout))
  );
}

/** True for an object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
