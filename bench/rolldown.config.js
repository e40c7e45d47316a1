import { defineConfig } from 'rolldown';

/** The benchmark, with the engines that are wrong on purpose, which the build of the package leaves out. */
export default defineConfig({
  input: ['bench/main.ts', 'bench/fresh.ts', 'bench/tell-cpu.ts'],
  platform: 'node',
  external: (id) => !/^\.{0,2}\//.test(id),
  output: { dir: '.bench' },
});
