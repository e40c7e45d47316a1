import { defineConfig, type ViteUserConfig } from 'vitest/config';

/**
 * How much of oracle and reference engine the conformance run (spec/) reaches
 * without the help of any unit test. What it does not reach are guards for
 * descriptions and states that are never legal.
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
      thresholds: { branches: 87 },
    },
  },
});

export default config;
