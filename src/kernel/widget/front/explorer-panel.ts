/// <reference lib="dom" />
import { makeButton, makeElement } from "./make-element.ts";
import type { PanelModel, TaskDetail } from "./panel-state.ts";
import { ParameterFields } from "./parameter-fields.ts";
import { replaceParts } from "./replace-parts.ts";

/** How long after the last key the kernel is asked what would run. */
const askAfterMs = 250;
let views = 0;

/** One view of a panel. What it shows is the model's; only what is typed into the form is its own. */
export class ExplorerPanel {
  readonly element = makeElement("section", "", {
    class: "cauce-panel",
    "aria-label": "Explore the task graph",
  });
  readonly #model: PanelModel;
  readonly #id = `cauce-panel-${++views}`;
  readonly #tasks = makeElement("select", "", { "aria-label": "Task" });
  readonly #mark = makeElement("span");
  readonly #plan = makeElement("p", "", { role: "status" });
  readonly #parameters = makeElement("div");
  readonly #detail = makeElement("div");
  readonly #run = makeElement("div");
  readonly #stop = makeButton("Stop", () => this.#model.send({ ask: "stop" }));
  #form: ParameterFields | undefined;
  #shown: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners: readonly (readonly [event: string, hear: () => void])[];

  constructor(model: PanelModel) {
    this.#model = model;
    this.#tasks.addEventListener("change", () => this.#select(this.#tasks.value));
    const head = makeElement("div", "", { class: "cauce-row" });
    head.append(this.#tasks, this.#mark);
    this.element.append(head, this.#parameters, this.#plan, this.#run, this.#detail);
    this.#listeners = [
      ["change:tasks", () => this.#drawTasks()],
      ["change:detail", () => this.#drawDetail()],
      ["change:mark", () => this.#drawMark()],
      ["change:plan", () => this.#drawPlan()],
      ["change:answer", () => this.#form?.tell(model.get("answer").problems)],
      ["change:run", () => this.#drawRun()],
    ];
    for (const [event, hear] of this.#listeners) {
      model.on(event, hear);
      hear();
    }
    document.addEventListener("cauce:select", this.#chosen);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const [event, hear] of this.#listeners) this.#model.off(event, hear);
    document.removeEventListener("cauce:select", this.#chosen);
  }

  /** A node of the picture above was clicked. */
  readonly #chosen = (event: Event): void => {
    const { key, task } = (event as CustomEvent<{ key: string; task: string }>).detail;
    if (key !== this.#model.get("key")) return;
    // The panel tells all that the picture would.
    event.preventDefault();
    this.#select(task);
  };

  #select(task: string): void {
    this.#model.send({ ask: "select", task });
  }

  #drawTasks(): void {
    const options = this.#model
      .get("tasks")
      .map(({ id, state }) => makeElement("option", `${id}: ${state}`, { value: id }));
    this.#tasks.replaceChildren(...options);
    this.#tasks.value = this.#model.get("detail")?.id ?? "";
  }

  #drawMark(): void {
    this.#mark.innerHTML = this.#model.get("mark");
  }

  #drawDetail(): void {
    const detail = this.#model.get("detail");
    if (detail === null) return;
    this.#tasks.value = detail.id;
    this.#parameters.replaceChildren(...this.#drawParameters(detail));
    const sections = [
      drawOutputs(detail),
      drawText("Code", detail.code, detail.place),
      drawText("Log of the last run", detail.log, ""),
      drawText("About", detail.words, ""),
    ];
    replaceParts(
      this.#detail,
      sections.filter((section) => section !== undefined),
    );
  }

  /** The same task drawn again, after a run, keeps what was typed. */
  #drawParameters(detail: TaskDetail): HTMLElement[] {
    if (this.#shown !== detail.id || this.#form === undefined) {
      this.#form = new ParameterFields(detail.form, this.#id, () => this.#askLater());
      this.#shown = detail.id;
    }
    const row = makeElement("div", "", { class: "cauce-row", style: "margin-top:8px" });
    if (detail.kind !== "external") {
      row.append(
        makeButton("What would run?", () => this.#ask("plan")),
        makeButton("Run it", () => this.#ask("run")),
      );
    }
    row.append(
      makeButton("Run what needs it", () => this.#model.send({ ask: "run-all" })),
      this.#stop,
    );
    const hasFields = detail.form.fields.length > 0;
    return hasFields ? [this.#form.element, row] : [row];
  }

  #askLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask("plan"), askAfterMs);
  }

  #ask(ask: "plan" | "run"): void {
    const given = this.#form?.read();
    if (given === undefined) this.#plan.textContent = "Cannot run: a field holds no value.";
    else this.#model.send({ ask, given });
  }

  #drawPlan(): void {
    this.#plan.textContent = this.#model.get("plan");
  }

  #drawRun(): void {
    const { state, html, log } = this.#model.get("run");
    this.#stop.hidden = state === "idle" || state === "done";
    const picture = makeElement("div");
    fill(picture, html);
    const words = state === "waiting" ? "Waits until no cell runs." : "";
    const text = drawText("Output", log, "");
    const told = words === "" ? undefined : makeElement("p", words);
    replaceParts(
      this.#run,
      [told, picture, text].filter((part) => part !== undefined),
    );
  }
}

function drawOutputs({ outputs, moreOutputs }: TaskDetail): HTMLElement | undefined {
  if (outputs.length === 0) return undefined;
  const section = makeElement("div", "", { role: "group", "aria-label": "Outputs" });
  // No heading: of which level it would have to be, only the page around knows.
  section.append(makeElement("div", "Outputs", { class: "cauce-title" }));
  for (const { path, note, html } of outputs) {
    const preview = makeElement("div", "", {
      class: "cauce-output-preview",
      tabindex: "0",
      role: "group",
      "aria-label": path,
    });
    fill(preview, html);
    section.append(makeElement("div", `${path} (${note})`), preview);
  }
  if (moreOutputs > 0) section.append(makeElement("div", `and ${moreOutputs} more`));
  return section;
}

/** HTML of the kernel's own making; what scrolls in it is reached by keyboard. */
function fill(part: HTMLElement, html: string): void {
  part.innerHTML = html;
  for (const scrolling of part.querySelectorAll<HTMLElement>('[style*="overflow"]'))
    scrolling.tabIndex = 0;
}

function drawText(title: string, text: string, place: string): HTMLElement | undefined {
  if (text === "") return undefined;
  const details = makeElement("details");
  details.append(
    makeElement("summary", place === "" ? title : `${title} (${place})`),
    makeElement("pre", text, { tabindex: "0" }),
  );
  return details;
}
