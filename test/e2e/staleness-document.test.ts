import { expect, test } from "vitest";
import { editTable } from "./edit-table.ts";
import { documents, otherTools, type SortOfEdit } from "./other-tools.ts";

const tools = ["luigi", "targets", "hamilton", "marimo"] as const;

test("docs/staleness.md says what the edit table says", async () => {
  await expect(writeDocument()).toMatchFileSnapshot("../../docs/staleness.md");
});

test("there are at least 60 edits, and each sort of them has a row", () => {
  expect(editTable.length).toBeGreaterThanOrEqual(60);
  expect(new Set(editTable.map(({ sort }) => sort))).toEqual(new Set(Object.keys(otherTools)));
});

function writeDocument(): string {
  const sorts = Object.keys(otherTools) as SortOfEdit[];
  return [
    "# What runs again after an edit",
    "",
    "Each line below is a test: the Iris pipeline in small is run, edited and run again, through the kernel and through the command line, and exactly these tasks must run. Undoing the edit must run nothing. This page is written from the tests (`npx vitest run test/e2e/staleness-document.test.ts -u`).",
    "",
    "What other tools do after such an edit is taken from their documents; nothing was measured:",
    "",
    ...tools.map((tool) => `- ${documents[tool].name}: ${pagesOf(tool)}`),
    ...sorts.flatMap(sectionOf),
    "",
  ].join("\n");
}

function pagesOf(tool: (typeof tools)[number]): string {
  const { page, also } = documents[tool];
  return also === "" ? `<${page}>` : `<${page}>, <${also}>`;
}

function sectionOf(sort: SortOfEdit): string[] {
  const rows = editTable.filter((row) => row.sort === sort);
  return [
    "",
    `## ${sort.charAt(0).toUpperCase()}${sort.slice(1)}`,
    "",
    "| after an edit of, or that makes | Cauce runs |",
    "|---|---|",
    ...rows.map((row) => `| ${row.name} | ${consequenceOf(row)} |`),
    "",
    ...tools.map((tool) => `- ${documents[tool].name}: ${otherTools[sort][tool]}`),
  ];
}

function consequenceOf({ runs, refusal, restart }: (typeof editTable)[number]): string {
  if (refusal !== undefined) return "nothing: it is refused, with the place and the remedy";
  const again = runs.length === 0 ? "nothing" : runs.map((id) => `\`${id}\``).join(", ");
  return restart === undefined ? again : `${again}; a kernel that has loaded it says to restart`;
}
