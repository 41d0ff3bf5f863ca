/// <reference lib="dom" />

const mostNamed = 10;

/** Tasks of a folded family that have no row, by what was searched: the line below the rows names them. */
export function tellFurther(line: HTMLElement, wanted: string): void {
  line.dataset.said ??= line.textContent;
  const all = (line.dataset.words ?? "").split("\n");
  const found = wanted === "" ? [] : all.filter((words) => words.toLowerCase().includes(wanted));
  const named = found.slice(0, mostNamed).join(", ");
  const more = found.length > mostNamed ? ` and ${found.length - mostNamed} further` : "";
  line.textContent = `${line.dataset.said}${named === "" ? "" : `, among them ${named}${more}`}`;
}
