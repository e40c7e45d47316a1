import type { DevicesUsed } from '../../campaign/result.ts';
import type { Colors } from './colors.ts';
import { truncate } from './truncate.ts';
import { plural, wrapItems } from './words.ts';

const WIDTH = 96;
/** Fields of one own info that are named. */
const NAMED = 3;

/** Which real descriptions the cases are of, and what of them is left out; nothing for generated cases. */
export function devicesUsedText(used: DevicesUsed | 'off' | null, colors: Colors): string[] {
  if (used === null || used === 'off') return [];
  const { file, descriptions, ownInfos, leftOut } = used;
  const lines = [`${colors.bold('devices')} ${plural(descriptions, 'description')} of ${truncate(file)}`];
  if (ownInfos.length > 0) {
    const fields = ownInfos.reduce((sum, one) => sum + one.fields.length, 0);
    const infos = plural(ownInfos.length, 'info that devices define', 'infos that devices define');
    lines.push(`  ${colors.dim(`fields left out: ${fields}, with ${infos}`)}`, ...listed(ownInfos.map(ownText)));
  }
  if (leftOut.length > 0) {
    const texts = leftOut.map(({ name, why }) => `${truncate(name)} (${truncate(why)})`);
    lines.push(`  ${colors.dim(`descriptions left out: ${leftOut.length}`)}`, ...listed(texts));
  }
  return [lines.join('\n')];
}

function listed(items: readonly string[]): string[] {
  return wrapItems(items, WIDTH).map((line) => `    ${line}`);
}

function ownText({ own, fields }: DevicesUsed['ownInfos'][number]): string {
  const names = fields.slice(0, NAMED).map(truncate).join(', ');
  const more = fields.length > NAMED ? `, … ${fields.length} in all` : '';
  return `"${truncate(own)}" (${names}${more})`;
}
