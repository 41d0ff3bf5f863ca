// `npm run setup`: what the tests need beyond npm packages. Instant when it is there.
import {
  chromiumRequirement,
  jupyterRequirement,
  provideTestEnvironment,
} from "./environment/test-environment.mjs";

provideTestEnvironment();
for (const { name, available, reason } of [jupyterRequirement(), chromiumRequirement()]) {
  console.log(available ? `✓ ${name}` : `- ${name}: ${reason}`);
}
