/// <reference lib="dom" />
import { PAGE_LOOK } from "./page-style.ts";
import { findCell, showCellLine } from "./show-cell-line.ts";

const id = "cauce-tip";

/** One small window for the whole page, which says all that is known of a task. */
export class NodeTip {
  #pinned = false;

  get isPinned(): boolean {
    return this.#pinned && document.getElementById(id) !== null;
  }

  show(node: SVGElement, words: string, isPinned: boolean): void {
    this.hide();
    this.#pinned = isPinned;
    const tip = document.createElement("div");
    tip.id = id;
    tip.className = `cauce-tip ${PAGE_LOOK}`;
    tip.setAttribute("role", isPinned ? "dialog" : "tooltip");
    if (isPinned) tip.setAttribute("aria-label", words.split("\n", 1)[0] ?? "task");
    tip.textContent = words;
    tip.style.pointerEvents = isPinned ? "auto" : "none";
    if (isPinned) addWayToLine(tip, node, () => this.hide());
    // Under the theme of the page's body, outside of what clips an output.
    document.body.append(tip);
    place(tip, node.getBoundingClientRect());
  }

  contains(element: Node): boolean {
    return document.getElementById(id)?.contains(element) ?? false;
  }

  /** Gives the keyboard to what can be pressed in it, if there is such a thing. */
  focus(): void {
    document.querySelector<HTMLElement>(`#${id} button`)?.focus({ preventScroll: true });
  }

  hide(): void {
    this.#pinned = false;
    document.getElementById(id)?.remove();
  }
}

function addWayToLine(tip: HTMLElement, node: SVGElement, hide: () => void): void {
  const { place: where, line } = node.dataset;
  const cell = where === undefined ? undefined : findCell(where);
  if (cell === undefined) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Show ${where}${line === undefined ? "" : `, line ${line}`}`;
  button.addEventListener("click", () => {
    hide();
    showCellLine(cell, line === undefined ? undefined : Number(line));
  });
  tip.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    node.focus({ preventScroll: true });
    hide();
  });
  tip.append(button);
}

function place(tip: HTMLElement, around: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(6, Math.min(around.left, innerWidth - width - 6));
  const below = around.bottom + 6;
  const top = below + height < innerHeight ? below : Math.max(6, around.top - height - 6);
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}
