import { listSourceFiles } from "./source-files.mjs";

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.ts$/;
const emptyWords = new Set([
  ...["util", "utils", "helper", "helpers", "common", "misc"],
  ...["type", "types", "manager", "service"],
]);

/**
 * Files of src have kebab-case names that say what is in them.
 * @param {string} root
 */
export async function checkNames(root) {
  const files = await listSourceFiles(root, "src");
  const failures = files.flatMap(findBadName);
  return { detail: `${files.length} files, kebab-case, no empty words`, failures };
}

/** @param {string} file */
function findBadName(file) {
  const folders = file.split("/").slice(1);
  const name = folders.pop() ?? "";
  if (!kebabCase.test(name)) return [`${file}: the name is not kebab-case`];
  const stem = name.replace(/\.ts$/, "");
  const empty = [...folders, stem].find((word) => emptyWords.has(word));
  if (empty !== undefined) return [`${file}: \`${empty}\` says nothing of what is in it`];
  return [];
}
