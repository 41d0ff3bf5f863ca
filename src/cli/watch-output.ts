import { exitCodes } from "./report-problem.ts";

/**
 * Ends the process when what it says reaches nobody any more: quietly where the reader has left
 * (`cauce dag … | head`), with the reason where there is another. What is recorded stays whole.
 */
export function watchOutput(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCodes.interrupted);
    process.stderr.write(`error Standard output cannot be written: ${error.message}\n`);
    process.exit(exitCodes.wrongUsage);
  });
}
