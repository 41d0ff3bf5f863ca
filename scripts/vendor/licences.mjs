import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageJson, packageOf } from "./installed-package.mjs";

/**
 * The notices of every package of which `files` holds a file, as one text.
 *
 * @param {string} root
 * @param {string[]} files paths under `root`
 * @param {string} changes what is told of how the code differs from what was published
 */
export function licencesOf(root, files, changes) {
  const names = [...new Set(files.map(packageOf))].filter((name) => name !== undefined).sort();
  const notices = names.map((name) =>
    notice(
      root,
      name,
      files.filter((file) => packageOf(file) === name),
    ),
  );
  const introduction =
    "This folder holds code of the packages named below, each under its own licence.";
  return [`${introduction}\n${changes}\n`, ...notices].join("\n");
}

/** @param {string} root @param {string} name @param {string[]} files */
function notice(root, name, files) {
  const { name: ownName, version, license } = packageJson(root, name) ?? {};
  const texts = ownTexts(root, name);
  if (texts.length === 0) texts.push(...copyrights(root, files), standardText(root, license));
  const title = `${ownName} ${version}${license ? ` (${license})` : ""}`;
  return `${"=".repeat(title.length)}\n${title}\n${"=".repeat(title.length)}\n${texts.join("\n")}\n`;
}

/** @param {string} root @param {string} name */
function ownTexts(root, name) {
  const folder = join(root, "node_modules", name);
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
}

/**
 * A package without a licence file still says in its sources whose it is.
 * @param {string} root
 * @param {string[]} files
 */
function copyrights(root, files) {
  const lines = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return source.match(/Copyright (\(C\) )?(by |\d{4}).*/gi) ?? [];
  });
  const found = [...new Set(lines.map((line) => line.trim()))].sort();
  if (found.length === 0) throw new Error(`${files[0]}: no licence file and no copyright line`);
  return found;
}

/** Installed packages that have the wording of a licence in a file, and where it begins there. */
const standardTexts = new Map([
  ["MIT", { file: "papaparse/LICENSE", start: "Permission is hereby granted" }],
  ["Apache-2.0", { file: "mathjs/LICENSE", start: "" }],
  ["BSD-2-Clause", { file: "estraverse/LICENSE.BSD", start: "" }],
]);

/** @param {string} root @param {string | undefined} licence */
function standardText(root, licence = "") {
  const found = standardTexts.get(licence);
  if (found === undefined) throw new Error(`no text at hand for the licence ${licence}`);
  const text = readFileSync(join(root, "node_modules", found.file), "utf8");
  return text.slice(text.indexOf(found.start)).trim();
}
