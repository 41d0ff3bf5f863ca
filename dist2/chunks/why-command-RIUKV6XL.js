import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
import {
  renderWhy
} from "./chunk-XKVCD74V.js";
import {
  explain
} from "./chunk-YENJQZQL.js";
import "./chunk-AVBLG5ZY.js";
import "./chunk-JYSN4P5R.js";
import "./chunk-MTG25PDI.js";
import "./chunk-QABJVAE6.js";
import "./chunk-AR23OWK2.js";
import {
  findTask,
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

// src/cli/why-command.ts
async function whyCommand(file, family, words, options) {
  const { engine, project } = openCode(file);
  try {
    const { root, plan } = await engine.plan(await findTask(engine, family, words));
    const answer = explain(root, plan.tasks());
    process.stdout.write(
      options.json ? `${JSON.stringify(answer)}
` : `${renderWhy(answer).text}
`
    );
  } finally {
    await project.store.close();
  }
}
export {
  whyCommand
};
//# sourceMappingURL=why-command-RIUKV6XL.js.map
