import path from "node:path";
import type { Locator, Page } from "playwright-core";

const folder = path.resolve(import.meta.dirname, "../../outputs/screens");

/** Saves what is seen of a page, or of a part of it, for people to look at. */
export async function takePicture(
  shown: Page | Locator,
  name: string,
  options: { readonly fullPage?: boolean } = {},
): Promise<void> {
  await shown.screenshot({ ...options, path: path.join(folder, `${name}.png`) });
}
