import { CauceError } from "../core/errors.ts";
import type { FileLocation } from "./file-location.ts";

/**
 * Bytes as text, without the mark some editors put first. Other encodings are refused rather
 * than read with wrong letters.
 * @throws CauceError `target-not-text`
 */
export async function* decodeUtf8(
  file: FileLocation,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of chunks)
    yield decode(file, () => decoder.decode(chunk, { stream: true }));
  yield decode(file, () => decoder.decode());
}

/** The same for content that is whole; `keepMark` gives back the first mark too. */
export function decodeWholeUtf8(file: FileLocation, bytes: Uint8Array, keepMark = false): string {
  return decode(file, () =>
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: keepMark }).decode(bytes),
  );
}

function decode(file: FileLocation, step: () => string): string {
  try {
    return step();
  } catch (cause) {
    throw new CauceError(
      "target-not-text",
      `\`${file.path}\` is not UTF-8 text: it holds bytes of another encoding, or is not text at all. ` +
        `Save it as UTF-8 (in a spreadsheet: "CSV UTF-8"), or read its bytes with file(…).`,
      { cause },
    );
  }
}
