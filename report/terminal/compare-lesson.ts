import type { Aspect } from '../../campaign/compare/difference.ts';
import type { CompareResult, Divergence } from '../../campaign/compare/result.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { differenceText, type SideNames } from './compare-difference.ts';
import { descriptionTable } from './description-table.ts';
import { modelText } from './model-text.ts';
import type { Colors } from './colors.ts';
import { indent, plural } from './words.ts';

/** Context of a failure's text. */
export interface LessonContext {
  readonly colors: Colors;
  readonly names: SideNames;
  /** The flags that select both engines again. */
  readonly engineFlags: readonly string[];
  /** The aspect under which the very same case has been shown already; null: none. */
  readonly shownUnder: Aspect | null;
}

const titles: Readonly<Record<Aspect, string>> = {
  'save/status': 'the save ends otherwise',
  'save/code': 'the save is refused with another code',
  'save/wire': 'the save writes other bytes',
  'save/sizes': 'the save uses other element counts or sizes',
  'load/status': 'the load of the same bytes ends otherwise',
  'load/code': 'the load of the same bytes is refused with another code',
  'load/consumed': 'the load consumes more or fewer of the same bytes',
  'load/stream-error': 'the load of the same bytes leaves another stream error',
  'load/memory': 'the load of the same bytes leaves another state',
  'load/values': 'the load of the same bytes leaves other values',
};

/** A difference as a lesson: which device shows it, what each side does, and how to see it again. */
export function lessonText(
  result: CompareResult,
  aspect: Aspect,
  divergence: Divergence,
  context: LessonContext,
): string {
  const { colors, names, shownUnder } = context;
  const { run, shrinks, smallest, difference } = divergence;
  const host = abiName(smallest.abi);
  const device =
    shownUnder === null
      ? [
          ...section(`The smallest device that fails, on a ${host} host`, modelText(smallest.model), colors),
          ...section('Its description', descriptionTable(divergence.description, colors), colors),
        ]
      : section('The device', `the one under ${shownUnder}`, colors);
  return [
    `${colors.red(colors.bold(`${aspect}: ${titles[aspect]}`))} ${colors.dim(`(run ${run}, ${plural(shrinks, 'shrink')})`)}`,
    ...device,
    ...section('Side by side', differenceText(difference, names, colors), colors),
    ...section('Replay', compareReplayLine(result, run, context.engineFlags), colors),
  ].join('\n');
}

function section(title: string, text: string, colors: Colors): string[] {
  return ['', indent(colors.cyan(title)), indent(text, 4)];
}

/** The command that brings a difference about again. */
function compareReplayLine({ dialect, seed }: CompareResult, run: number, engineFlags: readonly string[]): string {
  const words = [...engineFlags, '--dialect', dialect, '--seed', String(seed), '--run', String(run)];
  return ['npx vmstate-conformance compare', ...words.map(quote)].join(' ');
}

/** A word as a POSIX shell takes it. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
