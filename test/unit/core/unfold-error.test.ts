import { expect, test } from "vitest";
import { CauceError } from "../../../src/core/errors.ts";
import { type UnfoldedError, unfoldError } from "../../../src/core/unfold-error.ts";

function countCauses({ cause }: UnfoldedError): number {
  return cause === undefined ? 0 : 1 + countCauses(cause);
}

test("an error that is its own cause ends after five of them", () => {
  const circle = new Error("round");
  circle.cause = circle;
  expect(countCauses(unfoldError(circle))).toBe(5);
});

test("what caused an error that names its own remedy is told only at full length", () => {
  const error = new CauceError("output-not-writable", "…", { cause: new Error("EACCES") });
  expect(unfoldError(error).cause).toBeUndefined();
  expect(unfoldError(error, "full").cause?.thrown).toBe(error.cause);
});

test("gathered errors are told with their causes, the first five of them", () => {
  const inner = new Error("inner", { cause: new Error("cause") });
  const { errors, moreErrors } = unfoldError(new AggregateError([inner, 2, 3, 4, 5, 6, 7]));
  expect(errors?.map(({ thrown }) => thrown)).toEqual([inner, 2, 3, 4, 5]);
  expect(errors?.[0]?.cause?.thrown).toBe(inner.cause);
  expect(moreErrors).toBe(2);
});

test("an AggregateError whose list was overwritten gathers nothing", () => {
  const odd = Object.assign(new AggregateError([1]), { errors: "none" });
  expect(unfoldError(odd)).toEqual({ thrown: odd, errors: [], moreErrors: 0 });
});

test("an error that throws when it is read stands as one that can be read", () => {
  const shut = new Proxy(new Error("shut"), {
    get() {
      throw new Error("no");
    },
  });
  const { thrown, cause } = unfoldError(new Error("outer", { cause: shut }));
  expect(thrown).toMatchObject({ message: "outer" });
  expect(cause?.thrown).toMatchObject({ name: "Error", message: expect.stringContaining("proxy") });
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(unfoldError(new Error("outer", { cause: proxy })).cause?.thrown).toBeInstanceOf(Error);
});
