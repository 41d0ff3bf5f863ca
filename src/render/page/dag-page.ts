/// <reference lib="dom" />
import { LivePicture } from "./live-picture.ts";
import { addPageStyle, PAGE_LOOK } from "./page-style.ts";
import { ringBell } from "./ring-bell.ts";

/** Gives the output that this script stands in its tools. */
function start(): void {
  const output = document.currentScript?.closest<HTMLElement>(".cauce-output");
  const view = output?.querySelector<HTMLElement>(".cauce-view");
  const picture = output?.querySelector<HTMLElement>(".cauce-picture");
  const inline = picture?.querySelector<HTMLElement>(":scope > div");
  if (!output || !view || !picture || !inline?.querySelector("svg")) return;
  const opened = output.querySelector(".cauce-opened")?.textContent ?? "{}";
  ringBell(output);
  addPageStyle();
  output.classList.add(PAGE_LOOK);
  new LivePicture(output, { view, picture, inline, opened: JSON.parse(opened) });
}

start();
