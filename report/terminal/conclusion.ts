import { judgedOf, passes, violationsOf, type CampaignResult } from '../../campaign/result.ts';
import type { Colors } from './colors.ts';
import { duration, plural } from './words.ts';

/** True if no law judged any case: there is no verdict. */
export function judgedNothing(result: CampaignResult): boolean {
  return result.laws.every((law) => judgedOf(law) === 0);
}

/** True if the engine answered nothing that could be judged, right or wrong. */
function understoodNothing({ laws }: CampaignResult): boolean {
  // Where a release aborts, a crash conforms.
  const asked = laws.filter(({ law }) => law.kind === 'observing' || law.aborts !== true);
  return (
    asked.every(({ verdicts }) => verdicts.conform + verdicts.nonconform + verdicts.unsupported === 0) &&
    asked.some(({ verdicts }) => verdicts.crashed + verdicts.hung + verdicts['protocol-error'] > 0)
  );
}

/** The verdict in one sentence, and what to do where no answer was understood. */
export function conclusion(result: CampaignResult, interrupted: boolean, colors: Colors): string {
  const verdict = verdictOf(result, interrupted, colors);
  if (!understoodNothing(result)) return verdict;
  return `${verdict}\n${colors.red('No answer of the engine was understood: run `npx vmstate-conformance smoke` with it.')}`;
}

function verdictOf(result: CampaignResult, interrupted: boolean, colors: Colors): string {
  const { engine, dialect, cases, laws, level, milliseconds } = result;
  const who = `${engine.name} ${engine.version}`;
  const standard = level === 'quirk' ? dialect : `${dialect} at level ${level}`;
  const broken = laws.filter((law) => law.failure !== null).length;
  const known = laws.reduce((sum, law) => sum + violationsOf(law.known), 0);
  const much = `${plural(cases, 'case')} in ${duration(milliseconds)}`;
  const of = `after ${cases} of ${plural(result.runs, 'run')}`;
  const ended = result.stopped === null ? '' : `Stopped ${of} (${result.stopped}): `;
  const started = interrupted ? `Interrupted ${of}: ` : ended;
  if (broken > 0)
    return colors.red(
      `${started}${who} does not conform to ${standard}: ${broken} of ${plural(laws.length, 'law')} broken (${much}).`,
    );
  if (result.incidents.length > 0)
    return colors.red(`${started}${who} breaks no law, but fails outside the cases (${much}).`);
  if (result.promises.length > 0)
    return colors.red(
      `${started}${who} does not conform to ${standard}: it answers 'unsupported' to ${plural(result.promises.length, 'feature')} that it lists (${much}).`,
    );
  if (judgedNothing(result)) return colors.yellow(`${started}no law applied to any case: nothing was judged.`);
  if (result.shortfalls.length > 0)
    return colors.red(`${started}${who} breaks no law, but too little was judged for a verdict (${much}).`);
  if (!passes(result))
    return colors.red(
      `${started}${who} breaks no law beyond the known-failing list, but entries of the list no longer fail (${much}).`,
    );
  if (known > 0)
    return colors.yellow(
      `${started}${who} deviates from ${standard} only in known failures: ${plural(known, 'violation')} (${much}).`,
    );
  if (started !== '') return colors.yellow(`${started}no law broken so far.`);
  const judged = laws.filter((law) => judgedOf(law) > 0).length;
  const idle = judged === laws.length ? '' : ` (${laws.length - judged} more judged no case)`;
  return colors.green(`${who} conforms to ${standard}: ${plural(judged, 'law')}${idle}, ${much}.`);
}
