import { Option, type Command } from 'commander';
import { Assumed, type Assumption } from '../../devices/compat/assumptions.ts';
import type { Knowledge } from '../../devices/compat/compare-device.ts';
import { compareSets, type CompatResult } from '../../devices/compat/compare-sets.ts';
import { machineFile } from '../../devices/compat/machine-file.ts';
import { memoryOfPair } from '../../devices/compat/pair-memory.ts';
import { sortFindings, type Sorted } from '../../devices/compat/suppressions.ts';
import { compatJson } from '../../report/compat/json.ts';
import { compatPage } from '../../report/compat/page.ts';
import { compatMarkdown } from '../../report/compat/markdown.ts';
import { compatSarif } from '../../report/compat/sarif.ts';
import { renderCompat, type CompatReport } from '../../report/compat/terminal.ts';
import { renderCarried } from '../../report/compat/carried.ts';
import { carryOutAll, enginesProblem } from '../compat-engines.ts';
import { assumptionsOf, machineAssumptions, ownInfosOf, suppressionsOf, type CompatInputs } from '../compat-inputs.ts';
import { partsText, readSides, type Sides } from '../compat-sides.ts';
import { writeAtomic } from '../files.ts';
import { globMatcher } from '../glob.ts';
import type { Execute, Io } from '../io.ts';
import { collect } from '../options.ts';
import { EXIT, HTML_NEEDS_FILE, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { VERSION } from '../report-files.ts';

type Format = 'terminal' | 'json' | 'markdown' | 'sarif' | 'html';

interface CompatFlags extends CompatInputs {
  readonly writeMachine?: string;
  readonly verbose?: true;
  readonly name?: string;
  readonly format: Format;
  readonly out?: string;
  readonly engine: readonly string[];
  readonly oldModule: readonly string[];
  readonly newModule: readonly string[];
}

const help = `
A file is whatever 'devices' reads: QEMU programs, modules, objects, packages, the output of
-dump-vmstate, description sets, descriptions. One file may hold both sides: {"old": …, "new": …}.
Devices are matched by name. Each answer, old to new and new to old, is one of: compatible;
compatible if a condition holds; refused cleanly; stream shifts; same bytes, other values;
unknown.

Exit codes: 0 all compatible, 1 at least one is not or a suppression is stale, 2 wrong flags or
files, 5 all compatible, some only under a condition (or unknown).`;

/** Adds `compat`. */
export function addCompat(program: Command, execute: Execute): void {
  program
    .command('compat')
    .description('say which devices of one QEMU can migrate to another, and show the stream that cannot')
    .argument('<old>', 'descriptions of the old side')
    .argument('[new]', 'descriptions of the new side')
    .option('--old-module <file>', 'a module (.so) of the old program; may be repeated', collect, [])
    .option('--new-module <file>', 'a module (.so) of the new program; may be repeated', collect, [])
    .option('--name <glob>', 'compare these devices only; * and ? as in a shell')
    .option(
      '--assume <field=value>',
      'the result of a test, a count, or whether a subsection is sent, on both sides',
      collect,
      [],
    )
    .option('--assume-old <field=value>', 'the same for the old side', collect, [])
    .option('--assume-new <field=value>', 'the same for the new side', collect, [])
    .option(
      '--machine <type|file>',
      'results of tests on a machine type (pc-i440fx-7.2), or in a file of --write-machine',
    )
    .option('--write-machine <file>', 'write all conditions into a file for --machine, to be filled in')
    .option('--assumptions <file>', "a file of them: '[old|new] FIELD=VALUE' a line")
    .option('--own-info <name=bytes>', 'size in bytes of an info that a device defines', collect, [])
    .option('--suppressions <file>', "findings that are known: '<pattern> | <reason> | <link>' a line")
    .option(
      '--engine <name>',
      'confirm the answers on engines: the first is the old side, the second the new',
      collect,
      [],
    )
    .addOption(
      new Option('--format <format>', 'how to print the result')
        .choices(['terminal', 'json', 'markdown', 'sarif', 'html'])
        .default('terminal'),
    )
    .option('--verbose', 'with --format json: every witness, with all its fields')
    .option('--out <file>', 'write the result into a file instead of standard output')
    .addHelpText('after', help)
    .action((old: string, now: string | undefined, flags: CompatFlags) =>
      execute((io) => compat([old, now], flags, io)),
    );
}

async function compat(
  [old, now]: readonly [string, string | undefined],
  flags: CompatFlags,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  if (flags.format === 'html' && flags.out === undefined) return usageProblem(HTML_NEEDS_FILE);
  const problem = enginesProblem(flags.engine);
  if (problem !== null) return problem;
  const sides = readSides(old, now, { ...flags, warn: io.err });
  if (isProblem(sides)) return sides;
  const knowledge = await knowledgeOf(sides, flags, io);
  if (isProblem(knowledge)) return knowledge;
  const suppressions = await suppressionsOf(flags.suppressions);
  if (isProblem(suppressions)) return suppressions;
  const chosen = flags.name === undefined ? (): boolean => true : globMatcher(flags.name);
  const result = compareSets({ ...sides, chosen }, knowledge);
  if (result.devices.length === 0 && result.unmigratable.length === 0)
    return usageProblem(
      `no device is on both sides${flags.name === undefined ? '' : ` and called ${flags.name}`}${partsText(sides.old, chosen)}`,
    );
  const report = { result, sorted: sortFindings(result, suppressions) };
  const unwritten = (await output(report, flags, io)) ?? (await writeMachine(result, flags.writeMachine));
  if (unwritten !== null) return unwritten;
  const carried = await carryOutAll(result, flags.engine, io);
  if (isProblem(carried)) return carried;
  (flags.format === 'terminal' ? io.out : io.err)(renderCarried(carried, io.color));
  return carried.some((one) => one.carried.kind === 'otherwise') ? EXIT.nonconform : exitOf(report.sorted);
}

async function knowledgeOf({ old, now, pair }: Sides, flags: CompatFlags, io: Io): Promise<Knowledge | CommandProblem> {
  const ownInfos = ownInfosOf(flags.ownInfo);
  if (isProblem(ownInfos)) return ownInfos;
  const assumptions = await assumptionsOf(flags);
  if (isProblem(assumptions)) return assumptions;
  const machine = await machineAssumptions(flags.machine);
  if (isProblem(machine)) return machine;
  const of = (side: Assumption['side']): Assumption[] =>
    [...machine, ...assumptions].filter((one) => one.side === side || one.side === 'both');
  const assumed = { old: new Assumed(old, of('old')), new: new Assumed(now, of('new')) };
  const isUseless = (one: Assumption): boolean =>
    (one.side === 'new' || assumed.old.unused.has(one)) && (one.side === 'old' || assumed.new.unused.has(one));
  const useless = assumptions.find(isUseless);
  if (useless !== undefined) return usageProblem(`nothing is decided for '${useless.field}': ${useless.text}`);
  if (flags.machine !== undefined) io.err(machineUse(flags.machine, machine, machine.filter(isUseless)));
  const memory = memoryOfPair(pair, old.descriptions.at(-1)?.name ?? '');
  return {
    ownInfos,
    valueOf: (side, variable, role) => assumed[side].valueOf(variable) ?? memory(side, role, variable),
  };
}

/** A machine has more devices than a comparison: what is not there is told, and no mistake. */
function machineUse(machine: string, all: readonly Assumption[], unused: readonly Assumption[]): string {
  const left = unused.length === 0 ? '' : `; on neither side: ${unused.map(({ field }) => field).join(', ')}`;
  return `machine ${machine}: ${all.length - unused.length} of ${all.length} results of tests apply${left}\n`;
}

/** Null on success. */
async function output(report: CompatReport, flags: CompatFlags, io: Io): Promise<CommandProblem | null> {
  const { out } = flags;
  const text = await rendered(report, flags, io);
  if (typeof text !== 'string') return text;
  if (out === undefined) io.out(text);
  const error = out === undefined ? null : await writeAtomic(out, text);
  return error === null ? null : usageProblem(`--out: ${error.path} cannot be written (${error.code})`);
}

/** Null on success, or without a file. */
async function writeMachine(result: CompatResult, file: string | undefined): Promise<CommandProblem | null> {
  const error = file === undefined ? null : await writeAtomic(file, machineFile(result));
  return error === null ? null : usageProblem(`--write-machine: ${error.path} cannot be written (${error.code})`);
}

async function rendered(
  report: CompatReport,
  { format, verbose }: CompatFlags,
  io: Io,
): Promise<string | CommandProblem> {
  switch (format) {
    case 'terminal':
      return renderCompat(report, io.color);
    case 'json':
      return compatJson(report, verbose === true);
    case 'markdown':
      return compatMarkdown(report);
    case 'sarif':
      return compatSarif(report);
    case 'html': {
      const { htmlPage } = await import('../html-report.ts');
      return htmlPage(compatPage(report, VERSION));
    }
  }
}

function exitOf({ findings, stale }: Sorted): ExitCode {
  if (stale.length > 0) return EXIT.nonconform;
  if (findings.some(({ answer }) => answer.kind !== 'conditional' && answer.kind !== 'unknown')) return EXIT.nonconform;
  return findings.length > 0 ? EXIT.conditional : EXIT.conforms;
}
