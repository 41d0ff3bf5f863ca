// danfojs calls five statistics of mathjs. Created from mathjs's own number-only parts they give
// the same doubles, and load without its matrices, units and expression parser.
import { create } from "mathjs/lib/esm/core/create.js";
import { meanDependencies } from "mathjs/lib/esm/entry/dependenciesNumber/dependenciesMean.generated.js";
import { medianDependencies } from "mathjs/lib/esm/entry/dependenciesNumber/dependenciesMedian.generated.js";
import { modeDependencies } from "mathjs/lib/esm/entry/dependenciesNumber/dependenciesMode.generated.js";
import { stdDependencies } from "mathjs/lib/esm/entry/dependenciesNumber/dependenciesStd.generated.js";
import { varianceDependencies } from "mathjs/lib/esm/entry/dependenciesNumber/dependenciesVariance.generated.js";

export const { mean, median, mode, std, variance } = create({
  meanDependencies,
  medianDependencies,
  modeDependencies,
  stdDependencies,
  varianceDependencies,
});
