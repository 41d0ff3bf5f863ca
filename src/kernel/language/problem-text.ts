import type { Diagnostic } from "typescript-native/unstable/sync";

/** The compiler's words, with the reasons that it gives, each a step further in. */
export function messageOf(problem: Diagnostic): string {
  const chain = (problem.messageChain ?? []).map(
    (inner) => `\n  ${messageOf(inner).replaceAll("\n", "\n  ")}`,
  );
  return `${problem.text}${chain.join("")}`;
}
