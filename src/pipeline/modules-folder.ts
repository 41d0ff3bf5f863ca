import path from "node:path";

/** Where compiled and hermetic modules lie, from the project's root. */
export const modulesFolder = path.join(".cauce", "modules");
