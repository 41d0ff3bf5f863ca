/** The requests that are about code alone: they can be answered while a cell computes. */
export const codeRequests: readonly string[] = [
  "complete_request",
  "inspect_request",
  "is_complete_request",
];
