export { z } from "zod";
export { CauceError } from "./core/errors.ts";
export type { RunEvent, RunSummary, SettledStatus, TaskFailure } from "./core/event.ts";
export type { Reason, ReasonKind } from "./core/reason.ts";
export type { LastFailure } from "./core/record.ts";
export type { Staleness } from "./core/staleness.ts";
export type { FileTarget, Output, Target } from "./core/target.ts";
export {
  ExternalTask,
  type InputOf,
  type Requirements,
  Task,
  type Watched,
  WrapperTask,
} from "./core/task.ts";
export { Dag, dag, Exploration, explore, impact, run, why } from "./pipeline/ask.ts";
export { auto } from "./pipeline/auto.ts";
export type { Auto, AutoOptions } from "./pipeline/auto-options.ts";
export { clearOutput, type Display, Displayed, display } from "./pipeline/display.ts";
export { type Explanation, WhyReport } from "./pipeline/explain.ts";
export { ImpactReport, type TouchedFamily, type TouchedTask } from "./pipeline/impact-report.ts";
export { type Fold, kFold, stratifiedKFold } from "./pipeline/k-fold.ts";
export { range } from "./pipeline/range.ts";
export type { RunOptions } from "./pipeline/run-options.ts";
export { RunReport, type TaskReport } from "./pipeline/run-report.ts";
export { type SweepOptions, sweep } from "./pipeline/sweep.ts";
export type { SweepBase, SweepGrid, SweepParams } from "./pipeline/sweep-grid.ts";
export { type MeasuredRow, SweepReport, type SweepRow } from "./pipeline/sweep-report.ts";
export type { RunEstimate } from "./plan/estimate-run.ts";
export { type Plot, plot } from "./render/plot.ts";
export {
  type ComparisonOptions,
  comparisonFigure,
} from "./render/render-figure/comparison-figure.ts";
export { confusionMatrixFigure } from "./render/render-figure/confusion-matrix-figure.ts";
export type { Figure, Trace } from "./render/render-figure/figure.ts";
export {
  type HyperparameterOptions,
  hyperparameterFigure,
} from "./render/render-figure/hyperparameter-figure.ts";
export { type ScatterOptions, scatterFigure } from "./render/render-figure/scatter-figure.ts";
export { type SpreadOptions, spreadFigure } from "./render/render-figure/spread-figure.ts";
export { type Table, type TableChoice, table } from "./render/table-value.ts";
export { csv } from "./target/csv.ts";
export { file } from "./target/file.ts";
export { json } from "./target/json.ts";
export { text } from "./target/text.ts";
