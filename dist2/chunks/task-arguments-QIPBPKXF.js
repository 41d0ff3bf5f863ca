import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  describeParameters,
  describeType,
  parseTaskArguments
} from "./chunk-TUM7LBN4.js";
import "./chunk-Z3URZZHH.js";
import "./chunk-EERKI2QO.js";
export {
  describeParameters,
  describeType,
  parseTaskArguments
};
//# sourceMappingURL=task-arguments-QIPBPKXF.js.map
