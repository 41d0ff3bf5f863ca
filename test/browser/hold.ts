import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Code for a cell: `held(name)` goes on when nothing holds that name. So what a
 * test looks at lasts as long as it needs, on the slowest machine too.
 */
export const heldSource = `import { existsSync } from "node:fs";
const held = async (name: string, signal?: AbortSignal) => {
  while (existsSync(\`hold-\${name}\`) && signal?.aborted !== true)
    await new Promise((resolve) => setTimeout(resolve, 20));
};`;

/** Holds what waits for a name, until the function that it returns is called. */
export function hold(project: string, name: string): () => void {
  const file = path.join(project, `hold-${name}`);
  writeFileSync(file, "");
  return () => rmSync(file, { force: true });
}
