const mostHeldBack = 64 * 1024;

/** Lines of one turn share a write: thousands of tasks end in it. What is held goes out when the process ends, too. */
export class HeldLines {
  readonly #write: (text: string) => void;
  #lines = "";
  #timer: NodeJS.Immediate | undefined;

  constructor(write: (text: string) => void) {
    this.#write = write;
    process.once("exit", this.#flush);
  }

  /** An urgent line goes out at once, behind those before it. */
  add(line: string, { isUrgent }: { readonly isUrgent: boolean }): void {
    this.#lines += `${line}\n`;
    if (isUrgent || this.#lines.length > mostHeldBack) this.#flush();
    else this.#timer ??= setImmediate(this.#flush);
  }

  readonly #flush = (): void => {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    if (this.#lines === "") return;
    const lines = this.#lines;
    this.#lines = "";
    this.#write(lines);
  };
}
