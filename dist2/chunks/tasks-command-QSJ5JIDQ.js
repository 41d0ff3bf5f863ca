import { createRequire as __cr } from "node:module"; const require = __cr(import.meta.url);
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
import {
  describeParameters,
  describeType
} from "./chunk-TUM7LBN4.js";
import {
  parameterDefault,
  parameterTraits
} from "./chunk-Z3URZZHH.js";
import "./chunk-EERKI2QO.js";

// src/cli/tasks-command.ts
async function tasksCommand(file, options) {
  const { engine, project } = openCode(file);
  try {
    for (const family of engine.families()) {
      const taskClass = await engine.loadClass(family);
      process.stdout.write(
        options.json ? `${JSON.stringify(describeAsJson(family, taskClass))}
` : describeAsText(family, taskClass)
      );
    }
  } finally {
    await project.store.close();
  }
}
function describeAsText(family, taskClass) {
  const kind = taskClass.kind === "task" ? "" : ` (${taskClass.kind})`;
  return `${[`${family}${kind}`, ...describeParameters(taskClass.parameters)].join("\n")}
`;
}
function describeAsJson(family, taskClass) {
  const parameters = Object.entries(taskClass.parameters).map(([name, schema]) => {
    const { significant, description } = parameterTraits(schema);
    const standard = parameterDefault(schema);
    return {
      name,
      type: describeType(schema),
      significant,
      ...description === void 0 ? {} : { description },
      ...standard === void 0 ? {} : { default: standard }
    };
  });
  return { family, kind: taskClass.kind, parameters };
}
export {
  tasksCommand
};
//# sourceMappingURL=tasks-command-QSJ5JIDQ.js.map
