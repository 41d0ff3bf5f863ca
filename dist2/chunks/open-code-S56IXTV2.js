import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  findTask,
  openCode,
  openFolder
} from "./chunk-QCHQPV66.js";
import "./chunk-WK6RNPL7.js";
import "./chunk-SSL2OL3F.js";
import "./chunk-ZRDOBMNB.js";
import "./chunk-B5UEXQYH.js";
import "./chunk-EHYYL4X4.js";
import "./chunk-7C5RFFRJ.js";
import "./chunk-E47LMD53.js";
import "./chunk-TUM7LBN4.js";
import "./chunk-Z3URZZHH.js";
import "./chunk-EERKI2QO.js";
export {
  findTask,
  openCode,
  openFolder
};
//# sourceMappingURL=open-code-S56IXTV2.js.map
