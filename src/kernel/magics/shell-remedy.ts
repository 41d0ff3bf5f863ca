/** What people install packages with in other kernels. */
export const installers: ReadonlySet<string> = new Set([
  "pip",
  "conda",
  "mamba",
  "npm",
  "yarn",
  "pnpm",
]);

/** How a cell does what people ask a shell for by `!` or `%` in other kernels. */
export function shellRemedy(name: string): string {
  return installers.has(name)
    ? "Packages come from npm: a cell of `%%bash` and, below it, `npm install NAME`."
    : `Write a cell of \`%%bash\` and, below it, \`${name}\`.`;
}
