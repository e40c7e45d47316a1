import type { Carried } from '../../devices/compat/carry-out.ts';
import type { Direction } from '../../devices/compat/answer.ts';
import { createColors } from '../terminal/colors.ts';
import { truncate } from '../terminal/truncate.ts';
import { sideNames } from './sentences.ts';

/** An answer, as it came out on engines. */
export interface CarriedLine {
  readonly device: string;
  readonly direction: Direction;
  readonly carried: Carried;
}

/** Everything that came out otherwise or could not be compared, and the numbers. */
export function renderCarried(lines: readonly CarriedLine[], color: boolean): string {
  if (lines.length === 0) return '';
  const colors = createColors(color);
  const told = lines
    .filter(({ carried }) => carried.kind !== 'as predicted')
    .map(({ device, direction, carried }) => {
      const { saves, loads } = sideNames(direction);
      const kind = carried.kind === 'otherwise' ? colors.red(carried.kind) : colors.yellow(carried.kind);
      return `${truncate(device)}: ${saves} to ${loads} on the engines: ${kind}: ${truncate(carried.text)}\n`;
    });
  const agreeing = lines.filter(({ carried }) => carried.kind === 'as predicted').length;
  return `${told.join('')}carried out on the engines: ${agreeing} of ${lines.length} states as predicted\n`;
}
