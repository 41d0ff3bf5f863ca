import { inspect } from "node:util";

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

export function add(a: number, b = ")", { c } = { c: [1] }): string {
  return `${a}${b}${c}`;
}

export const later = async (x: number): Promise<number> => x;

export const computed: unknown = Reflect.get(
  {
    [Symbol.for("made")](a: number, b: number): number {
      return a + b;
    },
  },
  Symbol.for("made"),
);

class Shape {}

export class Circle extends Shape {
  readonly r: number;
  constructor(r: number) {
    super();
    this.r = r;
  }
  area(): number {
    return Math.PI * this.r ** 2;
  }
  get wide(): never {
    throw new Error("not asked for");
  }
  static unit(): Circle {
    return new Circle(1);
  }
}

export class BadInspect {
  readonly inner = { a: 1 };
  [inspect.custom](): never {
    throw new Error("no text");
  }
}

export function circular(): object {
  const list: unknown[] = [];
  const whole = { name: "loop", inner: { list } };
  list.push(whole);
  return whole;
}

export function withGetter(): object {
  return {
    deep: { z: 1 },
    get bad(): never {
      throw new Error("must not be called");
    },
  };
}

/** Every question throws. */
export function hostileProxy(): object {
  const refuse = (): never => {
    throw new Error("no questions");
  };
  return new Proxy(
    { a: 1 },
    {
      get: refuse,
      has: refuse,
      getPrototypeOf: refuse,
      ownKeys: refuse,
      getOwnPropertyDescriptor: refuse,
    },
  );
}

export function errorWithMembers(): Error {
  const cause = new RangeError("too long");
  return Object.assign(new Error("failed", { cause }), { code: "E7", details: { limit: 3 } });
}

/** The head of a PNG of 3 × 2 pixels. */
export const png = Buffer.from(
  "89504e470d0a1a0a0000000d49484452000000030000000208020000001216",
  "hex",
);

export function pngBuffer(): ArrayBuffer {
  return new Uint8Array(png).buffer;
}

export const gif = Buffer.from(
  "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
  "base64",
);

export class Element {
  get outerHTML(): string {
    return "<b>bold</b>";
  }
}

export const canvas = { toDataURL: () => `data:image/png;base64,${png.toString("base64")}` };

export const vegaLite = {
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  title: "Sales",
  mark: "bar",
};

export const vega = {
  toSpec: () => ({ $schema: "https://vega.github.io/schema/vega/v5.json", marks: [] }),
};

export const figure = {
  data: [{ type: "scatter", x: [1, 2], y: [3, 4] }],
  layout: { title: "Points" },
};

export const polars = {
  schema: { n: "Int64", name: "Utf8" },
  height: 1_000,
  toRecords: (): never => {
    throw new Error("all of it must not be read");
  },
  head: (count: number) => ({
    toRecords: () => numbers(count).map((n) => ({ n, name: `row ${n}` })),
  }),
};

export const danfo = {
  columns: ["a", "b"],
  values: [
    [1, "x"],
    [2, "y"],
  ],
  index: ["first", "second"],
};

export function millionNested(): object {
  return numbers(1_000).map((i) => numbers(1_000).map((j) => ({ i, j })));
}

export function millionRecords(): object[] {
  return numbers(1e6).map((n) => ({ n, name: `row ${n}` }));
}

export function longChain(): object {
  let chain: object = {};
  for (let n = 0; n < 1e6; n += 1) chain = { next: chain };
  return chain;
}

export function longStrings(): object {
  const text = "<&'\"".repeat(100);
  return Object.fromEntries(numbers(90).map((n) => [`${text}${n}`, numbers(90).map(() => text)]));
}
