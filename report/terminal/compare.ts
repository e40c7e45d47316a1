import { formatCase } from '../../vmstate/case/case-file.ts';
import type { Aspect } from '../../campaign/compare/difference.ts';
import { agree, sawNothing, type CompareResult, type SideResult } from '../../campaign/compare/result.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import { statisticsText } from './generation-statistics.ts';
import type { SideNames } from './compare-difference.ts';
import { lessonText } from './compare-lesson.ts';
import { compareTable } from './compare-table.ts';
import { createColors, type Colors } from './colors.ts';
import { incidentTexts } from './incidents.ts';
import { named } from './named.ts';
import { duration, plural } from './words.ts';

export interface CompareReportOptions {
  readonly color: boolean;
  /** The user stopped the comparison before its end. */
  readonly interrupted: boolean;
  /** The flags that select both engines again. */
  readonly engineFlags: readonly string[];
}

/** The report of `compare`, ending in a newline. */
export function renderCompare(
  result: CompareResult,
  { color, interrupted, engineFlags }: CompareReportOptions,
): string {
  const colors = createColors(color);
  const { a, b, unanswered, undefinedLoads, missing } = result;
  const notAsked = undefinedLoads === 0 ? [] : [plural(undefinedLoads, 'case')];
  const parts = [
    header(result, colors),
    compareTable(result.aspects, colors),
    ...named(
      'no result on either side',
      unanswered.map(({ what, cases }) => `${what}: ${plural(cases, 'case')}`),
      'neither engine performed the request',
      colors,
    ),
    ...named('not counted', notAsked, 'the loads differ where the C has no defined behaviour', colors),
    statisticsText(result.statistics, colors),
    ...named('left out', a.leftOut, 'A does not support it', colors),
    ...named('left out', b.leftOut, 'B does not support it', colors),
    ...named('missing', missing, 'not generated, although it should be', colors),
    ...incidents('A', a, colors),
    ...incidents('B', b, colors),
    ...lessons(result, engineFlags, colors),
    conclusion(result, interrupted, colors),
  ];
  return `${parts.join('\n\n')}\n`;
}

function header({ a, b, dialect, seed }: CompareResult, colors: Colors): string {
  const side = (letter: string, { name, hello }: SideResult): string => {
    const abi = hello.abi === null ? '' : ` on ${abiName(hello.abi)}`;
    return `${letter} ${colors.bold(name)}: ${hello.name} ${hello.version} (${hello.language})${abi}`;
  };
  return [side('A', a), side('B', b), `compared on cases of ${dialect}, seed ${seed}`].join('\n');
}

function incidents(letter: string, side: SideResult, colors: Colors): string[] {
  return named(
    'outside the cases',
    incidentTexts(side.incidents),
    `faults of ${letter} that belong to no case`,
    colors,
  );
}

/** A lesson for each differing aspect; a case that shows several is shown once. */
function lessons(result: CompareResult, engineFlags: readonly string[], colors: Colors): string[] {
  const names: SideNames = [`A ${result.a.name}`, `B ${result.b.name}`];
  const shown = new Map<string, Aspect>();
  return result.aspects.flatMap(({ aspect, divergence }) => {
    if (divergence === null) return [];
    const key = formatCase(divergence.smallest);
    const shownUnder = shown.get(key) ?? null;
    if (shownUnder === null) shown.set(key, aspect);
    return [lessonText(result, aspect, divergence, { colors, names, engineFlags, shownUnder })];
  });
}

/** The whole comparison in one sentence. */
function conclusion(result: CompareResult, interrupted: boolean, colors: Colors): string {
  const { a, b, cases, runs, aspects, milliseconds } = result;
  const much = `${plural(cases, 'case')} in ${duration(milliseconds)}`;
  const started = interrupted ? `Interrupted after ${cases} of ${plural(runs, 'run')}: ` : '';
  const both = `${a.name} and ${b.name}`;
  const differing = aspects.filter(({ divergence }) => divergence !== null).map(({ aspect }) => aspect);
  if (differing.length > 0) return colors.red(`${started}${both} differ in ${differing.join(', ')} (${much}).`);
  if (!agree(result))
    return colors.red(`${started}no case distinguishes ${both}, but one fails outside the cases (${much}).`);
  if (sawNothing(result)) return colors.yellow(`${started}neither did anything that can be compared.`);
  if (interrupted) return colors.yellow(`${started}no difference so far.`);
  return colors.green(`${both} behave the same: ${much}.`);
}
