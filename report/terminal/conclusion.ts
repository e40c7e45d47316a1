import { conforms, type CampaignResult } from '../../campaign/result.ts';
import { judgedOf } from './law-table.ts';
import type { Paint } from './paint.ts';
import { duration, plural } from './words.ts';

/** True when no law judged any case: that is no verdict at all. */
export function isEmpty(result: CampaignResult): boolean {
  return result.laws.every((law) => judgedOf(law) === 0);
}

/** The whole verdict in one sentence. */
export function conclusion(result: CampaignResult, interrupted: boolean, paint: Paint): string {
  const { engine, dialect, cases, laws, milliseconds } = result;
  const who = `${engine.name} ${engine.version}`;
  const broken = laws.filter((law) => law.failure !== null).length;
  const much = `${plural(cases, 'case')} in ${duration(milliseconds)}`;
  const started = interrupted ? `Interrupted after ${cases} of ${plural(result.runs, 'run')}: ` : '';
  if (!conforms(result)) {
    if (broken === 0) return paint.red(`${started}${who} breaks no law, but misbehaves between the cases (${much}).`);
    return paint.red(`${started}${who} does not conform to ${dialect}: ${broken} of ${plural(laws.length, 'law')} broken (${much}).`);
  }
  if (isEmpty(result)) return paint.yellow(`${started}no law applied to any case: nothing was judged.`);
  if (interrupted) return paint.yellow(`${started}no law broken so far.`);
  return paint.green(`${who} conforms to ${dialect}: ${plural(laws.length, 'law')}, ${much}.`);
}
