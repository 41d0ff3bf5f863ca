import { DebugAdapter } from "./debug/debug-adapter.ts";
import { runWireThread } from "./wire/wire-thread.ts";

// The entry point of the thread that holds the sockets, and the debugger with them.
await runWireThread((options) => new DebugAdapter(options));
