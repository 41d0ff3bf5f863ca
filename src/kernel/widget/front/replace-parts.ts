/// <reference lib="dom" />

/** Draws a place anew: what a person has opened there, and stands there again, stays open. */
export function replaceParts(place: HTMLElement, parts: readonly HTMLElement[]): void {
  const opened = new Set(nameDetails(place).flatMap(([name, { open }]) => (open ? [name] : [])));
  place.replaceChildren(...parts);
  for (const [name, details] of nameDetails(place)) if (opened.has(name)) details.open = true;
}

/** Each with its words and its place among all that fold; numbers grow while a task runs. */
function nameDetails(place: HTMLElement): [name: string, details: HTMLDetailsElement][] {
  return [...place.querySelectorAll("details")].map((details, at) => {
    const words = details.querySelector("summary")?.textContent ?? "";
    return [`${at} ${words.replace(/\d+/g, "#")}`, details];
  });
}
