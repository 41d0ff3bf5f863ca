import { randomUUID } from "node:crypto";
import type { Engine } from "../pipeline/engine.ts";
import { holdResolutions } from "../pipeline/resolve-module.ts";
import { currentExecution, type MimeBundle } from "./publisher.ts";

/** What a picture shows in the present state of the code and the outputs; undefined leaves it as it is. */
export type Redraw = (engine: Engine) => Promise<MimeBundle | undefined>;

interface FollowedPicture {
  readonly cellId: string | undefined;
  readonly displayId: string;
  readonly redraw: Redraw;
  shown: string;
}

const mostFollowed = 30;

/** The pictures on the page that stay true: an edit or a run changes them where they stand. */
export class FollowedPictures {
  readonly #engine: () => Engine;
  #pictures: FollowedPicture[] = [];

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /** Shows a picture under the running cell; from now on it follows. */
  show(bundle: MimeBundle, redraw: Redraw): void {
    const displayId = randomUUID();
    currentExecution()?.publisher.displayData(bundle, displayId);
    this.follow(displayId, bundle, redraw);
  }

  /** Follows what stands on the page already. */
  follow(displayId: string, bundle: MimeBundle, redraw: Redraw): void {
    const cellId = currentExecution()?.cellId;
    const picture = { cellId, displayId, redraw, shown: JSON.stringify(bundle) };
    this.#pictures = [...this.#pictures, picture].slice(-mostFollowed);
  }

  /** A cell that is run again has lost what it showed. */
  forget(cellId: string | undefined): void {
    if (cellId === undefined) return;
    this.#pictures = this.#pictures.filter((picture) => picture.cellId !== cellId);
  }

  /** Redraws what has changed. A picture that can no longer be drawn stays as it was. */
  refresh(): Promise<void> {
    return holdResolutions(() => this.#refresh());
  }

  async #refresh(): Promise<void> {
    const engine = this.#engine();
    for (const picture of this.#pictures) {
      const bundle = await picture.redraw(engine).catch(() => undefined);
      if (bundle === undefined) continue;
      const shown = JSON.stringify(bundle);
      if (shown === picture.shown) continue;
      picture.shown = shown;
      // Under the running cell's request: clients such as nbclient hear no other.
      currentExecution()?.publisher.updateDisplayData(bundle, picture.displayId);
    }
  }
}
