import type { KnownList } from '../campaign/known-failing/entry.ts';
import { defaultLevelOf } from '../campaign/level.ts';
import type { Level } from '../spec/rules/rules.ts';
import { readKnownFailing } from './known-failing-file.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';
import { SHIPPED, shippedList } from './shipped-list.ts';

/** The flags that say how strictly an engine is judged. */
export interface JudgingFlags {
  readonly engine?: string;
  readonly level?: Level;
  readonly knownFailing?: string;
  readonly updateKnown?: boolean;
}

/** How strictly an engine is judged. */
export interface Judging {
  readonly level: Level;
  readonly known: KnownList | undefined;
}

/** Judges by no list, where one would be used by default. */
const NO_LIST = 'none';

/**
 * The level and the list of known failures that the flags ask for. A build of
 * QEMU is judged by all that its release does (level quirk) except for what every
 * release is known to fail; other engines at level must, without a list.
 */
export async function judgingOf(flags: JudgingFlags): Promise<Judging | CommandProblem> {
  const { engine, knownFailing, updateKnown = false } = flags;
  const usual = defaultLevelOf(engine);
  const level = flags.level ?? usual;
  if (updateKnown && (knownFailing === undefined || knownFailing === SHIPPED || knownFailing === NO_LIST))
    return usageProblem('--update-known: name the list to write with --known-failing FILE');
  const name = knownFailing ?? (usual === 'quirk' && level !== 'must' ? SHIPPED : NO_LIST);
  if (name === NO_LIST) return { level, known: undefined };
  const path = name === SHIPPED ? shippedList() : name;
  if (path === null)
    return usageProblem('--known-failing: the package is incomplete: it has no spec/known-failing.txt');
  const known = await readKnownFailing(path, updateKnown);
  if ('kind' in known) return known;
  return { level, known: name === SHIPPED ? { ...known, file: SHIPPED } : known };
}
