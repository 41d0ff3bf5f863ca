import { CauceError } from "../core/errors.ts";
import { seededShuffle } from "./seeded-shuffle.ts";

/** The rows to learn from and the rows to test on, by their number from 0, ascending. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

export interface FoldOptions {
  /** A whole number: the rows in a random order, the same for the same seed. Without it in their own order. */
  readonly seed?: number;
}

/**
 * Cross-validation: `count` rows in `folds` parts, each of which is the test once. Parts differ by
 * one row at most, the larger ones first. The order is a fair shuffle of a seed, the same on every
 * machine; without a seed the parts are neighbours, as in scikit-learn's KFold.
 * @throws CauceError `bad-folds`
 */
export function kFold(count: number, folds: number, { seed }: FoldOptions = {}): Fold[] {
  assertFolds(count, folds, "kFold");
  const rows = Array.from({ length: count }, (_, row) => row);
  const order = orderBy(seed)(rows);
  const foldOf = new Array<number>(count).fill(0);
  for (const [place, row] of order.entries()) foldOf[row] = foldAt(place, count, folds);
  return toFolds(foldOf, folds);
}

/**
 * The same with the share of every label in every part, as near as whole rows allow: `labels` has
 * one entry a row. Without a seed the parts are those of scikit-learn's StratifiedKFold, which
 * takes the classes in the order of their first appearance.
 * @throws CauceError `bad-folds`, also for a label with fewer rows than there are folds
 */
export function stratifiedKFold(
  labels: readonly (string | number | boolean)[],
  folds: number,
  { seed }: FoldOptions = {},
): Fold[] {
  assertFolds(labels.length, folds, "stratifiedKFold");
  const reorder = orderBy(seed);
  const classes = [...new Set(labels)];
  const sorted = classes.flatMap((name, at) =>
    labels.filter((label) => label === name).map(() => at),
  );
  const foldOf = new Array<number>(labels.length).fill(0);
  for (const [at, name] of classes.entries()) {
    const rows = labels.flatMap((label, row) => (label === name ? [row] : []));
    if (rows.length < folds)
      throw new CauceError(
        "bad-folds",
        `\`stratifiedKFold\` was given ${rows.length} rows of \`${String(name)}\` for ${folds} folds. Expected at least one row of every label in each fold: take fewer folds.`,
      );
    // Every folds-th row of the sorted labels: what is left over goes to another fold for each class.
    const shares = Array.from({ length: folds }, (_, fold) =>
      sorted.reduce((sum, label, place) => sum + Number(label === at && place % folds === fold), 0),
    );
    const order = reorder(rows);
    let place = 0;
    for (const [fold, share] of shares.entries())
      for (const end = place + share; place < end; place += 1)
        foldOf[order[place] as number] = fold;
  }
  return toFolds(foldOf, folds);
}

function orderBy(seed: number | undefined): (rows: readonly number[]) => readonly number[] {
  return seed === undefined ? (rows) => rows : seededShuffle(seed);
}

/** The first `count % folds` parts have one row more. */
function foldAt(place: number, count: number, folds: number): number {
  const size = Math.floor(count / folds);
  const larger = (count % folds) * (size + 1);
  return place < larger
    ? Math.floor(place / (size + 1))
    : (count % folds) + Math.floor((place - larger) / size);
}

function toFolds(foldOf: readonly number[], folds: number): Fold[] {
  const rows = [...foldOf.keys()];
  return Array.from({ length: folds }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}

function assertFolds(count: number, folds: number, asked: string): void {
  if (Number.isInteger(count) && Number.isInteger(folds) && folds >= 2 && folds <= count) return;
  throw new CauceError(
    "bad-folds",
    `\`${asked}\` was asked for ${folds} folds of ${count} rows. Expected whole numbers, at least 2 folds, and no more folds than rows.`,
  );
}
