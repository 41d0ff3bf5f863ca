/// <reference lib="dom" />
import { PAGE_LOOK } from "./page-style.ts";

const shownMs = 2_500;

/** "cell 3" on this page, as Jupyter's front ends and nbconvert number it; undefined where it is not there. */
export function findCell(place: string): Element | undefined {
  const number = /^cell (\d+)$/.exec(place)?.[1];
  if (number === undefined) return undefined;
  const prompts = [
    ...document.querySelectorAll(".jp-InputPrompt,.jp-InputArea-prompt,.input_prompt"),
  ];
  const prompt = prompts.find((element) => element.textContent?.includes(`[${number}]`));
  return prompt?.closest(".jp-Cell,.cell") ?? undefined;
}

/** Brings the line of a cell into view and marks it for a moment. */
export function showCellLine(cell: Element, line: number | undefined): void {
  cell.scrollIntoView({ block: "nearest" });
  // An editor draws only the lines that are in view, a frame later.
  afterFrames(2, () => {
    (findLine(cell, line) ?? cell).scrollIntoView({ block: "center" });
    afterFrames(2, () => mark((findLine(cell, line) ?? cell).getBoundingClientRect()));
  });
}

function findLine(cell: Element, line: number | undefined): Element | undefined {
  const lines = cell.querySelectorAll(".jp-InputArea .cm-line, .jp-InputArea pre > span[id]");
  return line === undefined ? undefined : lines[line - 1];
}

/** Over the page: an editor takes back what others change in its lines. */
function mark({ left, top, width, height }: DOMRect): void {
  const frame = document.createElement("div");
  frame.className = `cauce-there ${PAGE_LOOK}`;
  const place = { left, top, width, height: Math.min(height, innerHeight) };
  for (const [name, px] of Object.entries(place)) frame.style.setProperty(name, `${px}px`);
  document.body.append(frame);
  const remove = () => {
    frame.remove();
    removeEventListener("scroll", remove, true);
  };
  setTimeout(remove, shownMs);
  addEventListener("scroll", remove, true);
}

function afterFrames(count: number, act: () => void): void {
  requestAnimationFrame(() => (count > 1 ? afterFrames(count - 1, act) : act()));
}
