/**
 * Whether a cell that cannot be read may be the one that declares a name which no other cell
 * declares. What Node has by itself (`console`) is only meant where it stands as a declaration.
 */
export function mayDeclare(source: string, name: string): boolean {
  const word = `(?<![\\p{ID_Continue}$]|(?<!\\.\\.)\\.)${name.replaceAll("$", "\\$")}(?![\\p{ID_Continue}$])`;
  if (!(name in globalThis)) return new RegExp(word, "u").test(source);
  const declarations = [
    `\\b(?:function\\s*\\*?|class|enum|namespace)\\s*${word}`,
    `\\b(?:const|let|var|using)\\s+(?:[{[][^=;]*?)?${word}`,
    `\\bimport\\b[^=;"']*?${word}`,
  ];
  return new RegExp(declarations.join("|"), "u").test(source);
}

/** `import "x"` changes every task's surroundings, whoever reads it. */
export function mayImportForEffect(source: string): boolean {
  return /^\s*import\s*["']/m.test(source);
}
