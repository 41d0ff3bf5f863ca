import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json. */
export const projectFolder = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
