import { Command } from 'commander';
import pkg from '../package.json' with { type: 'json' };
import type { Execute, Io } from './io.ts';
import { INTERRUPTED_CODES } from './outcome.ts';
import { refuseRepeated } from './single-options.ts';

type AddCommand = (program: Command, execute: Execute) => void;

/** In the order of `--help`. Each is a module of its own: a command line loads only what its command uses. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  check: async () => (await import('./commands/check.ts')).addCheck,
  fuzz: async () => (await import('./commands/fuzz.ts')).addFuzz,
  replay: async () => (await import('./commands/replay.ts')).addReplay,
  worker: async () => (await import('./commands/worker.ts')).addWorker,
  merge: async () => (await import('./commands/merge.ts')).addMerge,
  report: async () => (await import('./commands/report.ts')).addReport,
  compare: async () => (await import('./commands/compare.ts')).addCompare,
  show: async () => (await import('./commands/show.ts')).addShow,
  smoke: async () => (await import('./commands/smoke.ts')).addSmoke,
  devices: async () => (await import('./commands/devices.ts')).addDevices,
  compat: async () => (await import('./commands/compat.ts')).addCompat,
  lint: async () => (await import('./commands/lint.ts')).addLint,
  rules: async () => (await import('./commands/rules.ts')).addRules,
  vectors: async () => (await import('./commands/vectors.ts')).addVectors,
  qemu: async () => (await import('./commands/qemu.ts')).addQemu,
};

const exitCodes = `
Exit codes: 0 the engine conforms, 1 it does not, 2 wrong flags or configuration,
3 the engine cannot be used, 4 internal error of the suite, ${INTERRUPTED_CODES}.`;

/** The version alone needs no command. */
const VERSION_FLAGS = ['-V', '--version'];

/**
 * The command line for these words: with the command that they name, or else with
 * all. It never exits: commander's own errors are thrown as CommanderError.
 */
export async function buildCommands(words: readonly string[], io: Io, execute: Execute): Promise<Command> {
  const program = new Command('vmstate-conformance')
    .description("Tests whether an engine interprets QEMU VMStateDescriptions as QEMU's own code does.")
    .version(pkg.version)
    .exitOverride()
    // The CommanderError carries the message; program.ts prints it as one line.
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText('after', exitCodes);
  for (const load of loadersFor(words)) (await load())(program, execute);
  refuseRepeated(program);
  return program;
}

function loadersFor([first = '']: readonly string[]): readonly (() => Promise<AddCommand>)[] {
  if (VERSION_FLAGS.includes(first)) return [];
  const named = Object.hasOwn(commands, first) ? commands[first] : undefined;
  return named === undefined ? Object.values(commands) : [named];
}
