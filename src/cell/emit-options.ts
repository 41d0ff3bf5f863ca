/** How a project wants its TypeScript made into JavaScript: what its `tsconfig.json` says of it. */
export interface EmitOptions {
  readonly jsx: JsxRuntime;
  /** Decorators as TypeScript had them before the standard. */
  readonly legacyDecorators: boolean;
  /** Class fields are assigned, not defined (`useDefineForClassFields: false`). */
  readonly assignsFields: boolean;
  /** Imports that a module uses for types alone are made all the same (`verbatimModuleSyntax`). */
  readonly keepsImports: boolean;
}

/** What an element of JSX becomes a call of. */
export interface JsxRuntime {
  /** `automatic` imports its functions from `importSource`; `classic` calls `pragma`, which the code has in scope. */
  readonly runtime: "automatic" | "classic";
  readonly importSource?: string;
  readonly pragma?: string;
  readonly pragmaFrag?: string;
}

export const defaultEmit: EmitOptions = {
  jsx: { runtime: "automatic" },
  legacyDecorators: false,
  assignsFields: false,
  keepsImports: false,
};
