// Stands in for danfojs's spreadsheet module: SheetJS is published outside the npm registry.
const reason =
  "is not available: the spreadsheet library that danfojs-node uses is not published on the npm " +
  "registry, so Cauce ships danfojs without it. Save the sheet as CSV and use `readCSV` or " +
  "`toCSV`, or install a spreadsheet package and build the DataFrame from its rows.";

export async function $readExcel() {
  throw new Error(`\`readExcel\` ${reason}`);
}

export function $toExcel() {
  throw new Error(`\`toExcel\` ${reason}`);
}
