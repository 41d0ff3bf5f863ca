// `npm run screens`: pictures of what a person sees, into outputs/screens, from a real JupyterLab.
// `npm run screens -- --readme` renews those that the README shows, too.
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import { startVitest } from "vitest/node";
import { projectFolder } from "./environment/project-folder.mjs";

/** The README's pictures, each in light and dark. */
const readme = ["run", "stale", "explore-form", "sweep"];

// Without --readme a run leaves the repository as it was: the times in a picture differ in each.
const vitest = await startVitest("test", [], {
  watch: false,
  include: ["test/screens/*.screens.ts"],
});
await vitest.close();
if (process.exitCode === undefined && process.argv.includes("--readme")) await renewReadme();

async function renewReadme() {
  const screens = path.join(projectFolder, "outputs/screens");
  const images = path.join(projectFolder, "docs/images");
  await mkdir(images, { recursive: true });
  for (const name of readme)
    for (const theme of ["light", "dark"])
      await copyFile(
        path.join(screens, `${name}-${theme}-800.png`),
        path.join(images, `${name}-${theme}.png`),
      );
}
