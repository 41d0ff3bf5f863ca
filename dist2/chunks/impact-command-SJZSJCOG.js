import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  renderImpact
} from "./chunk-NWOIQDTO.js";
import "./chunk-JYSN4P5R.js";
import "./chunk-MTG25PDI.js";
import "./chunk-AR23OWK2.js";
import {
  openCode
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

// src/cli/impact-command.ts
async function impactCommand(file, subject, options) {
  const { engine, project } = openCode(file);
  try {
    const answer = await engine.impact(subject);
    process.stdout.write(
      options.json ? `${JSON.stringify(answer)}
` : `${renderImpact(answer).text}
`
    );
  } finally {
    await project.store.close();
  }
}
export {
  impactCommand
};
//# sourceMappingURL=impact-command-SJZSJCOG.js.map
