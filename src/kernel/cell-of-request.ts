import type { JsonObject } from "./wire/message.ts";

/** JupyterLab, Notebook and VS Code name the cell in the request's metadata; nbclient does not. */
export function cellOf(metadata: JsonObject): string | undefined {
  const id = metadata.cellId ?? metadata.cell_id;
  return typeof id === "string" && id !== "" ? id : undefined;
}
