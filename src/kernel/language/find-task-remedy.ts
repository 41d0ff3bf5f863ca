/** Where the compiler found fault, and what it says in full. */
export interface FoundFault {
  readonly code: number;
  /** With all that is indented below the first line. */
  readonly message: string;
  /** The code at fault. */
  readonly culprit: string;
  /** What stands before it on its line. */
  readonly before: string;
}

const tooFewArguments = 2554;
const possiblyUndefined: readonly number[] = [2532, 18048];

const schemas: Readonly<Record<string, string>> = {
  number: "z.number()",
  string: "z.string()",
  boolean: "z.boolean()",
};

/**
 * What a task's author has to do, where the compiler can only speak of types. `required` tells the
 * names of what must stand between the braces of `new Task({ … })`.
 */
export function findTaskRemedy(
  { code, message, culprit, before }: FoundFault,
  required: () => readonly string[],
): string | undefined {
  const [, asTask] = /^Type '(\w+)' is missing .* from type 'TaskClass/.exec(message) ?? [];
  if (asTask !== undefined)
    return `A class is expected. Pass \`${asTask}\` itself, and no task of it.`;
  const [, asker] = /\b(run|auto|dag|why|explore)\(\s*$/.exec(before) ?? [];
  if (asker !== undefined && /^Type '.*\[\]' is missing .* from type 'Task'/.test(message))
    return `\`${asker}\` takes one task. Gather several in a \`WrapperTask\` whose \`requires()\` returns them, or give \`sweep\` a class and the values of its parameters.`;
  if (/^Type '.*(?:=>|\):) Zod.*' is not assignable to type 'ParameterSchema'/.test(message))
    return `\`${culprit}\` makes a schema when it is called: \`${culprit}(${/^Type '(?:\{ )?\(params\?:/.test(message) ? "" : "…"})\`.`;
  const [, asClass] = /typeof ([A-Z]\w*)/.exec(message) ?? [];
  if (asClass !== undefined && /'(?:Task|Requirements)'/.test(message))
    return `\`${asClass}\` is the class; a task of it is \`new ${asClass}()\`.`;
  const [, type = ""] =
    /^Type '(\w+)' is not assignable to type 'ParameterSchema'/.exec(message) ?? [];
  if (type !== "")
    return `A parameter is declared by a zod schema, such as \`${culprit}: ${schemas[type] ?? "z.string()"}\`; \`.default(…)\` makes it optional.`;
  if (/^ *Type 'string' is not assignable to type 'Output'/m.test(message))
    return 'A target says where the result goes: `return text("notes.txt")`, or `return text(this)`.';
  if (possiblyUndefined.includes(code) && culprit === "this.input()")
    return "`this.input()` gives the outputs of what `requires()` returns. Give the class a `requires()` that returns a task.";
  if (message.includes(`'InputOf<ReturnType<this["requires"]>>'`) && code === 2339)
    return "`this.input()` has the shape of what `requires()` returns, with each task's output in the task's place.";
  const [, family] = /^new (\w+)\(\)$/.exec(culprit) ?? [];
  return code === tooFewArguments && family !== undefined
    ? parametersRemedy(family, required())
    : undefined;
}

function parametersRemedy(family: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const named = names.map((name) => `\`${name}\``).join(", ");
  return `\`${family}\` needs ${named}: \`new ${family}({ ${names.map((name) => `${name}: …`).join(", ")} })\`.`;
}
