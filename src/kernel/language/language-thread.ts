import { parentPort, workerData } from "node:worker_threads";
import { Compiler } from "./compiler.ts";
import type { FromLanguage, LanguageThreadData, ToLanguage } from "./language-messages.ts";

// The entry point of the thread that knows the language. The compiler's process comes first: it
// gets ready while this thread loads what it is asked by.
if (parentPort === null)
  throw new Error("`language-thread` is not a program: Language starts it as a thread");
const port = parentPort;
const { place } = workerData as LanguageThreadData;
const post = (message: FromLanguage): void => port.postMessage(message);
const compiler = new Compiler({ ...place, onProcess: (pid) => post({ kind: "compiler", pid }) });
compiler.start();
void serve();

async function serve(): Promise<void> {
  const [{ LanguageDesk }, { TypeChecker }] = await Promise.all([
    import("./language-desk.ts"),
    import("./type-checker.ts"),
  ]);
  const desk = new LanguageDesk(new TypeChecker(place, compiler), post);
  port.on("message", (message: ToLanguage) => desk.handle(message));
  desk.warmUp();
}
