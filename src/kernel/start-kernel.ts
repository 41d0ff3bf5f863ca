import { CauceError } from "../core/errors.ts";
import { builtFile } from "../pipeline/built-file.ts";
import { findProjectRoot } from "../pipeline/find-project-root.ts";
import { packageRoot } from "../pipeline/package-root.ts";
import { kernelInfo } from "./kernel-info.ts";
import { Language } from "./language/language.ts";
import { type NativePipes, openNativePipes } from "./native-pipes.ts";
import { isCellCode } from "./publisher.ts";
import { readConnectionFile } from "./wire/connection-file.ts";
import type { JsonObject } from "./wire/message.ts";
import { openWire, type Wire } from "./wire/wire.ts";

/**
 * Starts the kernel that a Jupyter client asked for, and serves it until it is shut down. The
 * threads come first: they get ready while this one loads what cells need.
 */
export async function startKernel(connectionFile: string): Promise<void> {
  const folder = process.cwd();
  const nativeOutput = openNativePipes();
  const root = findProjectRoot(folder);
  const language = new Language({ root, folder, packageRoot: packageRoot() });
  const info = kernelInfo();
  try {
    const [wire, { serveKernel }] = await Promise.all([
      connect(connectionFile, info, nativeOutput),
      import("./serve-kernel.ts"),
    ]);
    serveKernel({ folder, info, language, wire, nativeOutput });
  } catch (error) {
    await language.close();
    throw error;
  }
}

/** What keeps a kernel from its sockets is told to whoever started it, in its own words. */
async function connect(
  connectionFile: string,
  kernelInfo: JsonObject,
  nativeOutput: NativePipes | undefined,
): Promise<Wire> {
  try {
    const connection = readConnectionFile(connectionFile);
    const threadUrl = builtFile("kernel/kernel-thread.cjs");
    const ownFolder = builtFile("");
    return await openWire(connection, {
      threadUrl,
      kernelInfo,
      nativeOutput,
      isCellCode,
      ownFolder,
    });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new CauceError("kernel-not-connected", cause.message, { cause });
  }
}
