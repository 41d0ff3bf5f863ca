import ts from "typescript";

/** The edit that leaves a node out, together with the comment before it. */
export function removal({ pos, end }) {
  return { from: pos, to: end, text: "" };
}

/** Whether a node is the `implements …` of a class. */
export function isImplements(node) {
  return ts.isHeritageClause(node) && node.token === ts.SyntaxKind.ImplementsKeyword;
}

/** Whether a class member is private or protected. */
export function isHidden(member) {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return member.modifiers?.some(({ kind }) => hidden.includes(kind)) ?? false;
}

/** The name of a class member; that of a constructor is `constructor`. */
export function memberName(member) {
  return ts.isConstructorDeclaration(member) ? "constructor" : member.name?.text;
}

/** The name of the class that a class extends. */
export function baseClass(node) {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.text;
}

/** Whether a node is a name that is used: not one being declared, nor the right side of `a.b`. */
export function isReference(node) {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent) || ts.isExpressionWithTypeArguments(parent)) return true;
  if (ts.isTypeQueryNode(parent)) return true;
  return ts.isQualifiedName(parent) && parent.left === node;
}

/** The last comment before a declaration; an earlier one is a file's licence header. */
export function docComment(node, source) {
  const comment = node.jsDoc?.at(-1);
  return comment === undefined ? "" : `${comment.getText(source)}\n`;
}
