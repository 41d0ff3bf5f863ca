import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  isTaskClass,
  standsForTask
} from "./chunk-EHYYL4X4.js";
import {
  CauceError
} from "./chunk-EERKI2QO.js";

// src/cell/order-declarations.ts
function orderDeclarations(declarations) {
  const byName = new Map(
    declarations.flatMap(
      (declaration) => declaration.names.map((name) => [name, declaration])
    )
  );
  const ordered = /* @__PURE__ */ new Set();
  for (const group of findGroups(
    declarations,
    (declaration) => targetsOf(declaration, byName, false)
  )) {
    const members = new Set(group);
    for (const declaration of [...group].sort(
      (a, b) => declarations.indexOf(a) - declarations.indexOf(b)
    )) {
      place(declaration, members, byName, ordered);
    }
  }
  return [...ordered];
}
function place(start, members, byName, ordered) {
  const open = /* @__PURE__ */ new Set();
  const pending = [start];
  while (pending.length > 0) {
    const declaration = pending[pending.length - 1];
    const first = targetsOf(declaration, byName, true).filter(
      (target) => members.has(target) && !ordered.has(target) && !open.has(target)
    );
    open.add(declaration);
    if (first.length > 0) {
      pending.push(...first);
    } else {
      ordered.add(declaration);
      pending.pop();
    }
  }
}
function targetsOf(declaration, byName, eagerOnly) {
  const targets = /* @__PURE__ */ new Set();
  for (const read of declaration.reads) {
    const target = byName.get(read.name);
    if (target !== void 0 && target !== declaration && (read.eager || !eagerOnly))
      targets.add(target);
  }
  return [...targets];
}
function findGroups(nodes, targets) {
  const index = /* @__PURE__ */ new Map();
  const low = /* @__PURE__ */ new Map();
  const stack = [];
  const onStack = /* @__PURE__ */ new Set();
  const groups = [];
  for (const start of nodes) {
    if (index.has(start)) continue;
    const work = [];
    const open = (node) => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      stack.push(node);
      onStack.add(node);
      work.push({ node, rest: [...targets(node)] });
    };
    open(start);
    while (work.length > 0) {
      const { node, rest } = work[work.length - 1];
      const target = rest.shift();
      if (target !== void 0) {
        if (!index.has(target)) open(target);
        else if (onStack.has(target))
          low.set(node, Math.min(low.get(node) ?? 0, index.get(target) ?? 0));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1];
      if (parent !== void 0)
        low.set(parent.node, Math.min(low.get(parent.node) ?? 0, low.get(node) ?? 0));
      if (low.get(node) === index.get(node)) groups.push(closeGroup(node, stack, onStack));
    }
  }
  return groups;
}
function closeGroup(root, stack, onStack) {
  const group = [];
  for (let node = stack.pop(); node !== void 0; node = stack.pop()) {
    onStack.delete(node);
    group.push(node);
    if (node === root) break;
  }
  return group;
}

// src/cell/rebuildable.ts
var unseen = /* @__PURE__ */ new Map([
  ["eval", "`eval` runs code that no analysis can see"],
  ["globalThis", "`globalThis` holds values that no cell declares"],
  ["global", "`global` holds values that no cell declares"],
  ["require", "`require` loads what no analysis follows"]
]);
function assertRebuildable(declaration, task, code) {
  const family = task.names[0] ?? "";
  const name = declaration.names[0] ?? "";
  const location = { place: declaration.place.label, line: declaration.place.line };
  if (declaration.notRebuildable !== void 0) {
    throw new CauceError(
      "not-rebuildable",
      `\`${name}\` (${declaration.place.label}) cannot be rebuilt from declarations: ${declaration.notRebuildable}. \`${family}\` reads it. Make it a parameter or the output of a task, or compute it inside \`run()\`.`,
      { location }
    );
  }
  for (const own of declaration.names) assertConstant(own, declaration, family, code);
  for (const read of declaration.reads) {
    const why = unseen.get(read.name);
    if (why === void 0 || code.declares(read.name)) continue;
    throw new CauceError(
      "code-not-visible",
      `\`${name}\` (${declaration.place.label}): ${why}, so \`${family}\` could be fresh when it is not. Import or declare what it needs.`,
      { location }
    );
  }
}
function assertConstant(name, declaration, family, code) {
  const assignment = code.assignmentsTo(name)[0];
  if (assignment === void 0) return;
  const { label, line } = assignment.place;
  const verb = assignment.how === "assigned" ? "reassigned" : "changed in place";
  const both = label === declaration.place.label ? `${label}, line ${line}` : label;
  const remedy = assignment.how === "assigned" ? "Make it a `const` under a name of its own" : "Build it in one expression";
  throw new CauceError(
    "variable-reassigned",
    `\`${name}\`, which \`${family}\` reads, is declared in ${declaration.place.label} and ${verb} in ${both}, so its value depends on which cells ran. ${remedy}, or make it a parameter of the task.`,
    { location: { place: label, line } }
  );
}

// src/cell/slice-task.ts
function sliceTasks(families, code) {
  const reached = /* @__PURE__ */ new Set();
  for (const family of families) {
    const pending = [[family, family]];
    for (let next = pending.pop(); next !== void 0; next = pending.pop()) {
      const [declaration, reader] = next;
      if (reached.has(declaration)) continue;
      reached.add(declaration);
      if (declaration.kind === "import") continue;
      const owner = isTaskClass(declaration, code) ? declaration : reader;
      assertRebuildable(declaration, owner, code);
      for (const read of declaration.reads) {
        const target = code.find(read.name);
        if (target !== void 0) pending.push([target, owner]);
      }
    }
  }
  const all = [...reached].sort((a, b) => code.orderOf(a) - code.orderOf(b));
  return {
    exports: all.filter((declaration) => standsForTask(declaration, code)).flatMap((declaration) => declaration.names),
    imports: all.filter((declaration) => declaration.kind === "import"),
    effectImports: code.effectImports,
    declarations: orderDeclarations(all.filter((declaration) => declaration.kind !== "import"))
  };
}

export {
  assertRebuildable,
  orderDeclarations,
  sliceTasks
};
//# sourceMappingURL=chunk-ZRDOBMNB.js.map
