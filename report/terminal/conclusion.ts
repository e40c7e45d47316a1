import { judgedOf, passes, violationsOf, type CampaignResult } from '../../campaign/result.ts';
import type { Paint } from './paint.ts';
import { duration, plural } from './words.ts';

/** True when no law judged any case: that is no verdict at all. */
export function isEmpty(result: CampaignResult): boolean {
  return result.laws.every((law) => judgedOf(law) === 0);
}

/** The whole verdict in one sentence. */
export function conclusion(result: CampaignResult, interrupted: boolean, paint: Paint): string {
  const { engine, dialect, cases, laws, level, milliseconds } = result;
  const who = `${engine.name} ${engine.version}`;
  const standard = level === 'quirk' ? dialect : `${dialect} at level ${level}`;
  const broken = laws.filter((law) => law.failure !== null).length;
  const known = laws.reduce((sum, law) => sum + violationsOf(law.known), 0);
  const much = `${plural(cases, 'case')} in ${duration(milliseconds)}`;
  const started = interrupted ? `Interrupted after ${cases} of ${plural(result.runs, 'run')}: ` : '';
  if (broken > 0)
    return paint.red(
      `${started}${who} does not conform to ${standard}: ${broken} of ${plural(laws.length, 'law')} broken (${much}).`,
    );
  if (result.incidents.length > 0)
    return paint.red(`${started}${who} breaks no law, but misbehaves between the cases (${much}).`);
  if (isEmpty(result)) return paint.yellow(`${started}no law applied to any case: nothing was judged.`);
  if (!passes(result))
    return paint.red(
      `${started}${who} breaks no law anew, but entries of the known-failing list no longer fail (${much}).`,
    );
  if (known > 0)
    return paint.yellow(
      `${started}${who} breaks ${standard} only where it is known to: ${plural(known, 'violation')} (${much}).`,
    );
  if (interrupted) return paint.yellow(`${started}no law broken so far.`);
  const judged = laws.filter((law) => judgedOf(law) > 0).length;
  const idle = judged === laws.length ? '' : ` (${laws.length - judged} more judged nothing)`;
  return paint.green(`${who} conforms to ${standard}: ${plural(judged, 'law')}${idle}, ${much}.`);
}
