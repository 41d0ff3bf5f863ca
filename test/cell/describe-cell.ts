import { analyzeCell } from "../../src/cell/analyze-cell.ts";

/** What a cell's analysis says, as one line each: `x!` is read while the declaration is evaluated, `x` later. */
export interface CellInWords {
  readonly declares: string;
  readonly reads: string;
  readonly assigns: string;
  readonly problems: readonly string[];
}

export function describeCell(source: string): CellInWords {
  const { declarations, assignments, problems } = analyzeCell({ id: "a", label: "cell 1", source });
  const reads = declarations.flatMap((declaration) =>
    declaration.kind === "import" ? [] : declaration.reads,
  );
  return {
    declares: declarations.flatMap(({ names }) => names).join(" "),
    reads: [...new Set(reads.map(({ name, eager }) => `${name}${eager ? "!" : ""}`))]
      .sort()
      .join(" "),
    assigns: [...new Set(assignments.map(({ name, how }) => `${name} ${how}`))].sort().join(", "),
    problems: problems.map(({ message }) => message),
  };
}
