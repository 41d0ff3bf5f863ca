import { expect, test } from "vitest";
import { CauceError } from "../../../src/core/errors.ts";
import { type UnfoldedError, unfoldError } from "../../../src/core/unfold-error.ts";

function countCauses({ cause }: UnfoldedError): number {
  return cause === undefined ? 0 : 1 + countCauses(cause);
}

test("a chain of causes ends after five of them", () => {
  const chain = Array.from({ length: 9 }).reduce<Error>(
    (cause) => new Error("link", { cause }),
    new Error("first"),
  );
  expect(countCauses(unfoldError(chain))).toBe(5);
});

test("an error that is its own cause, or its cause's, is told once", () => {
  const own = new Error("own");
  own.cause = own;
  expect(countCauses(unfoldError(own))).toBe(0);
  const outer = new Error("outer", { cause: new Error("inner") });
  (outer.cause as Error).cause = outer;
  expect(countCauses(unfoldError(outer))).toBe(1);
});

test.each(["words", 0, { code: 5 }])("a cause that is no error is told: %j", (cause) => {
  expect(unfoldError(new Error("outer", { cause })).cause).toEqual({
    thrown: cause,
    moreErrors: 0,
  });
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
