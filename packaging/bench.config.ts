import { basename } from 'node:path';
import type { RolldownOptions } from 'rolldown';
import { commandBundle } from './bundle.ts';
import { compiled } from './compiled.ts';
import { standaloneValidators } from './standalone.ts';

const { input, output } = commandBundle(
  ['bench/main.ts', 'bench/fresh.ts', 'bench/tell-cpu.ts'],
  [standaloneValidators(compiled)],
);

/** The benchmark, bundled as the command is, with the engines that are wrong on purpose, which the package leaves out. */
const config: RolldownOptions = {
  ...input,
  // All in one folder: where they find each other does not depend on the chunk they are in.
  output: {
    ...output,
    dir: '.bench',
    entryFileNames: ({ name }) => `${basename(name)}.js`,
    chunkFileNames: '[name].js',
  },
};

export default config;
