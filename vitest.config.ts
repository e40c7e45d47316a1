import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['**/*.{spec,test}.ts'],
    exclude: ['node_modules/**', 'dist/**'],
    // Ends a test that hangs; how long one takes is for the benchmarks, and a loaded machine may take its time.
    testTimeout: 300_000,
    // Vitest leaves one core idle by default; of two, that is half of the machine.
    maxWorkers: '100%',
    // No test leaves anything behind in a module, and loading them all anew for each file takes longer than the tests.
    isolate: false,
    coverage: {
      provider: 'v8',
      include: [
        '{vmstate,random,layout,generators,oracle,engine,smoke,spec,campaign,devices,report,reproducer,qemu,cli}/**/*.ts',
      ],
      exclude: ['**/*.test.ts', '**/*.spec.ts', '**/*.test-help.ts', '**/testing/**', '**/fixtures/**', '**/faux/**'],
      // All tests together. What the conformance run reaches alone is `npm run coverage:conformance`.
      thresholds: { 'oracle/**': { branches: 95 }, 'engine/reference/**': { branches: 95 } },
    },
  },
});

export default config;
