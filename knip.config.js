/** What a notebook imports counts as used: its code cells, as one text. */
function codeOfNotebook(text) {
  const cells = JSON.parse(text).cells.filter((cell) => cell.cell_type === "code");
  return cells.map((cell) => [cell.source].flat().join("")).join("\n");
}

export default {
  entry: [
    "src/index.ts",
    "src/cli/main.ts",
    "src/kernel/kept-code.ts",
    "src/kernel/kernel-thread.ts",
    "src/kernel/launch.ts",
    "src/kernel/language/language-thread.ts",
    "src/kernel/stage/stage-thread.ts",
    "src/render/page/dag-page.ts",
    "src/pipeline/task-thread-program.ts",
    "src/kernel/widget/front/render-panel.ts",
    "scripts/*.mjs",
    "scripts/ci/{failed-test-files,sum-up}.mjs",
    // Programs that tests start.
    "test/**/*-host.ts",
    "test/**/*.test.ts",
    "test/**/*.test-d.ts",
    "test/**/*.screens.ts",
    "test/setup/environment.ts",
    "bench/**/*.ts",
    "notebooks/*.ipynb",
  ],
  project: [
    "src/**/*.ts",
    "scripts/**/*.mjs",
    "!scripts/vendor/shims/**",
    "test/**/*.ts",
    "bench/**/*.ts",
  ],
  ignore: ["test/**/fixtures/**"],
  ignoreDependencies: [
    // Put into a page as text, by the browser tests.
    "axe-core",
    // Started by their paths in scripts/checks.
    "@biomejs/biome",
    "dependency-cruiser",
    // Minified into vendor/ from its files.
    "plotly.js-dist",
    // The compiler that dependency-cruiser reads with; ours is `typescript-native`.
    "typescript",
  ],
  // Programs of the machine; scripts say what to do where they are missing.
  ignoreBinaries: ["apt-get", "jupyter", "cauce", "mkfifo", "mount", "umount"],
  compilers: { ipynb: codeOfNotebook },
};
