import { Option, type Command } from 'commander';
import { addConfigOptions, withConfig } from '../config/apply-config.ts';
import type { Execute } from '../io.ts';
import { wholeNumber } from '../options.ts';
import { INTERRUPTED_CODES, usageProblem } from '../outcome.ts';
import { durationOption } from '../fuzz/option-values.ts';
import { queueOption } from '../queue/option.ts';
import { work } from '../queue/work.ts';

interface WorkerFlags {
  readonly queue?: string;
  readonly jobs: number;
  readonly lostAfter: number;
}

const exitCodes = `
A worker runs until it is ended. Exit codes: 2 wrong flags or configuration, another version or engine than the campaign's,
3 the engine cannot be used, 4 internal error of the suite, ${INTERRUPTED_CODES}.`;

/** Adds `worker`. */
export function addWorker(program: Command, execute: Execute): void {
  addConfigOptions(program.command('worker'))
    .description('do the tasks of fuzz --queue, with engines that the configuration of this machine names')
    .addOption(queueOption())
    .addOption(
      new Option('--jobs <n>', 'tasks at once, each with its own engine').argParser(wholeNumber(1, 256)).default(1),
    )
    .addOption(
      new Option('--lost-after <duration>', 'another worker takes over when one has been silent for so long')
        .argParser(durationOption)
        .default(30, '30s'),
    )
    .addHelpText('after', exitCodes)
    .action((flags: WorkerFlags, command: Command) =>
      execute((io) =>
        withConfig(command, io, async ({ config, path }) => {
          const { queue, jobs, lostAfter } = flags;
          if (queue === undefined) return usageProblem('worker: give --queue redis://HOST');
          if (Object.keys(config.engines ?? {}).length === 0)
            return usageProblem(`worker: ${path ?? 'there is no configuration, and it'} names no engines`);
          return await work({ url: queue, config, jobs, lostAfter: 1000 * lostAfter }, io);
        }),
      ),
    );
}
