import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/setup/environment.ts"],
    // Processes, because a kernel under test exits, takes signals and changes folders.
    pool: "forks",
    maxWorkers: 2,
    // A machine under load takes ten times as long: these only end what hangs.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    teardownTimeout: 20_000,
    passWithNoTests: false,
  },
});
