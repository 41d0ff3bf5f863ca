import type { Key, RootDatabase } from "lmdb";

/** What a database of lmdb has beside its published interface. */
interface Internals {
  readonly env: { abortTxn(): void };
}

/** Ends the transaction of a database in which JavaScript was terminated; it is of no use after that. */
export function endCutOff(root: RootDatabase<unknown, Key>): void {
  // LMDB crashes when asked to abort where nothing is open; asking for the number then throws.
  if (hasOpenTransaction(root)) (root as unknown as Internals).env.abortTxn();
  void root.close();
}

function hasOpenTransaction(root: RootDatabase<unknown, Key>): boolean {
  try {
    root.getWriteTxnId();
    return true;
  } catch {
    return false;
  }
}
