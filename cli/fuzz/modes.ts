import { Option } from 'commander';
import type { Conclusion } from '../../campaign/fuzz/gather-parts.ts';
import { readRecord } from '../../campaign/stream/read.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { readLines } from '../lines.ts';
import { usageProblem, type CommandProblem } from '../outcome.ts';

/** What a campaign is for. */
export const modes = ['pr', 'nightly', 'prune'] as const;

export type Mode = (typeof modes)[number];

/** Seconds of a campaign in a mode, where no flag says how long it is. */
export const modeSeconds = { pr: 120, nightly: 3600 } as const;

export function modeOption(): Option {
  return new Option(
    '--mode <mode>',
    'pr: two minutes, and only findings that are new fail; nightly: an hour; prune: move spare cases out of the corpus',
  ).choices(modes);
}

/** The fingerprints of a stream's findings. */
export async function readBaseline(file: string): Promise<ReadonlySet<string> | CommandProblem> {
  const found = new Set<string>();
  let at = 0;
  for await (const line of readLines(file)) {
    if (typeof line !== 'string') return usageProblem(`--baseline: ${file} cannot be read (${line.code})`);
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
