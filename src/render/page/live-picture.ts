/// <reference lib="dom" />
import { NodeTip } from "./node-tip.ts";
import { memoryOf, type PictureMemory } from "./picture-memory.ts";
import { tellFurther } from "./tell-further.ts";
import { ToolBar } from "./tool-bar.ts";

/** Other parts of the page hear of a chosen task by this event, on the document. */
const selectEvent = "cauce:select";
const tip = new NodeTip();
const CAUGHT = { capture: true, once: true };

/** One picture with its tools. It holds no state of its own: the next drawing goes on from its memory. */
export class LivePicture {
  readonly #output: HTMLElement;
  readonly #view: HTMLElement;
  readonly #picture: HTMLElement;
  readonly #inline: HTMLElement;
  readonly #folded: string;
  readonly #opened: Readonly<Record<string, string>>;
  readonly #memory: PictureMemory;
  readonly #naturalWidth: number;
  #tools: ToolBar;

  constructor(output: HTMLElement, parts: PictureParts) {
    this.#output = output;
    ({ view: this.#view, picture: this.#picture, inline: this.#inline } = parts);
    this.#folded = parts.inline.querySelector("svg")?.outerHTML ?? "";
    this.#opened = parts.opened;
    this.#memory = memoryOf(output.dataset.key ?? "");
    this.#naturalWidth = Number.parseFloat(parts.picture.style.width);
    this.#tools = this.#makeTools();
    output.prepend(this.#tools.element);
    this.#inline.removeAttribute("aria-hidden");
    const image = parts.picture.querySelector("img");
    // Beside the inline picture it would be told twice.
    image?.setAttribute("alt", "");
    image?.setAttribute("aria-hidden", "true");
    this.#listen();
    this.#draw();
    this.#restore();
  }

  #makeTools(): ToolBar {
    const tools = new ToolBar({
      zoom: (factor) => this.#zoom(this.#memory.scale * factor),
      fit: () => this.#zoom(Math.min(1, this.#view.clientWidth / this.#pictureWidth())),
      search: (words) => this.#search(words),
      next: () => this.#nextHit(),
      toggle: (family) => this.#toggle(family),
    });
    for (const family of Object.keys(this.#opened))
      tools.addFamily(family, this.#memory.open === family);
    return tools;
  }

  /** The picture as it is folded just now. */
  #draw(): void {
    const { open } = this.#memory;
    const opened = open === undefined ? undefined : this.#opened[open];
    if (opened !== undefined) this.#replaceSvg(opened);
    const svg = this.#inline.querySelector("svg");
    svg?.setAttribute("role", "group");
    for (const node of this.#nodes()) prepare(node);
  }

  #replaceSvg(text: string): void {
    this.#inline.querySelector("svg")?.remove();
    this.#inline.insertAdjacentHTML("beforeend", text);
    const { width, height } = this.#inline.querySelector("svg")?.viewBox.baseVal ?? {};
    if (width === undefined || height === undefined) return;
    const image = this.#picture.querySelector("img");
    // The image keeps the room for what lies over it.
    image?.setAttribute("width", String(width));
    image?.setAttribute("height", String(height));
    if (image !== null) image.style.aspectRatio = `${width} / ${height}`;
    this.#picture.style.width = `${width}px`;
  }

  #nodes(): SVGElement[] {
    return [...this.#inline.querySelectorAll<SVGElement>(".n")];
  }

  #listen(): void {
    const nodeAt = (event: Event) =>
      event.target instanceof Element ? event.target.closest<SVGElement>(".n") : null;
    this.#inline.addEventListener("pointerover", (event) => {
      const node = nodeAt(event);
      if (node !== null && !tip.isPinned) this.#point(node);
    });
    this.#inline.addEventListener("pointerout", () => this.#unpoint());
    this.#inline.addEventListener("focusin", (event) => {
      const node = nodeAt(event);
      if (node === null) return;
      this.#memory.focus = { kind: "task", id: node.dataset.task ?? "" };
      if (node.matches(":focus-visible")) this.#point(node);
    });
    this.#inline.addEventListener("click", (event) => {
      const node = nodeAt(event);
      if (node === null) tip.hide();
      else this.#choose(node);
    });
    this.#inline.addEventListener("keydown", (event) => {
      const node = nodeAt(event);
      if (node !== null) this.#key(event, node);
    });
    this.#tools.element.addEventListener("focusin", ({ target }) => {
      const name = target instanceof HTMLElement ? target.dataset.tool : undefined;
      this.#memory.focus =
        name === undefined ? { kind: "search", id: "" } : { kind: "tool", id: name };
    });
    this.#output.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.#output.isConnected) return;
      const isNear =
        relatedTarget instanceof Node &&
        (this.#output.contains(relatedTarget) || tip.contains(relatedTarget));
      if (!isNear) {
        this.#memory.focus = undefined;
        tip.hide();
      }
    });
    this.#view.addEventListener("scroll", () => {
      this.#memory.left = this.#view.scrollLeft;
      this.#memory.top = this.#view.scrollTop;
      tip.hide();
    });
    this.#view.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#listenToDrags();
    for (const list of this.#lists())
      list.addEventListener("toggle", () => {
        const { family = "" } = list.dataset;
        if (list.open) this.#memory.lists.add(family);
        else this.#memory.lists.delete(family);
      });
  }

  #listenToDrags(): void {
    const view = this.#view;
    view.addEventListener("pointerdown", (start) => {
      if (start.button !== 0 || start.pointerType !== "mouse") return;
      const { scrollLeft, scrollTop } = view;
      let isDrag = false;
      const move = (event: PointerEvent) => {
        isDrag ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > 4;
        if (!isDrag) return;
        view.scrollLeft = scrollLeft - (event.clientX - start.clientX);
        view.scrollTop = scrollTop - (event.clientY - start.clientY);
      };
      const end = () => {
        removeEventListener("pointermove", move);
        removeEventListener("pointerup", end);
        // What is under the pointer at the end of a move was not clicked.
        if (isDrag) addEventListener("click", (event) => event.stopPropagation(), CAUGHT);
      };
      addEventListener("pointermove", move);
      addEventListener("pointerup", end);
    });
  }

  /** The wheel alone scrolls the page, as everywhere; with Ctrl or ⌘ it zooms. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.#zoom(this.#memory.scale * Math.exp(-event.deltaY / 300), event);
  }

  /** Around a point of the page, or the middle. The room that the picture takes stays as it is. */
  #zoom(wanted: number, at?: { readonly clientX: number; readonly clientY: number }): void {
    const view = this.#view;
    const box = view.getBoundingClientRect();
    if (view.style.height === "") view.style.height = `${box.height}px`;
    const x = at === undefined ? box.width / 2 : at.clientX - box.left;
    const y = at === undefined ? box.height / 2 : at.clientY - box.top;
    const before = this.#picture.getBoundingClientRect().width;
    this.#memory.scale = Math.min(6, Math.max(0.2, wanted));
    this.#applyScale();
    const ratio = this.#picture.getBoundingClientRect().width / Math.max(1, before);
    view.scrollLeft = (view.scrollLeft + x) * ratio - x;
    view.scrollTop = (view.scrollTop + y) * ratio - y;
  }

  #applyScale(): void {
    const { scale } = this.#memory;
    if (scale === 1) this.#view.style.height = "";
    this.#picture.style.width = `${Math.round(this.#pictureWidth() * scale)}px`;
  }

  #pictureWidth(): number {
    return this.#inline.querySelector("svg")?.viewBox.baseVal.width ?? this.#naturalWidth;
  }

  #search(words: string): string {
    this.#memory.search = words;
    const wanted = words.trim().toLowerCase();
    const nodes = this.#nodes();
    const hits = nodes.filter((node) => this.#textOf(node).includes(wanted));
    for (const node of nodes)
      node.classList.toggle("cauce-dim", wanted !== "" && !hits.includes(node));
    for (const row of this.#output.querySelectorAll<HTMLElement>(".cauce-family tbody tr"))
      row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
    for (const more of this.#output.querySelectorAll<HTMLElement>(".cauce-more"))
      tellFurther(more, wanted);
    return wanted === "" ? "" : `${hits.length} of ${nodes.length}`;
  }

  /** A folded family is found by what any of its tasks is called. */
  #textOf(node: SVGElement): string {
    const family = node.dataset.fold;
    const list = this.#lists().find((some) => some.dataset.family === family);
    const further = list?.querySelector<HTMLElement>(".cauce-more")?.dataset.words ?? "";
    const rows =
      family === undefined || list === undefined ? "" : `${list.textContent}\n${further}`;
    return `${node.dataset.words ?? ""}\n${wordsOf(node)}\n${rows}`.toLowerCase();
  }

  #nextHit(): void {
    const hits = this.#nodes().filter((node) => !node.classList.contains("cauce-dim"));
    const at = hits.findIndex((node) => node.classList.contains("cauce-hit"));
    for (const node of hits) node.classList.remove("cauce-hit");
    const next = hits[(at + 1) % Math.max(1, hits.length)];
    next?.classList.add("cauce-hit");
    next?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (next !== undefined) tip.show(next, next.dataset.words ?? "", true);
  }

  #toggle(family: string): void {
    const isOpen = this.#memory.open === family;
    this.#memory.open = isOpen ? undefined : family;
    if (isOpen) this.#replaceSvg(this.#folded);
    this.#draw();
    tip.hide();
    const tools = this.#makeTools();
    this.#tools.element.replaceWith(tools.element);
    this.#tools = tools;
    this.#applyScale();
    this.#tools.find(this.#memory.search);
    this.#focusTool(`family ${family}`);
  }

  #choose(node: SVGElement): void {
    const { fold, task = "", words = "" } = node.dataset;
    if (fold !== undefined && this.#opened[fold] !== undefined) {
      this.#toggle(fold);
      return;
    }
    const list = this.#lists().find((some) => some.dataset.family === fold);
    if (list !== undefined) list.open = true;
    const detail = { key: this.#output.dataset.key, task };
    const chosen = new CustomEvent(selectEvent, { detail, cancelable: true });
    const isTold = !document.dispatchEvent(chosen);
    // Whoever tells of the task leaves to the tip the way to where it failed.
    if (isTold && node.dataset.place === undefined) tip.hide();
    else tip.show(node, words, true);
  }

  #key(event: KeyboardEvent, node: SVGElement): void {
    const links = { ArrowRight: [0, 1], ArrowLeft: [1, 0] }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      this.#choose(node);
      tip.focus();
    } else if (event.key === "Escape") tip.hide();
    else if (links !== undefined) this.#follow(node, links[0] ?? 0, links[1] ?? 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** To a task that needs this one, or that this one needs. */
  #follow(node: SVGElement, from: number, to: number): void {
    const nodes = this.#nodes();
    const link = this.#linksOf(node).find((ends) => nodes[ends[from] ?? -1] === node);
    nodes[link?.[to] ?? -1]?.focus();
  }

  #linksOf(node: SVGElement): number[][] {
    const at = this.#nodes().indexOf(node);
    const edges = [...this.#inline.querySelectorAll<SVGElement>(".e")];
    return edges.map(endsOf).filter((ends) => ends.includes(at));
  }

  #point(node: SVGElement): void {
    this.#unpoint();
    const at = this.#nodes().indexOf(node);
    for (const edge of this.#inline.querySelectorAll<SVGElement>(".e"))
      edge.classList.toggle("cauce-lit", endsOf(edge).includes(at));
    tip.show(node, node.dataset.words ?? "", false);
  }

  #unpoint(): void {
    for (const edge of this.#inline.querySelectorAll(".cauce-lit"))
      edge.classList.remove("cauce-lit");
    if (!tip.isPinned) tip.hide();
  }

  #lists(): HTMLDetailsElement[] {
    const lists = ".cauce-family, .cauce-log";
    return [...this.#output.querySelectorAll<HTMLDetailsElement>(lists)];
  }

  #restore(): void {
    const { search, focus, left, top, scale, lists } = this.#memory;
    for (const list of this.#lists()) list.open = lists.has(list.dataset.family ?? "");
    if (scale !== 1) this.#zoom(scale);
    this.#view.scrollLeft = left;
    this.#view.scrollTop = top;
    if (search !== "") this.#tools.find(search);
    const kept = { preventScroll: true };
    if (focus?.kind === "search") this.#tools.searchField.focus(kept);
    if (focus?.kind === "tool") this.#focusTool(focus.id);
    if (focus?.kind === "task")
      this.#nodes()
        .find((node) => node.dataset.task === focus.id)
        ?.focus(kept);
  }

  #focusTool(name: string): void {
    const tools = this.#tools.element.querySelectorAll<HTMLElement>("[data-tool]");
    [...tools].find(({ dataset }) => dataset.tool === name)?.focus({ preventScroll: true });
  }
}

export interface PictureParts {
  readonly view: HTMLElement;
  readonly picture: HTMLElement;
  readonly inline: HTMLElement;
  readonly opened: Readonly<Record<string, string>>;
}

/** A task that the keyboard reaches; its words move from the browser's own tip to ours. */
function prepare(node: SVGElement): void {
  const title = node.querySelector("title");
  const words = title?.textContent ?? "";
  title?.remove();
  node.dataset.words = words;
  node.setAttribute("tabindex", "0");
  node.setAttribute("role", "button");
  // Its name is what stands on the card: speech control finds it by the words that are seen.
  node.setAttribute("aria-description", words.split("\n", 1)[0] ?? "");
}

/** What stands on a card, line by line. */
function wordsOf(node: SVGElement): string {
  return [...node.querySelectorAll("text")].map((line) => line.textContent).join("\n");
}

function endsOf(edge: SVGElement): number[] {
  return (edge.dataset.link ?? "").split(" ").map(Number);
}
