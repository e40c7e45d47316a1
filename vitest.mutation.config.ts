import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What Stryker runs for each mutant. */
const config: ViteUserConfig = defineConfig({
  test: { include: ['spec/mutation.check.ts'], testTimeout: 60_000, isolate: false, bail: 1 },
});

export default config;
