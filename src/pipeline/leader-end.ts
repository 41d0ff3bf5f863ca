import { randomBytes } from "node:crypto";
import path from "node:path";
import { type CommitGuard, closeCommits, makeCommitGuard } from "../store/commit-guard.ts";
import { releaseLocksOf } from "../store/task-locks.ts";

/** What a thread that leads runs opens its record with. */
export interface LeaderMarks {
  readonly guard: CommitGuard;
  /** What its locks are known by. */
  readonly owner: string;
}

const mostCommitMs = 2_000;

/** The end of a thread that leads runs, as the thread that has started it sees to it. */
export class LeaderEnd {
  readonly marks: LeaderMarks = {
    guard: makeCommitGuard(),
    owner: randomBytes(6).toString("hex"),
  };
  readonly #root: string;
  /** A process that ends would end the thread in the middle of a commit, and wait for it for ever. */
  readonly #onExit = () => void closeCommits(this.marks.guard, mostCommitMs);

  /** `root` is the project's. */
  constructor(root: string) {
    this.#root = root;
    process.once("exit", this.#onExit);
  }

  /** The thread has ended, by itself or not: nothing stays locked. */
  clearUp(): void {
    process.off("exit", this.#onExit);
    releaseLocksOf(this.marks.owner, path.join(this.#root, ".cauce"));
  }
}
