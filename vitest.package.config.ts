import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** What users get: needs a finished build. `npm run test:package` */
const config: ViteUserConfig = defineConfig({
  test: { include: ['packaging/**/*.pack.ts'], testTimeout: 300_000 },
});

export default config;
