import type { Replay } from '../../campaign/corpus/replay-case.ts';
import { signatureText } from '../../campaign/findings/signature.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { createColors } from './colors.ts';
import { truncate } from './truncate.ts';

/** What has become of a kept case, in one line. */
export function replayLineOf(
  { path, of }: { readonly path: string; readonly of: Case },
  replay: Replay,
  color: boolean,
): string {
  const colors = createColors(color);
  const who = `${caseId(of)} ${colors.dim(path)}`;
  switch (replay.outcome) {
    case 'fixed':
      return `${colors.green('FIXED')} ${who}\n`;
    case 'passes':
      return `${colors.green('PASSES')} ${who}\n`;
    case 'still fails':
    case 'fails again':
    case 'fails now':
      return `${colors.red(replay.outcome.toUpperCase())} ${who}: ${lawsOf(replay)}\n`;
    case 'fails otherwise':
      return `${colors.red('FAILS OTHERWISE')} ${who}: ${signatureText(replay.signature)}: ${lawsOf(replay)}\n`;
    case 'cannot run':
      return `${colors.yellow('CANNOT RUN')} ${who}: ${truncate(replay.why)}\n`;
  }
}

function lawsOf({ broken }: Pick<Extract<Replay, { readonly outcome: 'still fails' }>, 'broken'>): string {
  const [first] = broken;
  if (first === undefined) return '';
  const more = broken.length === 1 ? '' : ` (and ${broken.length - 1} more)`;
  return `${first.law.id}${more}: ${truncate(first.violation.summary)}`;
}

/** How many cases fail that were not kept for a failure, in one line: they are many of one cause. */
export function failingNowLine(count: number, isAlone: boolean): string {
  if (count === 0) return '';
  const what = count === 1 ? '1 interesting case fails' : `${count} interesting cases fail`;
  return `${what}${isAlone ? '' : ' too'}\n`;
}

/** `corpus: 3 FIXED, 1 STILL FAILS` */
export function replayedSummary(replays: readonly Replay[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of replays) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, n]) => `${n} ${outcome.toUpperCase()}`).join(', ');
}
