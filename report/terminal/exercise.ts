import { unexercised } from '../../campaign/coverage/rule-coverage.ts';
import type { CampaignResult } from '../../campaign/result.ts';
import type { Paint } from './paint.ts';
import { plural, wrapItems } from './words.ts';

const WIDTH = 88;

/** How many cases put each rule to the test, and which rules none did; nothing for a given case. */
export function exerciseText(result: CampaignResult, paint: Paint): string[] {
  if (result.kind === 'given' || result.exercise.cases === 0) return [];
  const { exercise, dialect } = result;
  const counts = Object.entries(exercise.rules).map(([id, n]) => `${short(id)} ${n}`);
  const never = unexercised(result, dialect).map(short);
  return [
    [
      `rules put to the test ${paint.dim(`(${plural(exercise.cases, 'case')} looked at)`)}`,
      ...wrapItems(counts, WIDTH).map((line) => `  ${line}`),
      ...(never.length === 0 ? [] : [`  ${paint.yellow('never:')} ${wrapItems(never, WIDTH).join('\n    ')}`]),
    ].join('\n'),
  ];
}

function short(id: string): string {
  return id.replace(/^VMS-/, '');
}
