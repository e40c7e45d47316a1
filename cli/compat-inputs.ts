import { parseAssumption, parseAssumptions, type Assumption } from '../devices/compat/assumptions.ts';
import { assumptionsOfMachine, knownMachines } from '../devices/compat/machines.ts';
import { parseSuppressions, type Suppression } from '../devices/compat/suppressions.ts';
import { readText } from './files.ts';
import { isProblem, usageProblem, type CommandProblem } from './outcome.ts';

/** The flags and files that say what is known. */
export interface CompatInputs {
  readonly assume: readonly string[];
  readonly assumeOld: readonly string[];
  readonly assumeNew: readonly string[];
  readonly assumptions?: string;
  readonly machine?: string;
  readonly ownInfo: readonly string[];
  readonly suppressions?: string;
}

/** Those of the file, then those of the flags, which have the last word. */
export async function assumptionsOf(inputs: CompatInputs): Promise<readonly Assumption[] | CommandProblem> {
  const flags = [
    { texts: inputs.assume, side: 'both' },
    { texts: inputs.assumeOld, side: 'old' },
    { texts: inputs.assumeNew, side: 'new' },
  ] as const;
  const found: Assumption[] = [];
  for (const { texts, side } of flags) {
    for (const text of texts) {
      const one = parseAssumption(text, side);
      if (one === null) return usageProblem(`--assume: '${text}' is no FIELD=VALUE, a value true, false or a number`);
      found.push(one);
    }
  }
  if (inputs.assumptions === undefined) return found;
  const ofFile = await parsed(inputs.assumptions, '--assumptions', parseAssumptions);
  return isProblem(ofFile) ? ofFile : [...ofFile, ...found];
}

/** What holds on a machine: of a type that is known, or of a file. */
export async function machineAssumptions(machine: string | undefined): Promise<readonly Assumption[] | CommandProblem> {
  if (machine === undefined) return [];
  const known = assumptionsOfMachine(machine);
  if (known !== null) return known;
  const text = await readText(machine);
  if (typeof text === 'string') {
    const found = parseAssumptions(text, machine);
    return typeof found === 'string' ? usageProblem(`--machine: ${found}`) : found;
  }
  return usageProblem(
    `--machine: '${machine}' is no machine type that is known (${knownMachines}), and no file that can be read (${text.code}). ` +
      'compat runs no program to ask it; --write-machine FILE writes a file to fill in',
  );
}

export async function suppressionsOf(file: string | undefined): Promise<readonly Suppression[] | CommandProblem> {
  return file === undefined ? [] : parsed(file, '--suppressions', parseSuppressions);
}

/** More bytes than this no info has. */
const MOST_BYTES = 1 << 20;

export function ownInfosOf(texts: readonly string[]): ReadonlyMap<string, number> | CommandProblem {
  const sizes = new Map<string, number>();
  for (const text of texts) {
    const [, name = '', bytes] = /^(.+)=(\d{1,7})$/.exec(text) ?? [];
    if (bytes === undefined || Number(bytes) > MOST_BYTES)
      return usageProblem(`--own-info: '${text}' is no NAME=BYTES, with at most ${MOST_BYTES} bytes`);
    sizes.set(name, Number(bytes));
  }
  return sizes;
}

async function parsed<T>(
  file: string,
  flag: string,
  parse: (text: string, file: string) => readonly T[] | string,
): Promise<readonly T[] | CommandProblem> {
  const text = await readText(file);
  if (typeof text !== 'string') return usageProblem(`${flag}: ${file} cannot be read (${text.code})`);
  const found = parse(text, file);
  return typeof found === 'string' ? usageProblem(`${flag}: ${found}`) : found;
}
