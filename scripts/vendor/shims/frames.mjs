// In danfojs-node, `toCSV`, `toJSON` and `toExcel` are methods of a subclass, while `head`, `query`,
// `readCSV` and all others return the base class, whose three methods throw and for which
// `instanceof DataFrame` is false. Here there is one class of each kind, and it has the methods.
import { DataFrame, Series } from "danfojs-node/dist/danfojs-base/index.js";
import {
  toCSVNode,
  toExcelNode,
  toJSONNode,
} from "danfojs-node/dist/danfojs-base/io/node/index.js";

for (const { prototype } of [DataFrame, Series]) {
  prototype.toCSV = function (options) {
    return toCSVNode(this, options);
  };
  prototype.toJSON = function (options) {
    return toJSONNode(this, options);
  };
  prototype.toExcel = function (options) {
    return toExcelNode(this, options);
  };
}

export { DataFrame, Series };
