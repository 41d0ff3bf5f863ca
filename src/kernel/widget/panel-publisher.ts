import type { MimeBundle, Publisher } from "../publisher.ts";

const longestLog = 20_000;

/** What a run shows that a panel started: its picture and its words go to the panel. */
export class PanelPublisher implements Publisher {
  readonly #page: Publisher;
  readonly #show: (shown: { readonly html: string; readonly log: string }) => void;
  readonly #own = new Set<string>();
  #html = "";
  #log = "";

  /** `page` shows what stands elsewhere: pictures under cells that follow the run. */
  constructor(page: Publisher, show: (shown: { html: string; log: string }) => void) {
    this.#page = page;
    this.#show = show;
  }

  stream(_name: "stdout" | "stderr", text: string): void {
    this.#log = `${this.#log}${text}`.slice(-longestLog);
    this.#tell();
  }

  displayData(data: MimeBundle, displayId?: string): void {
    if (displayId !== undefined) this.#own.add(displayId);
    this.#draw(data);
  }

  updateDisplayData(data: MimeBundle, displayId: string): void {
    if (this.#own.has(displayId)) this.#draw(data);
    else this.#page.updateDisplayData(data, displayId);
  }

  executeResult(data: MimeBundle): void {
    this.#draw(data);
  }

  clearOutput(): void {
    this.#html = "";
    this.#log = "";
    this.#tell();
  }

  error(_ename: string, _evalue: string, traceback: readonly string[]): void {
    this.stream("stderr", `${traceback.join("\n")}\n`);
  }

  flush(): void {
    this.#page.flush();
  }

  /** A panel runs no scripts of outputs, and needs none. */
  #draw(data: MimeBundle): void {
    const html = String(data["text/html"] ?? "");
    this.#html = html.replace(/<script\b.*?<\/script>/gs, "");
    this.#tell();
  }

  get shown(): { readonly html: string; readonly log: string } {
    return { html: this.#html, log: this.#log };
  }

  #tell(): void {
    this.#show(this.shown);
  }
}
