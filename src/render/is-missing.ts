/** True for what tables mark as missing: null, undefined, NaN and "". */
export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || Number.isNaN(value);
}
