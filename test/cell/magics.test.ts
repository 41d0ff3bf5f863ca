import { describe, expect, test } from "vitest";
import { splitMagics } from "../../src/cell/magics.ts";

/** A cell's magics in lines, and its code with blanks as dots. */
function split(source: string): { magics: string[]; code: string } {
  const found = splitMagics(source);
  expect(found.source.length).toBe(source.length);
  const magics = found.magics.map(({ name, argument, isCell, body }) =>
    [`${isCell ? "%%" : "%"}${name}`, argument, body].filter(Boolean).join(" | "),
  );
  return { magics, code: found.source.replaceAll(" ", ".") };
}

describe("a magic is taken out and leaves blanks", () => {
  test.each([
    ["alone", "%who", ["%who"], "...."],
    ["with its argument", "%cd data", ["%cd | data"], "........"],
    ["behind blanks, with blanks at its end", "  %who  ", ["%who"], "........"],
    ["between statements", "a;\n%time a\nb;", ["%time | a"], "a;\n.......\nb;"],
    ["twice", "%cd x\n%env A=1", ["%cd | x", "%env | A=1"], ".....\n........"],
    ["above code that names it", "%time f()\nf();", ["%time | f()"], ".........\nf();"],
    ["for the whole cell", "%%time\nf();", ["%%time"], "......\nf();"],
    [
      "with a cell in another language",
      "%%bash\nls |\n%x",
      ["%%bash | ls |\n%x"],
      "......\n....\n..",
    ],
    ["below empty lines", "\n\n%%bash\nls", ["%%bash | ls"], "\n\n......\n.."],
    ["below the line that names an interpreter", "#!/x\n%who", ["%who"], "....\n...."],
    ["the line that names an interpreter alone", "#!/x y\na;", [], "......\na;"],
    ["in a cell of Windows lines", "%who\r\na;", ["%who"], ".....\na;"],
  ])("%s", (_, source, magics, code) => {
    expect(split(source)).toEqual({ magics, code });
  });
});

describe("a question mark asks about a name", () => {
  test.each([
    ["behind it", "xs.map?", ["%? | xs.map"], "......."],
    ["before it, with blanks around", " ??$a \n", ["%? | $a"], "......\n"],
  ])("%s", (_, source, magics, code) => {
    expect(split(source)).toEqual({ magics, code });
  });

  test.each(["a ? b : c", "f()?", "const y = x\n? a : b", "a?.b", "?"])(
    "and not in %j",
    (source) => {
      expect(splitMagics(source)).toEqual({ source, magics: [] });
    },
  );
});

describe("a percent sign stays where TypeScript makes sense of it", () => {
  test.each([
    ["as a remainder on the next line", "const a = 7\n%b;"],
    ["in a template", "const t = `\n%who\n`;"],
    ["in a comment", "/*\n%who\n*/"],
    ["in a call that goes on", "f(7\n%who)"],
    ["in JSX text", "const x = <p>\n%who\n</p>;"],
    ["inside what is not closed", "const t = `\n%who"],
    ["without a name behind it", "% 3"],
  ])("%s", (_, source) => {
    expect(splitMagics(source)).toEqual({ source, magics: [] });
  });
});
