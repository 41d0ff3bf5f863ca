import { CauceError } from "../core/errors.ts";
import { builtFile, loadLibrary } from "../pipeline/built-file.ts";
import { captureStreams } from "./capture-streams.ts";
import { captureChildOutput } from "./child-output.ts";
import { describeError } from "./describe-error.ts";
import { Kernel } from "./kernel.ts";
import { kernelInfo } from "./kernel-info.ts";
import { codeRequests } from "./language/code-requests.ts";
import { type NativePipes, openNativePipes } from "./native-pipes.ts";
import { currentExecution, isCellCode } from "./publisher.ts";
import { isTold, refuseExit } from "./refuse-exit.ts";
import { installSafeImmediates } from "./safe-immediates.ts";
import { Session } from "./session.ts";
import { readConnectionFile } from "./wire/connection-file.ts";
import type { JsonObject } from "./wire/message.ts";
import { openWire, type Wire } from "./wire/wire.ts";

/** Starts the kernel that a Jupyter client asked for, and serves it until it is shut down. */
export async function startKernel(connectionFile: string): Promise<void> {
  const info = kernelInfo();
  const nativeOutput = openNativePipes();
  const wire = await connect(connectionFile, info, nativeOutput);
  const session = new Session(process.cwd(), loadLibrary);
  const exit = refuseExit();
  captureStreams();
  captureChildOutput({
    stderr: nativeOutput?.stderrOfChildren,
    setWaiting: (isWaiting) => wire.setWaiting(isWaiting),
  });
  installSafeImmediates();
  reportStrayErrors();
  const close = async () => {
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
  wire.onMessage((message) => kernel.handle(message));
  session.language.onPort((port) => wire.delegate(codeRequests, port));
  kernel.announce();
}

/** What keeps a kernel from its sockets is told to whoever started it, in its own words. */
async function connect(
  connectionFile: string,
  kernelInfo: JsonObject,
  nativeOutput: NativePipes | undefined,
): Promise<Wire> {
  try {
    const connection = await readConnectionFile(connectionFile);
    const threadUrl = builtFile("kernel/kernel-thread.js");
    return await openWire(connection, { threadUrl, kernelInfo, nativeOutput, isCellCode });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new CauceError("kernel-not-connected", cause.message, { cause });
  }
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
