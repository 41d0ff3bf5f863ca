import vm from "node:vm";

let ahead: { readonly code: string; readonly script: vm.Script } | undefined;

/** Compiles what tslab's executor will make of a converted cell, while the cell is being checked. */
export function compileAhead(output: string): vm.Script {
  const code = `(async function(exports, require) { ${output}\n})(__tslab__.exports, __tslab__.require)`;
  const script = new vm.Script(code);
  ahead = { code, script };
  return script;
}

/** The script of this code, if that was what was compiled ahead; each is given once. */
export function takeCompiled(code: unknown): vm.Script | undefined {
  const compiled = ahead;
  ahead = undefined;
  return compiled?.code === code ? compiled?.script : undefined;
}
