import path from "node:path";
import { describe, expect, test } from "vitest";
import { findDataFolder, isSearched, userDataFolder } from "../../../src/cli/jupyter-folders.ts";

describe("the folder that Jupyter looks for kernels in", () => {
  test("is what JUPYTER_DATA_DIR says, on every platform", () => {
    const env = { JUPYTER_DATA_DIR: "/somewhere", HOME: "/people/ana" };
    expect(userDataFolder(env, "linux")).toBe("/somewhere");
    expect(userDataFolder(env, "darwin")).toBe("/somewhere");
  });

  test("is the platform's own where nothing is said", () => {
    const env = { HOME: "/people/ana" };
    expect(userDataFolder(env, "linux")).toBe("/people/ana/.local/share/jupyter");
    expect(userDataFolder(env, "darwin")).toBe("/people/ana/Library/Jupyter");
    expect(userDataFolder({ ...env, XDG_DATA_HOME: "/xdg" }, "linux")).toBe("/xdg/jupyter");
  });

  test("lies under the prefix that was asked for", () => {
    expect(findDataFolder({ prefix: "/opt/a place" })).toBe("/opt/a place/share/jupyter");
  });
});

test("Jupyter looks into the user's, the system's and the named folders by itself", () => {
  const env = {
    HOME: "/people/ana",
    JUPYTER_PATH: ["/a/share/jupyter", "/b"].join(path.delimiter),
  };
  const searched = (folder: string) => isSearched(path.resolve(folder), env, "linux");
  const own = ["/people/ana/.local/share/jupyter", "/usr/local/share/jupyter"];
  for (const folder of [...own, "/a/share/jupyter", "/b"]) expect(searched(folder)).toBe(true);
  expect(searched("/c/share/jupyter")).toBe(false);
});
