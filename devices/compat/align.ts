import type { Span } from '../../oracle/wire/span.ts';
import type { DeviceModel, OpaquePart } from '../model/model-of.ts';
import type { Variable } from '../model/variable.ts';
import type { Parting } from './answer.ts';
import { areDifferent, namesOfMembers, type Names } from './names.ts';

/** The fields of a stream as one side has them. */
export interface Side {
  readonly spans: readonly Span[];
  readonly model: DeviceModel;
  /** What a test of this side is on both: equal for tests that are taken for one. */
  readonly testOf: (variable: Variable) => object;
}

/** What the two sides make of the same bytes. */
export interface Alignment {
  /** In the order of the stream. */
  readonly partings: readonly Parting[];
  /** The first own info of unknown length that is not the same on both sides. */
  readonly unknown: { readonly offset: number; readonly why: string } | null;
}

/**
 * Walks over the fields of both sides at once. They part where a field is read
 * as something of another value, as another member, or with ends that do not
 * meet again. Bytes into bytes are the same however they are cut; what is
 * unused on one side is whatever it is on the other.
 */
export function alignMembers(source: Side, destination: Side): Alignment {
  const walk: Walk = {
    source,
    destination,
    names: { ofA: namesOfMembers(source.spans), ofB: namesOfMembers(destination.spans) },
    partings: [],
    i: 0,
    j: 0,
    unknown: null,
  };
  while (walk.i < source.spans.length || walk.j < destination.spans.length) if (!step(walk)) break;
  const { partings, unknown } = walk;
  return { partings, unknown };
}

interface Walk {
  readonly source: Side;
  readonly destination: Side;
  readonly names: { readonly ofA: Names; readonly ofB: Names };
  readonly partings: Parting[];
  i: number;
  j: number;
  unknown: Alignment['unknown'];
}

/** False: there is nothing to compare from here on. */
function step(walk: Walk): boolean {
  const from = walk.source.spans[walk.i];
  const to = walk.destination.spans[walk.j];
  if (from === undefined || to === undefined) {
    walk.partings.push({ offset: (from ?? to)?.start ?? 0, source: from ?? null, destination: to ?? null });
    return false;
  }
  const run = meet(walk);
  const part = (): void => void walk.partings.push({ offset: from.start, source: from, destination: to });
  walk.unknown ??= unknownAt(walk, from, to);
  if (run === null) {
    part();
    return false;
  }
  const isOne = run.from.length === 1 && run.to.length === 1;
  if (isOne ? !isSame(walk, from, to) : !run.from.every(isBytes) || !run.to.every(isBytes)) {
    if (!run.from.every(isUnused) && !run.to.every(isUnused)) part();
  }
  walk.i += run.from.length;
  walk.j += run.to.length;
  return true;
}

/** The fewest fields of both sides that end together; null: they never do. */
function meet({ source, destination, i, j }: Walk): { readonly from: Span[]; readonly to: Span[] } | null {
  const from: Span[] = [];
  const to: Span[] = [];
  let left = 0;
  do {
    const next = left <= 0 ? source.spans[i + from.length] : destination.spans[j + to.length];
    if (next === undefined) return null;
    if (left <= 0) from.push(next);
    else to.push(next);
    left += left <= 0 ? next.length : -next.length;
    if (from.length > 0 && to.length === 0 && left === 0) return null;
  } while (left !== 0 || to.length === 0);
  return { from, to };
}

function isSame({ names, source, destination }: Walk, from: Span, to: Span): boolean {
  if (from.type === 'unused' || to.type === 'unused') return true;
  if (opaqueOf(source, from) !== undefined || opaqueOf(destination, to) !== undefined) return true;
  if (kindOf(from) !== kindOf(to) && !(from.length === 1 && isBytes(from) && isBytes(to))) return false;
  if (from.type === 'subsection name' && from.value !== to.value) return false;
  if (areDifferent(from.path, to.path, names)) return false;
  return lastName(from) === lastName(to) || haveOneCondition(source, destination, [from, to]);
}

/** A field of another name that exists under another condition is no rename. */
function haveOneCondition(source: Side, destination: Side, [from, to]: readonly [Span, Span]): boolean {
  const ours = testsOf(source, from);
  const theirs = testsOf(destination, to);
  return ours.length === theirs.length && ours.every((test) => theirs.includes(test));
}

/** The tests of a field and of the structs around it. */
function testsOf({ model: { tested }, testOf }: Side, span: Span): object[] {
  if (tested.size === 0) return [];
  const steps = pathOf(span).split('.');
  const found = steps.flatMap((_, i) => tested.get(steps.slice(0, i + 1).join('.')) ?? []);
  return [...new Set(found.map(testOf))];
}

function lastName(span: Span): string {
  const path = pathOf(span);
  return path.slice(path.lastIndexOf('.') + 1);
}

function pathOf({ path }: Span): string {
  return path.replaceAll(/\[\d+\]/g, '');
}

/** Types of one kind and length have one value for the same bytes, but for a sign. */
function kindOf({ type }: Span): string {
  switch (type) {
    case 'buffer':
    case 'unused':
      return 'bytes';
    case 'bitmap':
      return 'bitmap';
    case 'null marker':
    case 'pointer marker':
    case 'list marker':
    case 'subsection marker':
    case 'subsection name':
    case 'subsection version':
      return type;
    default:
      return 'number';
  }
}

function isBytes(span: Span): boolean {
  const kind = kindOf(span);
  return kind === 'bytes' || (span.length === 1 && kind === 'number');
}

function isUnused({ type }: Span): boolean {
  return type === 'unused';
}

function opaqueOf({ model }: Side, span: Span): OpaquePart | undefined {
  return model.opaque.size === 0 ? undefined : model.opaque.get(pathOf(span));
}

function unknownAt({ source, destination }: Walk, from: Span, to: Span): Alignment['unknown'] {
  const a = opaqueOf(source, from);
  const b = opaqueOf(destination, to);
  if (a === undefined && b === undefined) return null;
  if (a !== undefined && b !== undefined && a.own === b.own && a.size === b.size) return null;
  const assumed = [a, b].find((part) => part?.assumed === true);
  if (assumed === undefined) return null;
  const other = a === undefined || b === undefined ? 'is not on the other side' : 'differs';
  return { offset: from.start, why: `own info "${assumed.own}" at ${(a === undefined ? to : from).path} ${other}` };
}
