// Which folder of src may import which others of ours. Everything that is not listed is an error.
const mayImport = {
  core: [],
  cell: ["core"],
  plan: ["core"],
  render: ["core", "plan"],
  store: ["core"],
  target: ["core"],
  system: [],
  process: ["core"],
  executor: ["core", "system"],
  run: ["core", "plan"],
  pipeline: ["core", "cell", "plan", "store", "target", "process", "executor", "run"],
  scheduler: ["core", "plan", "render", "pipeline"],
  "scheduler/web": ["core", "plan", "render"],
  kernel: ["core", "cell", "plan", "render", "pipeline", "system"],
  "kernel/wire": ["system"],
  cli: ["core", "cell", "plan", "render", "pipeline", "scheduler", "kernel"],
};

const publicSurface = ["core", "target", "process", "render", "plan", "pipeline"];

const errorNamed = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const folderRules = Object.entries(mayImport).map(([folder, others]) =>
  errorNamed(
    `${folder.replace("/", "-")}-imports-only-[${others.join(" ") || "nothing of ours"}]`,
    "The layers: see the table in docs/design.md.",
    { path: `^src/${folder}/` },
    { path: "^src/", pathNot: `^src/(${[folder, ...others].join("|")})/` },
  ),
);

const onlyIn = (packageName, folder) =>
  errorNamed(
    `${packageName}-only-in-${folder.replace("/", "-")}`,
    "One folder knows this package, so that it can be replaced there.",
    { path: "^src/", pathNot: `^src/${folder}/` },
    { path: `(^|/)${packageName}(/|$)` },
  );

// A file that stands directly under src is met as an importer, as an import, or as neither.
const fileWithoutFolder = "^src/(?!index\\.ts$)[^/]+$";

module.exports = {
  forbidden: [
    ...folderRules,
    errorNamed(
      `index-imports-only-[${publicSurface.join(" ")}]`,
      "The public surface shows the engine, not its shells.",
      { path: "^src/index\\.ts$" },
      { path: "^src/", pathNot: `^src/(${publicSurface.join("|")})/` },
    ),
    errorNamed(
      "no-cycles",
      "Types count too: a cycle of types is still two files that are one.",
      {},
      { circular: true },
    ),
    errorNamed(
      "pure-folders-do-no-io",
      "Effects stand behind ports that these folders are handed.",
      { path: "^src/(core|cell|plan|render|scheduler/web)/" },
      { dependencyTypes: ["core"], pathNot: "^(node:)?(path|url|crypto|async_hooks)$" },
    ),
    onlyIn("zeromq", "kernel/wire"),
    onlyIn("bullmq", "executor"),
    errorNamed(
      "src-never-imports-test",
      "What is published does not lean on what is not.",
      { path: "^src/" },
      { path: "^(test|bench|notebooks|scripts)/" },
    ),
    errorNamed("every-file-has-a-folder", "", { path: fileWithoutFolder }, {}),
    errorNamed("every-imported-file-has-a-folder", "", {}, { path: fileWithoutFolder }),
    errorNamed("every-lone-file-has-a-folder", "", { orphan: true, path: fileWithoutFolder }, {}),
    errorNamed(
      "only-declared-packages",
      "A package that is there by luck is gone after the next install.",
      {},
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    errorNamed(
      "src-runs-without-dev-packages",
      "Users do not install devDependencies; types alone are erased.",
      { path: "^src/" },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    errorNamed("every-import-resolves", "", {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    // As Node resolves our modules: some packages answer `import` alone.
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
