/** Ends a `switch` over a union, so that a member added later is a compile error here. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
