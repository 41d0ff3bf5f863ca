import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Engine } from "../pipeline/engine.ts";
import { shareLook } from "../pipeline/share-look.ts";
import { currentExecution, type MimeBundle } from "./publisher.ts";

/** A picture that stays true: what it shows of the present state of code and outputs, and how. */
export interface Picture<Shown> {
  /** Undefined leaves it as it is. */
  look(engine: Engine): Promise<Shown | undefined>;
  draw(shown: Shown): MimeBundle;
  /** It plans a graph, in which others find their tasks: it is looked at before them. */
  readonly isGraph?: boolean;
}

interface FollowedPicture {
  readonly cellId: string | undefined;
  /** Undefined where nothing has changed. */
  readonly redraw: (engine: Engine, turn: number) => Promise<MimeBundle | undefined>;
  readonly displayId: string;
  readonly isGraph: boolean;
}

const mostFollowed = 30;
/**
 * How long a cell may go on after a run before the page is brought up to date meanwhile, and how
 * long after a cell the next one has time to begin.
 */
const soonMs = 50;

/** The pictures on the page that stay true: an edit or a run changes them where they stand. */
export class FollowedPictures {
  readonly #engine: () => Engine;
  #pictures: FollowedPicture[] = [];
  #turn = 0;
  #soon: NodeJS.Timeout | undefined;
  #areBehind = false;
  #refreshBeside: (engine: Engine) => Promise<void> = async () => {};

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /** Shows a picture under the running cell; from now on it follows. */
  show<Shown>(picture: Picture<Shown>, shown: Shown): void {
    const displayId = randomUUID();
    currentExecution()?.publisher.displayData(picture.draw(shown), displayId);
    this.follow(displayId, picture, shown);
  }

  /** Follows what stands on the page already. */
  follow<Shown>(displayId: string, picture: Picture<Shown>, shown: Shown): void {
    let latest = shown;
    let latestTurn = this.#turn;
    const redraw = async (engine: Engine, turn: number) => {
      const now = await picture.look(engine);
      // A refresh that began later may have been faster.
      if (now === undefined || turn < latestTurn) return undefined;
      latestTurn = turn;
      if (isDeepStrictEqual(now, latest)) return undefined;
      latest = now;
      return picture.draw(now);
    };
    const cellId = currentExecution()?.cellId;
    const followed = { cellId, displayId, redraw, isGraph: picture.isGraph === true };
    this.#pictures = [...this.#pictures, followed].slice(-mostFollowed);
  }

  /** A cell that is run again has lost what it showed. */
  forget(cellId: string | undefined): void {
    if (cellId === undefined) return;
    this.#pictures = this.#pictures.filter((picture) => picture.cellId !== cellId);
  }

  /** From now on each refresh is one of what stands beside pictures too. */
  alsoRefresh(refresh: (engine: Engine) => Promise<void>): void {
    this.#refreshBeside = refresh;
  }

  /** Whether something has happened that they do not show yet. */
  get areBehind(): boolean {
    return this.#areBehind;
  }

  /** Redraws what has changed. A picture that can no longer be drawn stays as it was. */
  refresh(): Promise<void> {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#areBehind = false;
    return shareLook(() => this.#refresh());
  }

  /** The same, unless the running cell ends at once: then they are refreshed anyway. */
  refreshSoon(): void {
    this.#areBehind = true;
    this.lookSoon();
  }

  /** Nothing that is known has changed; who looks finds what has been done to files. Nobody waits for it. */
  lookSoon(): void {
    this.#soon ??= setTimeout(() => void this.refresh(), soonMs);
  }

  /** Nobody looks any more. */
  close(): void {
    clearTimeout(this.#soon);
  }

  async #refresh(): Promise<void> {
    const engine = this.#engine();
    const turn = ++this.#turn;
    const graphsFirst = this.#pictures.toSorted((a, b) => Number(b.isGraph) - Number(a.isGraph));
    for (const { redraw, displayId } of graphsFirst) {
      const bundle = await redraw(engine, turn).catch(() => undefined);
      // Under the running cell's request: clients such as nbclient hear no other.
      if (bundle !== undefined) currentExecution()?.publisher.updateDisplayData(bundle, displayId);
    }
    await this.#refreshBeside(engine);
  }
}
