import { UNTOUCHED, type Value } from '../vmstate/model/model.ts';
import { initText } from './braces.ts';
import { assertionOf, elementLines, slotLines } from './check-element.ts';
import { cLiteral } from './literal.ts';
import { at, cBlock, items, local, type Checking, type CheckPair } from './pair.ts';
import { scalarOf, type CMember } from './tree.ts';

/** More checks than this are written as a loop, where possible. */
const FEW = 8;

/** The lines that check the elements of an array; equal lines of consecutive elements become a loop. */
export function arrayLines(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const isSlots = member.planned.member.slots !== 'none';
  const values = items(pair.value);
  const source = items(pair.source);
  const linesOf = (i: number, index: number | string): string[] => {
    const element = at({ ...pair, depth: pair.depth + 1 }, member, {
      index,
      value: values[i] ?? null,
      source: source[i] ?? null,
    });
    return isSlots ? slotLines(checking, member, element) : elementLines(checking, member, element);
  };
  const index = local('i', pair);
  const texts = values.map((_, i) => linesOf(i, index).join('\n'));
  const runs = runsOf(texts);
  if (runs.length > FEW) {
    if (isSlots && pair.want !== null && areAlike(values, source, texts))
      return alikeLines(pair, member, { index, values, texts });
    if (!isSlots && scalarOf(member.planned.member.element) !== null && !values.some(isUnknown))
      return constantLines(pair, member, index, values);
  }
  return runs.flatMap(({ start, end, text }) => {
    if (text === '') return [];
    return end - start === 1 ? linesOf(start, start) : cBlock(text.split('\n'), loop(index, start, end));
  });
}

/** Consecutive elements with the same lines. */
interface Run {
  readonly start: number;
  end: number;
  readonly text: string;
}

function runsOf(texts: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const [i, text] of texts.entries()) {
    const last = runs.at(-1);
    if (last?.text === text) last.end++;
    else runs.push({ start: i, end: i + 1, text });
  }
  return runs;
}

function loop(index: string, start: number, end: number): string {
  return `for (int ${index} = ${start}; ${index} < ${end}; ${index}++)`;
}

function isUnknown(value: Value): boolean {
  return value === null || value === UNTOUCHED;
}

/** The slots are NULL exactly where the source's are, and all others have the same lines. */
function areAlike(values: readonly Value[], source: readonly Value[], texts: readonly string[]): boolean {
  const others = new Set(texts.filter((_, i) => values[i] !== null));
  return (
    others.size === 1 &&
    values.every((value, i) => value !== UNTOUCHED && (value === null) === ((source[i] ?? null) === null))
  );
}

interface Loop {
  /** The loop's variable. */
  readonly index: string;
  readonly values: readonly Value[];
  /** The lines that check each element. */
  readonly texts: readonly string[];
}

function alikeLines(pair: CheckPair, member: CMember, { index, values, texts }: Loop): string[] {
  const { got, want } = at(pair, member, { index, value: null, source: null });
  const there = texts.find((_, i) => values[i] !== null) ?? '';
  const same = `g_assert_true((${got.text} == NULL) == (${want?.text ?? 'NULL'} == NULL));`;
  return cBlock([same, ...cBlock(there.split('\n'), `if (${got.text})`)], loop(index, 0, values.length));
}

function constantLines(pair: CheckPair, member: CMember, index: string, values: readonly Value[]): string[] {
  const scalar = scalarOf(member.planned.member.element) ?? 'int64';
  const constants = initText(
    { prefix: `static const ${member.type} want[] =`, items: values.map((value) => cLiteral(scalar, value)) },
    0,
    ';',
  ).split('\n');
  const { got } = at(pair, member, { index, value: null, source: null });
  const check = `${assertionOf(member) ?? ''}(${got.text}, ==, want[${index}]);`;
  return cBlock([...constants, '', ...cBlock([check], loop(index, 0, values.length))]);
}
