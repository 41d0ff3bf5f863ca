import type { ParameterShape } from "./parameters.ts";

type OptionalNames<Shape extends ParameterShape> = {
  [Name in keyof Shape]: undefined extends Shape[Name]["_zod"]["input"] ? Name : never;
}[keyof Shape];

/** What a constructor takes for the parameters of a shape: those with a default may be left out. */
export type InputFields<Shape extends ParameterShape> = {
  readonly [Name in OptionalNames<Shape>]?: Shape[Name]["_zod"]["input"];
} & {
  readonly [Name in Exclude<keyof Shape, OptionalNames<Shape>>]: Shape[Name]["_zod"]["input"];
};

/** The fields that a task has for them. */
export type OutputFields<Shape extends ParameterShape> = {
  readonly [Name in keyof Shape]: Shape[Name]["_zod"]["output"];
};
