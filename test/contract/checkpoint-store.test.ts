import { openLmdbStore } from "../../src/store/lmdb-store.ts";
import { describeStoreContract } from "./checkpoint-store.ts";

describeStoreContract({ kind: "LMDB", open: openLmdbStore });

describeStoreContract({
  kind: "LMDB (every content in a file of its own)",
  open: (folder, limits) => openLmdbStore(folder, { ...limits, largestInsideBytes: -1 }),
});
