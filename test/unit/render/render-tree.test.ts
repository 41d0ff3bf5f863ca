import { describe, expect, test } from "vitest";
import { renderTree, renderTreeText, type TreeNode } from "../../../src/render/render-tree.ts";
import { checkWellFormed } from "./check-well-formed.ts";

const root: TreeNode = {
  text: "Map(200)",
  kind: "record",
  omitted: 198,
  children: [
    {
      key: "'a' =>",
      text: "",
      kind: "record",
      children: [{ key: "n:", text: "1", kind: "number" }],
    },
    { key: "'<b>' =>", text: "Array(9)", kind: "other", omitted: Number.POSITIVE_INFINITY },
  ],
};

describe("a tree", () => {
  test("is open at its first level and folded below it", () => {
    const html = renderTree(root);
    expect(html.match(/<details open>/g)).toHaveLength(1);
    expect(html.match(/<details>/g)).toHaveLength(1);
    expect(checkWellFormed(html.replace("<details open>", "<details>"))).toEqual([]);
  });

  test("previews its members where it is folded", () => {
    expect(renderTree(root)).toContain(
      "{ &#39;a&#39; =&gt; {…}, &#39;&lt;b&gt;&#39; =&gt; Array(9), … }",
    );
  });

  test("shows what nobody looked into as what cannot be unfolded", () => {
    expect(renderTree(root)).toContain("<div>&#39;&lt;b&gt;&#39; =&gt; Array(9) …</div>");
  });

  test("has no style sheet, script or picture, which untrusted notebooks lose", () => {
    expect(renderTree(root, "a note")).not.toMatch(/<(?:style|script|svg|img)|class=|var\(/);
  });

  test("has a twin in text", () => {
    expect(renderTreeText(root, "Shown in part.")).toBe(
      [
        "Map(200)",
        "  'a' => {…}",
        "    n: 1",
        "  '<b>' => Array(9) …",
        "  … 198 more",
        "Shown in part.",
      ].join("\n"),
    );
  });

  test("has a text of as many lines as were asked for", () => {
    expect(renderTreeText(root, "", 2)).toBe("Map(200)\n  'a' => {…}\n…");
  });
});
