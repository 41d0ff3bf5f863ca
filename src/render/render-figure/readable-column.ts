/** "sepal_length" as a person would write it. */
export function readableColumn(column: string): string {
  return column.replace(/_/g, " ");
}
