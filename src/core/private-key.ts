import { createHmac } from "node:crypto";

let readKey: () => string = () => "";

/** Where this process takes the project's key from; it is asked for when a private value is first hashed. */
export function setPrivateKey(read: () => string): void {
  let known: string | undefined;
  readKey = () => {
    known ??= read();
    return known;
  };
}

/** A hash that tells private values apart and cannot be tried out without the project's key. */
export function hashPrivate(text: string): string {
  return createHmac("sha256", readKey()).update(text).digest("hex");
}
