import { join } from 'node:path';
import { Option, type Command } from 'commander';
import type { Conclusion } from '../../campaign/fuzz/gather-parts.ts';
import { readRecord } from '../../campaign/stream/read.ts';
import { issuesText } from '../../vmstate/issue.ts';
import type { FileError } from '../files.ts';
import { readLines } from '../lines.ts';
import { usageProblem, type CommandProblem } from '../outcome.ts';
import { STREAM_FILE } from './report.ts';

/** What a campaign is for. */
export const modes = ['pr', 'nightly', 'prune'] as const;

export type Mode = (typeof modes)[number];

/** Seconds of a campaign in a mode, where neither flag nor environment says how long it is. */
const modeSeconds = { pr: 120, nightly: 3600 } as const;

/** The options that a mode decides on. */
interface ModeFlags {
  readonly mode?: Mode;
  readonly runs?: number;
  readonly baseline?: string;
}

/**
 * Sets the time of a campaign that has a mode. Time and runs of the configuration file are those of
 * campaigns without a mode: they yield. Null: the options go together.
 */
export function applyMode(command: Command): CommandProblem | null {
  const { mode, runs, baseline } = command.opts<ModeFlags>();
  const isAsked = (option: string): boolean => ['cli', 'env'].includes(command.getOptionValueSource(option) ?? '');
  if (mode !== 'pr' && baseline !== undefined && isAsked('baseline'))
    return usageProblem('--baseline: give --mode pr as well: elsewhere every finding fails, whether it is new or not');
  if (mode !== 'pr' && mode !== 'nightly') return null;
  if (!isAsked('time')) {
    const seconds = runs !== undefined && isAsked('runs') ? undefined : modeSeconds[mode];
    command.setOptionValueWithSource('time', seconds, 'mode');
  }
  if (!isAsked('runs')) command.setOptionValueWithSource('runs', undefined, 'mode');
  return null;
}

export function modeOption(): Option {
  return new Option(
    '--mode <mode>',
    'pr: two minutes, and only findings that are new fail; nightly: an hour; prune: move spare cases out of the corpus',
  ).choices(modes);
}

/** The fingerprints of the findings of a stream, or of the stream in a campaign's folder. */
export async function readBaseline(path: string): Promise<ReadonlySet<string> | CommandProblem> {
  const found = await readFingerprints(path);
  if (!('code' in found)) return found;
  const inside = found.code === 'EISDIR' ? await readFingerprints(join(path, STREAM_FILE)) : found;
  return 'code' in inside ? usageProblem(`--baseline: ${inside.path} cannot be read (${inside.code})`) : inside;
}

async function readFingerprints(file: string): Promise<ReadonlySet<string> | FileError | CommandProblem> {
  const found = new Set<string>();
  let at = 0;
  for await (const line of readLines(file)) {
    if (typeof line !== 'string') return line;
    at++;
    const read = readRecord(line);
    if (!read.ok)
      return usageProblem(`--baseline: ${file} is no result stream: line ${at}: ${issuesText(read.issues, 'line')}`);
    if (read.value.kind !== 'finding') continue;
    found.add(read.value.fingerprint);
    for (const { fingerprint } of read.value.also) found.add(fingerprint);
  }
  return found;
}

/** What is new in a campaign. */
export interface Novelty {
  /** Fingerprints of findings that neither the baseline nor the corpus has. */
  readonly fresh: readonly string[];
  readonly known: number;
  /** Whether anything fails the run that is no known finding. */
  readonly fails: boolean;
}

/** A finding is known if it, or a signature that is told with it, was known. */
export function noveltyOf({ parts, problems, unshrunk }: Conclusion, known: ReadonlySet<string>): Novelty {
  const fresh = parts.findings
    .filter(({ fingerprint, also }) => !known.has(fingerprint) && !also.some((other) => known.has(other.fingerprint)))
    .map(({ fingerprint }) => fingerprint);
  return {
    fresh,
    known: parts.findings.length - fresh.length,
    fails: fresh.length > 0 || unshrunk > 0 || problems.length > 0,
  };
}
