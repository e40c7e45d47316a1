import { Command } from 'commander';
import pkg from '../package.json' with { type: 'json' };
import { addCheck } from './commands/check.ts';
import { addCompat } from './commands/compat.ts';
import { addCompare } from './commands/compare.ts';
import { addDevices } from './commands/devices.ts';
import { addLint } from './commands/lint.ts';
import { addQemu } from './commands/qemu.ts';
import { addRules } from './commands/rules.ts';
import { addShow } from './commands/show.ts';
import { addSmoke } from './commands/smoke.ts';
import { addVectors } from './commands/vectors.ts';
import { refuseRepeated } from './single-options.ts';
import type { Execute, Io } from './io.ts';

const exitCodes = `
Exit codes: 0 the engine conforms, 1 it does not, 2 wrong flags or configuration,
3 the engine cannot be used, 4 internal error of the suite, 130 interrupted.`;

/** The whole command line. It never exits: commander's own errors are thrown as CommanderError. */
export function buildCommands(io: Io, execute: Execute): Command {
  const program = new Command('vmstate-conformance')
    .description("Tests whether an engine interprets QEMU VMStateDescriptions as QEMU's own code does.")
    .version(pkg.version)
    .exitOverride()
    // The CommanderError carries the message; program.ts prints it as one line.
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => undefined })
    .addHelpText('after', exitCodes);
  for (const add of [
    addCheck,
    addCompare,
    addShow,
    addSmoke,
    addDevices,
    addCompat,
    addLint,
    addRules,
    addVectors,
    addQemu,
  ]) {
    add(program, execute);
  }
  refuseRepeated(program);
  return program;
}
