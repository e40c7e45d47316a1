import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Aspect } from '../../campaign/compare/difference.ts';
import { agree, sawNothing, type CompareResult, type SideResult } from '../../campaign/compare/result.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { censusText } from './census.ts';
import type { SideNames } from './compare-difference.ts';
import { lessonText } from './compare-lesson.ts';
import { compareTable } from './compare-table.ts';
import { createPaint, type Paint } from './paint.ts';
import { duration, plural, wrapItems } from './words.ts';

export interface CompareReportOptions {
  readonly color: boolean;
  /** The user stopped the comparison before its end. */
  readonly interrupted: boolean;
  /** The words that choose both engines again. */
  readonly engineFlags: readonly string[];
}

/** Everything `compare` has to say, ending in a newline. */
export function renderCompare(
  result: CompareResult,
  { color, interrupted, engineFlags }: CompareReportOptions,
): string {
  const paint = createPaint(color);
  const { a, b, unanswered, undefinedLoads, missing } = result;
  const notAsked = undefinedLoads === 0 ? [] : [plural(undefinedLoads, 'case')];
  const parts = [
    header(result, paint),
    compareTable(result.aspects, paint),
    ...named(
      'alike, but no answer',
      unanswered.map(({ what, cases }) => `${what}: ${plural(cases, 'case')}`),
      'neither side did what it was asked to',
      paint,
    ),
    ...named('not counted', notAsked, 'the loads differ where the C has no defined behaviour', paint),
    censusText(result.census, paint),
    ...named('left out', a.leftOut, 'A does not support it', paint),
    ...named('left out', b.leftOut, 'B does not support it', paint),
    ...named('missing', missing, 'should have been generated, and was not', paint),
    ...incidents('A', a, paint),
    ...incidents('B', b, paint),
    ...lessons(result, engineFlags, paint),
    conclusion(result, interrupted, paint),
  ];
  return `${parts.join('\n\n')}\n`;
}

function header({ a, b, dialect, seed }: CompareResult, paint: Paint): string {
  const side = (letter: string, { name, hello }: SideResult): string => {
    const abi = hello.abi === null ? '' : ` on ${abiName(hello.abi)}`;
    return `${letter} ${paint.bold(name)}: ${hello.name} ${hello.version} (${hello.language})${abi}`;
  };
  return [side('A', a), side('B', b), `compared on cases of ${dialect}, seed ${seed}`].join('\n');
}

function named(title: string, items: readonly string[], why: string, paint: Paint): string[] {
  if (items.length === 0) return [];
  const lines = wrapItems(items, 96).map((line) => `  ${line}`);
  return [[`${paint.yellow(title)} ${paint.dim(`(${why})`)}`, ...lines].join('\n')];
}

function incidents(letter: string, side: SideResult, paint: Paint): string[] {
  const texts = side.incidents.map(({ status, message }) => `${status}: ${message}`);
  return named('between the cases', texts, `${letter} did what no case can be attributed for`, paint);
}

/** A lesson for each differing aspect; a case that shows several is shown once. */
function lessons(result: CompareResult, engineFlags: readonly string[], paint: Paint): string[] {
  const names: SideNames = [`A ${result.a.name}`, `B ${result.b.name}`];
  const shown = new Map<string, Aspect>();
  return result.aspects.flatMap(({ aspect, divergence }) => {
    if (divergence === null) return [];
    const key = formatCase(divergence.smallest);
    const shownUnder = shown.get(key) ?? null;
    if (shownUnder === null) shown.set(key, aspect);
    return [lessonText(result, aspect, divergence, { paint, names, engineFlags, shownUnder })];
  });
}

/** The whole comparison in one sentence. */
function conclusion(result: CompareResult, interrupted: boolean, paint: Paint): string {
  const { a, b, cases, runs, aspects, milliseconds } = result;
  const much = `${plural(cases, 'case')} in ${duration(milliseconds)}`;
  const started = interrupted ? `Interrupted after ${cases} of ${plural(runs, 'run')}: ` : '';
  const both = `${a.name} and ${b.name}`;
  const differing = aspects.filter(({ divergence }) => divergence !== null).map(({ aspect }) => aspect);
  if (differing.length > 0) return paint.red(`${started}${both} differ in ${differing.join(', ')} (${much}).`);
  if (!agree(result))
    return paint.red(`${started}no case tells ${both} apart, but one misbehaves between the cases (${much}).`);
  if (sawNothing(result)) return paint.yellow(`${started}neither did anything that can be compared.`);
  if (interrupted) return paint.yellow(`${started}no difference so far.`);
  return paint.green(`${both} do the same: ${much}.`);
}
