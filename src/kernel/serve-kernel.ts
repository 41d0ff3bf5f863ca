import { loadLibrary } from "../pipeline/built-file.ts";
import { captureStreams } from "./capture-streams.ts";
import { captureChildOutput } from "./child-output.ts";
import { describeError } from "./describe-error.ts";
import { Kernel } from "./kernel.ts";
import { codeRequests } from "./language/code-requests.ts";
import type { Language } from "./language/language.ts";
import type { NativePipes } from "./native-pipes.ts";
import { OptimizerHold } from "./optimizer-hold.ts";
import { currentExecution } from "./publisher.ts";
import { isTold, refuseExit } from "./refuse-exit.ts";
import { installSafeImmediates } from "./safe-immediates.ts";
import { Session } from "./session.ts";
import type { JsonObject } from "./wire/message.ts";
import type { Wire } from "./wire/wire.ts";

/** What runs already when the session is loaded. */
interface StartedKernel {
  readonly folder: string;
  /** The content of `kernel_info_reply`. */
  readonly info: JsonObject;
  readonly language: Language;
  readonly wire: Wire;
  readonly nativeOutput: NativePipes | undefined;
}

/** Serves the clients of a connected kernel until it is shut down. */
export function serveKernel({ folder, info, language, wire, nativeOutput }: StartedKernel): void {
  const session = new Session({
    folder,
    library: loadLibrary,
    language,
    openLine: () => wire.openLine(),
  });
  const exit = refuseExit();
  captureStreams();
  captureChildOutput({
    stderr: nativeOutput?.stderrOfChildren,
    precede: () => wire.precede(),
    setWaiting: (isWaiting) => wire.setWaiting(isWaiting),
  });
  installSafeImmediates();
  reportStrayErrors();
  const hold = new OptimizerHold();
  const close = async () => {
    hold.end();
    await session.close();
    await wire.close();
    exit(0);
  };
  const kernel = new Kernel(session, wire, info, () => void close());
  // Listeners keep Node from ending at the signals; the wire's thread hears them even while a cell computes.
  process.on("SIGINT", () => {
    if (!wire.hearsSignals) kernel.interrupt();
  });
  process.on("SIGTERM", () => {
    if (!wire.hearsSignals) void close();
  });
  wire.onTerminate(() => void close());
  wire.onInterrupt(() => kernel.interrupt());
  wire.onMessage((message) => {
    if (message.header.msg_type === "execute_request") hold.begin();
    kernel.handle(message);
  });
  language.onPort((port) => wire.delegate(codeRequests, port));
  kernel.announce();
}

/** What a timer or a forgotten promise throws is output of its cell, and never the end of the kernel. */
function reportStrayErrors(): void {
  const report = (error: unknown) => {
    if (isTold(error)) return;
    const text = `${describeError(error).traceback.join("\n")}\n`;
    const execution = currentExecution();
    if (execution === undefined) process.stderr.write(text);
    else execution.publisher.stream("stderr", text);
  };
  process.on("uncaughtException", report);
  process.on("unhandledRejection", report);
}
