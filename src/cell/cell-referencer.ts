import { Referencer, ScopeManager } from "eslint-scope";
import type { Node, Program } from "./syntax.ts";

type Decorator = Extract<Node, { type: "Decorator" }>;
type ScopeNode = Parameters<Referencer["visit"]>[0];
type Options = ConstructorParameters<typeof Referencer>[0] &
  ConstructorParameters<typeof ScopeManager>[0];

/** The scopes of a program; beyond what eslint-scope knows of the language, those of decorators and `accessor`. */
export function findScopes(program: Program): ScopeManager {
  const options = {
    ecmaVersion: 2024,
    sourceType: "module",
    jsx: true,
    fallback: "iteration",
  } as Options;
  const manager = new ScopeManager(options);
  new CellReferencer(options, manager).visit(asScopeNode(program));
  return manager;
}

/** The two libraries describe one tree by types of their own. */
function asScopeNode(node: unknown): ScopeNode {
  return node as ScopeNode;
}

class CellReferencer extends Referencer {
  /** A class's decorators are evaluated outside of it. */
  override visitClass(node: Parameters<Referencer["visitClass"]>[0]): void {
    this.#visitDecorators(node);
    super.visitClass(node);
  }

  override visitFunction(node: Parameters<Referencer["visitFunction"]>[0]): void {
    for (const parameter of node.params) this.#visitDecorators(parameter);
    super.visitFunction(node);
  }

  override MethodDefinition(node: Parameters<Referencer["MethodDefinition"]>[0]): void {
    this.#visitDecorators(node);
    super.MethodDefinition(node);
  }

  override PropertyDefinition(node: Parameters<Referencer["PropertyDefinition"]>[0]): void {
    this.#visitDecorators(node);
    super.PropertyDefinition(node);
  }

  AccessorProperty(node: Parameters<Referencer["PropertyDefinition"]>[0]): void {
    this.PropertyDefinition(node);
  }

  #visitDecorators(node: unknown): void {
    const { decorators = [] } = node as { readonly decorators?: readonly Decorator[] };
    for (const { expression } of decorators) this.visit(asScopeNode(expression));
  }
}
