/**
 * What was thrown, if it can be asked what it is. Of a proxy, or an error with getters that throw,
 * an error that says what could be read: whoever reports it must not fail at it.
 */
export function readableError(thrown: unknown): unknown {
  try {
    if (thrown instanceof Error) {
      const { name: _name, message: _message, stack: _stack, cause: _cause } = thrown;
      if (thrown instanceof AggregateError) void thrown.errors;
    }
    return thrown;
  } catch {
    return unreadableError(thrown);
  }
}

function unreadableError(thrown: unknown): Error {
  const error = new Error(
    [
      textAt(thrown, "message"),
      "(what was thrown cannot be read whole: a getter or a proxy throws)",
    ]
      .filter((part) => part !== undefined)
      .join(" "),
  );
  error.name = textAt(thrown, "name") ?? "Error";
  // Where this one was made helps nobody.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

function textAt(thrown: unknown, key: string): string | undefined {
  try {
    const value: unknown = Reflect.get(Object(thrown), key);
    return typeof value === "string" && value !== "" ? value : undefined;
  } catch {
    return undefined;
  }
}
