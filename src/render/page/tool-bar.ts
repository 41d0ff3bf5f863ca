/// <reference lib="dom" />

export interface ToolActions {
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  /** Says how many tasks have the words. */
  readonly search: (words: string) => string;
  /** Goes to the next task that has them. */
  readonly next: () => void;
  readonly toggle: (family: string) => void;
}

/** The line of tools above a picture. */
export class ToolBar {
  readonly element = document.createElement("div");
  readonly #search = document.createElement("input");
  readonly #hits = document.createElement("span");
  readonly #actions: ToolActions;

  constructor(actions: ToolActions) {
    this.#actions = actions;
    this.element.className = "cauce-tools";
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Task graph");
    this.#addSearch();
    this.#add("−", "Zoom out", () => actions.zoom(1 / 1.25));
    this.#add("+", "Zoom in", () => actions.zoom(1.25));
    this.#add("Fit", "Fit to width", () => actions.fit());
    this.element.append(this.#hits);
  }

  /** A button for each family that can be opened or folded. */
  addFamily(family: string, isOpen: boolean): void {
    const name = `${isOpen ? "Fold" : "Open"} ${family}`;
    const button = this.#add(name, name, () => this.#actions.toggle(family));
    button.setAttribute("aria-expanded", String(isOpen));
    button.dataset.tool = `family ${family}`;
    this.element.insertBefore(button, this.#hits);
  }

  get searchField(): HTMLInputElement {
    return this.#search;
  }

  find(words: string): void {
    this.#search.value = words;
    this.#hits.textContent = this.#actions.search(words);
  }

  #addSearch(): void {
    const field = this.#search;
    field.type = "search";
    field.placeholder = "Find a task";
    field.setAttribute("aria-label", "Find a task");
    field.addEventListener("input", () => this.find(field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#actions.next();
      // The page around has keys of its own.
      event.stopPropagation();
    });
    this.#hits.className = "cauce-hits";
    this.#hits.setAttribute("role", "status");
    this.element.append(field);
  }

  #add(text: string, label: string, act: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.title = label;
    button.setAttribute("aria-label", label);
    button.dataset.tool = label;
    button.addEventListener("click", act);
    this.element.append(button);
    return button;
  }
}
