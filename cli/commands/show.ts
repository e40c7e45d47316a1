import { text } from 'node:stream/consumers';
import { Option, type Command } from 'commander';
import { generatorFor, caseOfRun } from '../../campaign/case-of-run.ts';
import type { Hello } from '../../engine/engine.ts';
import { layoutSource } from '../../layout/layout.ts';
import { OracleFault } from '../../oracle/fault.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import { bytesTable } from '../../report/terminal/bytes-table.ts';
import { sourceLine } from '../../report/terminal/devices-table.ts';
import { renderTree } from '../../report/terminal/devices-tree.ts';
import { descriptionTable } from '../../report/terminal/description-table.ts';
import { modelText } from '../../report/terminal/model-text.ts';
import { createColors } from '../../report/terminal/colors.ts';
import { cTest } from '../../reproducer/test.ts';
import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import type { Abi } from '../../vmstate/host/abi.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { parseCaseText, readCase } from '../case-files.ts';
import { devicesFor, type DeviceFlags } from '../device-flags.ts';
import { fullCaseJson } from '../full-case-json.ts';
import type { Execute, Io } from '../io.ts';
import { chooseEngine } from '../engine-choice.ts';
import { refuseTooFew } from '../engine-features.ts';
import { caseOfDevice, findDevice, type OneDevice } from '../one-device.ts';
import { deviceNameOption, devicesOption, dialectOption, engineCmdOption, runOption, seedOption } from '../options.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

const renderings = ['model', 'description', 'bytes', 'json', 'c'] as const;

interface ShowFlags extends DeviceFlags {
  readonly as: (typeof renderings)[number];
  readonly full?: boolean;
  readonly seed?: number;
  readonly run?: number;
  readonly dialect?: Dialect;
  readonly device?: string;
  readonly from?: string;
  readonly engine?: string;
  readonly engineCmd?: string;
  readonly features?: readonly string[];
}

/** Adds `show`. */
export function addShow(program: Command, execute: Execute): void {
  program
    .command('show')
    .description('show one case: as text, as bytes, or as a C unit test for QEMU')
    .argument('[case]', "a file written by 'check --save-case', or - for standard input")
    .addOption(new Option('--as <form>', 'how to show the case').choices(renderings).default('model'))
    .option('--full', "with --as json: add description, memory and bytes in the protocol's format")
    .addOption(seedOption('show a generated case: its seed,'))
    .addOption(runOption('its run,'))
    .addOption(dialectOption('and its dialect'))
    .addOption(devicesOption())
    .addOption(deviceNameOption())
    .option('--device <name>', 'show a real description; NAME#2 is the second of that name')
    .option('--from <file>', 'the program, set or whatever else `devices` reads that has it')
    .option('--engine <name>', 'as generated for this engine: its features, ABI and dialect')
    .addOption(engineCmdOption('as generated for the engine of this command line').conflicts('engine'))
    .addOption(
      new Option('--features <list>', 'as generated for an engine that lists these features, separated by commas')
        .argParser((text) => text.split(','))
        .conflicts(['engine', 'engineCmd']),
    )
    .action((file: string | undefined, flags: ShowFlags) => execute((io) => show(file, flags, io)));
}

async function show(file: string | undefined, flags: ShowFlags, io: Io): Promise<ExitCode | CommandProblem> {
  if (flags.full === true && flags.as !== 'json') return usageProblem('--full goes with --as json');
  const device = deviceOf(file, flags);
  if (device !== null && isProblem(device)) return device;
  if (device !== null && device.alike > 1)
    io.err(`${device.alike} descriptions have this name: ${device.description.name}#1 to #${device.alike}\n`);
  if (device !== null && flags.as === 'description') {
    io.out(`${sourceLine(device.path, device.set)}\n${renderTree(device.set, device.description, io.color)}`);
    return EXIT.conforms;
  }
  const found =
    device === null ? await findCase(file, flags, io) : caseOfDevice(device, flags.seed ?? FIRST_SEED, flags.dialect);
  if (isProblem(found)) return found;
  try {
    io.out(render(found, flags, io.color));
    return EXIT.conforms;
  } catch (error) {
    // A case written by hand can be a contradiction that no description expresses.
    if (error instanceof OracleFault) return usageProblem(`show: the case contradicts itself: ${error.message}`);
    throw error;
  }
}

/** The ABI of the engines built here; a run generates cases for the ABI of its engine. */
const host: Abi = { pointerSize: 8, byteOrder: 'little' };

/** Of a real description the seed decides the values. */
const FIRST_SEED = 1;

/** The real description that the flags name; null: they name none. */
function deviceOf(file: string | undefined, flags: ShowFlags): OneDevice | null | CommandProblem {
  const { device, from } = flags;
  if (device === undefined && from === undefined) return null;
  if (device === undefined || from === undefined)
    return usageProblem('show: --device NAME and --from FILE go together');
  if (file !== undefined || flags.run !== undefined || flags.devices !== undefined)
    return usageProblem('show: --device shows a real description: no case file, --run or --devices beside it');
  return findDevice(from, device);
}

/** The case of a file, of standard input (`-`), or of a run. */
async function findCase(file: string | undefined, flags: ShowFlags, io: Io): Promise<Case | CommandProblem> {
  const { seed, run, dialect } = flags;
  if (file !== undefined) {
    if (seed !== undefined || run !== undefined || flags.devices !== undefined)
      return usageProblem('show: give a case file or --seed and --run, not both');
    return file === '-'
      ? parseCaseText({ option: 'show', name: 'standard input' }, await text(process.stdin), dialect)
      : readCase({ option: 'show', name: file }, dialect);
  }
  if (seed === undefined || run === undefined)
    return usageProblem("show: give a case file ('-' for standard input), or --seed and --run");
  const hello = await helloOf(flags, io);
  if (isProblem(hello)) return hello;
  const standard = dialect ?? hello.dialect;
  const devices = await devicesFor(flags, { hello, dialect: standard });
  if (devices !== undefined) return isProblem(devices) ? devices : caseOfRun(devices, seed, run);
  return refuseTooFew(hello.name, hello.features) ?? caseOfRun(generatorFor(hello, standard), seed, run);
}

/** The engine that the run is generated for: an engine that supports everything unless told. */
async function helloOf(flags: ShowFlags, io: Io): Promise<Hello | CommandProblem> {
  const { engine, engineCmd, dialect, features } = flags;
  if (engine !== undefined || engineCmd !== undefined) {
    const chosen = await chooseEngine(flags, io.env);
    if (isProblem(chosen)) return chosen;
    await chosen.engine.close();
    return chosen.engine.hello;
  }
  if (dialect === undefined) return usageProblem('show: give --dialect, or the engine of the run');
  const { hello } = createReferenceEngine({ dialect });
  return { ...hello, name: 'the run', abi: host, features: features ?? hello.features };
}

function render(of: Case, { as, full = false }: ShowFlags, color: boolean): string {
  const colors = createColors(color);
  switch (as) {
    case 'model':
      return `${modelText(of.model)}\n`;
    case 'description':
      return `${descriptionTable(layoutSource(of).plan.description, colors)}\n`;
    case 'bytes':
      return `${bytesTable(annotate(of.model, of.dialect), colors)}\n`;
    case 'json':
      return full ? fullCaseJson(of) : formatCase(of);
    case 'c':
      return cTest(of, modelText(of.model));
  }
}
