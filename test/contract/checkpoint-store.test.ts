import { openLmdbStore } from "../../src/store/lmdb-store.ts";
import { describeStoreContract } from "./checkpoint-store.ts";

describeStoreContract({ kind: "LMDB", open: openLmdbStore });
