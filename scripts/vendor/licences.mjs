import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageJson, packageOf } from "./installed-package.mjs";

const introduction = `This folder holds code of the packages named below, each under its own licence.
Of danfojs-node, the sampling and the classes of its frames are changed; of the others, only parts
are here, as they were published.`;

/**
 * The notices of every package of which `files` holds a file, as one text.
 *
 * @param files paths under `root`
 */
export function licencesOf(root, files) {
  const names = [...new Set(files.map(packageOf))].filter((name) => name !== undefined).sort();
  const notices = names.map((name) =>
    notice(
      root,
      name,
      files.filter((file) => packageOf(file) === name),
    ),
  );
  return [`${introduction}\n`, ...notices].join("\n");
}

function notice(root, name, files) {
  const { name: ownName, version, license } = packageJson(root, name);
  const texts = ownTexts(root, name);
  if (texts.length === 0) texts.push(...copyrights(root, files), standardText(root, license));
  const title = `${ownName} ${version}${license ? ` (${license})` : ""}`;
  return `${"=".repeat(title.length)}\n${title}\n${"=".repeat(title.length)}\n${texts.join("\n")}\n`;
}

function ownTexts(root, name) {
  const folder = join(root, "node_modules", name);
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8").trim());
}

/** A package without a licence file still says in its sources whose it is. */
function copyrights(root, files) {
  const lines = files.flatMap((file) => {
    const source = readFileSync(join(root, file), "utf8");
    return source.match(/Copyright (\(C\) )?(by |\d{4}).*/gi) ?? [];
  });
  const found = [...new Set(lines.map((line) => line.trim()))].sort();
  if (found.length === 0) throw new Error(`${files[0]}: no licence file and no copyright line`);
  return found;
}

/** The wording of a licence, from an installed package that has it in a file. */
function standardText(root, licence) {
  const whole = { MIT: "papaparse", "Apache-2.0": "mathjs" }[licence];
  if (whole === undefined) throw new Error(`no text at hand for the licence ${licence}`);
  const text = readFileSync(join(root, "node_modules", whole, "LICENSE"), "utf8");
  return text.slice(licence === "MIT" ? text.indexOf("Permission is hereby granted") : 0).trim();
}
