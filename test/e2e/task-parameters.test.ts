import { describe, expect, test } from "vitest";
import { Project } from "./project-rig.ts";

const choosy = `import { Task, text } from "cauce";
import { z } from "zod";

const model = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("knn"), k: z.int().default(5), distance: z.enum(["near", "far"]) }),
  z.object({ kind: z.literal("forest"), trees: z.array(z.int()).optional() }).nullable(),
]);

export class Choosy extends Task.with({
  json: z.int().default(1),
  version: z.string().default("a"),
  workers: z.int().default(0),
  password: z.string().default("pw").meta({ visibility: "private" }),
  model: model.default({ kind: "knn", distance: "near" }),
}) {
  output() { return text(this); }
  async run() { await this.output().write("x"); }
}
`;
const make = () => Project.make({ files: { "choosy.ts": choosy } });

describe.concurrent("Parameters of a task on the command line", () => {
  test("are described with each form that a union has, and without private values", async () => {
    using project = await make();
    const { stdout } = await project.cauce("dag", "choosy.ts", "Choosy", "--help");
    const [, described] = stdout.split("single quotes):\n");
    expect(described?.trimEnd().split("\n")).toEqual([
      "  --json <integer>     default 1",
      "  --version <string>   default a",
      "  --workers <integer>  default 0",
      "  --password <string>  default •••",
      '  --model <JSON>       default {"kind":"knn","distance":"near"}',
      '      {"kind": "knn", "k": <integer, default 5>, "distance": <near|far>}',
      '      {"kind": "forest", "trees": [<integer>, …] (optional)}',
      "      <null>",
    ]);
  });

  test("that are called like an option are given behind two hyphens, as help says", async () => {
    using project = await make();
    const { stdout } = await project.cauce("run", "choosy.ts", "Choosy", "--help");
    expect(stdout).toMatch(/^ {2}-- --json <integer> +default 1$/m);
    const words = ["--version", "b", "--workers", "1", "--json", "--", "--workers", "3"];
    const run = await project.runFile("choosy.ts", "Choosy", ...words, "--json", "7");
    expect(run.stderr).toBe("");
    expect(run.ran).toEqual(["Choosy(json=7,version=b,workers=3)"]);
  });

  test("that an option hides are named in a note", async () => {
    using project = await make();
    const run = await project.runFile("choosy.ts", "Choosy", "--workers", "1", "--", "--json", "2");
    expect(run.ran).toEqual(["Choosy(json=2)"]);
    expect(run.stderr).toBe(
      "note: `--workers` was read as an option of this command. The parameter `workers` of `Choosy` is given behind `--`: `-- --workers VALUE`.\n",
    );
  });

  test.each([
    ['{"kind":"knn"', '`{"kind":"knn"` is not JSON. Expected a structure such as'],
    [
      '{"kind":"knn","q":1}',
      "`model.q` is no part of the parameter `model`. There are `model.k`, ",
    ],
    ["--version", "`--model` needs a value: JSON."],
  ])("are refused where they are no value: %s", async (value, message) => {
    using project = await make();
    const refused = await project.cauce("why", "choosy.ts", "Choosy", "--model", value);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain(message);
  });
});
