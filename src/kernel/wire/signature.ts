import { createHmac, timingSafeEqual } from "node:crypto";

/** The HMAC-SHA256 of the parts (texts as UTF-8) in hexadecimal; the empty text where the key is empty. */
export function signParts(key: string, parts: readonly (string | Uint8Array)[]): string {
  if (key === "") return "";
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** True when the signature fits. An empty key switches signing off: then every signature does. */
export function isSigned(
  key: string,
  parts: readonly Uint8Array[],
  signature: Uint8Array,
): boolean {
  if (key === "") return true;
  const expected = Buffer.from(signParts(key, parts));
  // The lengths of signatures are no secret; timingSafeEqual throws where they differ.
  return expected.byteLength === signature.byteLength && timingSafeEqual(expected, signature);
}
