import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);

// src/render/format-bytes.ts
var UNITS = ["kB", "MB", "GB", "TB"];
function formatBytes(sizeBytes) {
  if (sizeBytes < 1e3) return `${sizeBytes} B`;
  let amount = sizeBytes;
  let unit = -1;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1e3;
    unit++;
  }
  return `${amount < 9.95 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[unit]}`;
}

export {
  formatBytes
};
//# sourceMappingURL=chunk-WVLI76KU.js.map
