import { defineConfig, type ViteUserConfig } from 'vitest/config';

/**
 * How much of oracle and reference engine the conformance run (spec/) reaches
 * without the help of any unit test.
 */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['spec/*.spec.ts'],
    testTimeout: 60_000,
    maxWorkers: '100%',
    isolate: false,
    coverage: {
      provider: 'v8',
      include: ['oracle/**/*.ts', 'engine/reference/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-help.ts', '**/testing/**'],
      thresholds: { branches: 95 },
    },
  },
});

export default config;
