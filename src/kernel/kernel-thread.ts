import { DebugAdapter } from "./debug/debug-adapter.ts";
import { runWireThread } from "./wire/wire-thread.ts";

// The entry point of the thread that holds the sockets, and the debugger with them. What fails here
// is an unhandled rejection, which ends the thread and reaches main.
void runWireThread((options) => new DebugAdapter(options));
