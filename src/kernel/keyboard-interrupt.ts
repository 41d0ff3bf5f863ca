/** What an interrupted cell ends with; named as Jupyter's clients know it. */
export class KeyboardInterrupt extends Error {
  constructor() {
    super("the cell was interrupted");
    this.name = "KeyboardInterrupt";
  }
}
