import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['**/*.{spec,test}.ts'],
    exclude: ['node_modules/**', 'dist/**'],
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['vmstate/**', 'generators/**', 'oracle/**', 'engine/**', 'spec/**', 'campaign/**', 'report/**', 'cli/**'],
      exclude: ['**/*.test.ts', '**/*.spec.ts'],
    },
  },
});

export default config;
