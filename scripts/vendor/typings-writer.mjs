import ts from "typescript";
import {
  baseClass,
  docComment,
  isHidden,
  isImplements,
  isReference,
  memberName,
  removal,
} from "./declaration-syntax.mjs";
import { editedText } from "./edited-text.mjs";

/** Writes the declarations that are asked for, and those that they mention, into one text. */
export class TypingsWriter {
  #graph;
  #changes;
  #names = new Map();
  #queue = [];

  /**
   * @param changes what to write otherwise than it stands:
   * `standIns`: "package#Type" → the text for a type of a package that the graph does not follow,
   * or undefined where a correction replaces the text around it
   * `subclasses`: class name → the subclass that is to be written as one with it
   * `unavailable`: names of members to leave out
   * `comments`: declaration's name → its comment
   * `corrections`: [declaration's name, what to look for, its replacement]
   */
  constructor(graph, changes) {
    this.#graph = graph;
    this.#changes = changes;
  }

  /** The name under which a declaration is written; asking for it makes it be written. */
  nameOf(asked) {
    const declaration = this.#united(asked);
    const { file, name } = declaration;
    const owner = this.#names.get(name);
    if (owner === undefined) {
      this.#names.set(name, file);
      this.#queue.push(declaration);
    } else if (owner !== file) {
      throw new Error(`two declarations are called ${name}: ${owner} and ${file}`);
    }
    return name;
  }

  /** The base class for a subclass that is written as one with it; else the declaration itself. */
  #united(declaration) {
    const { subclasses } = this.#changes;
    const isSubclass = Object.values(subclasses).some(({ node }) => node === declaration.node);
    if (!isSubclass) return declaration;
    return this.#graph.local(declaration.file, baseClass(declaration.node));
  }

  /** All that was asked for by now, and what it mentions. */
  write() {
    const parts = [];
    for (let next = this.#queue.shift(); next !== undefined; next = this.#queue.shift()) {
      parts.push(this.#declaration(next));
    }
    return parts.join("\n");
  }

  #declaration({ file, name, node, source }) {
    const edits = (node.modifiers ?? []).map((modifier) => ({
      from: modifier.getStart(source),
      to: modifier.end,
      text: "",
    }));
    if (ts.isClassDeclaration(node)) edits.push(...this.#classEdits(node, name));
    edits.push(...this.#renames(node, file));
    const declared = editedText(source.text, node.getStart(source), node.end, edits).trimStart();
    const comment = this.#changes.comments[name] ?? docComment(node, source);
    return `${comment}declare ${this.#corrected(name, declared)}\n`;
  }

  #classEdits(node, name) {
    const subclass = this.#changes.subclasses[name];
    const added = subclass?.node.members.filter((member) => this.#isKept(member)) ?? [];
    const replaced = new Set(added.map(memberName));
    const dropped = node.members.filter(
      (member) => !this.#isKept(member) || replaced.has(memberName(member)),
    );
    const text = added.map((member) => this.#memberOf(subclass, member)).join("");
    return [
      ...(node.heritageClauses ?? []).filter(isImplements).map(removal),
      ...dropped.map(removal),
      { from: node.members.end, to: node.members.end, text },
    ];
  }

  #memberOf({ file, source }, member) {
    return editedText(source.text, member.pos, member.end, this.#renames(member, file));
  }

  /** Points every name that `node` mentions at what it is called in the written file. */
  #renames(node, file) {
    const edits = [];
    const visit = (child) => {
      if (isImplements(child) || (ts.isClassElement(child) && !this.#isKept(child))) return;
      if (ts.isTypeQueryNode(child) && child.getText() === "typeof tensorflow.Tensor") {
        edits.push({ from: child.getStart(), to: child.end, text: "Tensor" });
        return;
      }
      const name = isReference(child) ? this.#renamed(child, file) : undefined;
      if (name !== undefined) edits.push({ from: child.getStart(), to: child.end, text: name });
      ts.forEachChild(child, visit);
    };
    ts.forEachChild(node, visit);
    return edits;
  }

  #renamed(identifier, file) {
    const declaration = this.#graph.local(file, identifier.text);
    if (declaration === undefined) return undefined;
    if (declaration.external) return this.#standIn(`${declaration.external}#${declaration.name}`);
    return this.nameOf(declaration);
  }

  #standIn(key) {
    const { standIns } = this.#changes;
    if (!Object.hasOwn(standIns, key)) throw new Error(`no stand-in for the type ${key}`);
    return standIns[key];
  }

  #isKept(member) {
    // An index signature of a class lets every misspelt member compile.
    if (ts.isIndexSignatureDeclaration(member) || isHidden(member)) return false;
    return !this.#changes.unavailable.has(memberName(member));
  }

  #corrected(name, text) {
    let result = text;
    for (const [where, from, to] of this.#changes.corrections) {
      if (where !== name) continue;
      const before = result;
      result = result.replace(from, to);
      if (result === before) throw new Error(`${name}'s type no longer mentions ${from}`);
    }
    return result;
  }
}
