import { widthOf } from '../../vmstate/info.ts';
import { hookNames, type Hooks } from '../../vmstate/hooks.ts';
import {
  copiesIn,
  isNeeded,
  isPresent,
  numberType,
  siblingsRead,
  type Element,
  type Member,
  type Model,
  type StructShape,
  type Subsection,
  type Value,
} from '../../vmstate/model/model.ts';
import { bufferLength, heldSize } from '../../vmstate/model/counts.ts';
import * as at from './boundaries.ts';

/** Counts the boundaries that one case brings to an engine: those of what a save comes to. */
export function countBoundaries(counts: Uint32Array, { shape, values }: Model): void {
  countStruct(counts, shape, values, shape.version);
}

function mark(counts: Uint32Array, place: number | undefined): void {
  if (place !== undefined) counts[place] = (counts[place] ?? 0) + 1;
}

/** `saved` is the version at which the struct is saved. */
function countStruct(counts: Uint32Array, shape: StructShape, values: readonly Value[], saved: number): void {
  const { version, minimumVersion, members, subsections, hooks } = shape;
  mark(counts, at.versions.get(version));
  mark(counts, minimumVersion === version ? at.minimum.same : at.minimum.less);
  if (minimumVersion === 0 && version > 0) mark(counts, at.minimum.none);
  if (hooks !== undefined) countHooks(counts, hooks);
  for (let i = 0; i < members.length; i++) {
    const member = members[i];
    if (member?.migrated !== true) continue;
    countExistence(counts, member, saved);
    if (!isPresent(member, saved, values)) continue;
    countMember(counts, member, values, values[i] ?? null);
    countWidth(counts, member, members);
    countCompared(counts, member, members);
    countCopies(counts, member.element, i);
  }
  if (subsections === undefined) return;
  for (let k = 0; k < subsections.length; k++) {
    const subsection = subsections[k];
    const own = values[members.length + k];
    if (subsection !== undefined && Array.isArray(own) && isNeeded(subsection, values))
      countSubsection(counts, shape, subsection, own);
    if (subsection?.needed !== undefined && members[subsection.needed]?.element.kind === 'checked')
      mark(counts, at.compared.needed);
  }
}

/** How wide the member is that a size is read from, all of it. */
function countWidth(counts: Uint32Array, { element }: Member, members: readonly Member[]): void {
  if (element.kind !== 'bitmap' && (element.kind !== 'vbuffer' || element.half !== undefined)) return;
  const sibling = members[element.sizedBy];
  const type = sibling === undefined ? null : numberType(sibling.element);
  if (type !== null) mark(counts, at.sizeWidths.get(widthOf(type)));
}

/** What a load reads from a number that it compared before, and did not store. */
function countCompared(counts: Uint32Array, { element, count, test }: Member, members: readonly Member[]): void {
  const isCompared = (by: number): boolean => members[by]?.element.kind === 'checked';
  if (count.kind === 'counted' && isCompared(count.by)) mark(counts, at.compared.count);
  if (element.kind === 'vbuffer' && isCompared(element.sizedBy))
    mark(counts, element.half === undefined ? at.compared.size : at.compared.half);
  if (element.kind === 'bitmap' && isCompared(element.sizedBy)) mark(counts, at.compared.bits);
  if (test?.kind === 'sibling' && isCompared(test.by)) mark(counts, at.compared.test);
}

/** `place`: that of the temporary object in its parent. */
function countCopies(counts: Uint32Array, element: Element, place: number): void {
  const copies = copiesIn(element);
  if (copies.length === 0 || element.kind !== 'tmp') return;
  const read = siblingsRead(element.struct);
  for (const { own, parent } of copies) {
    mark(counts, parent < place ? at.tmpCopies.before : at.tmpCopies.behind);
    if (read.has(own)) mark(counts, at.tmpCopies.read);
  }
}

function countHooks(counts: Uint32Array, hooks: Hooks): void {
  const { hookResults: results } = at;
  for (const name of hookNames) {
    const result = hooks[name];
    if (result === undefined) continue;
    if (typeof result === 'boolean') mark(counts, result ? results.granted : results.refused);
    else {
      mark(counts, at.hookValues.get(result));
      mark(counts, result < 0 ? results.failed : result > 0 ? results.positive : results.zero);
    }
  }
}

function countExistence(counts: Uint32Array, { version, test }: Member, saved: number): void {
  if (test?.kind === 'version') mark(counts, against(at.testSince, test.from, saved));
  else if (test === undefined && version > 0) mark(counts, against(at.sinceVersion, version, saved));
}

function against(
  { now, next }: { readonly now: number; readonly next: number },
  from: number,
  saved: number,
): number | undefined {
  return from === saved ? now : from === saved + 1 ? next : undefined;
}

function countSubsection(
  counts: Uint32Array,
  parent: StructShape,
  { struct }: Subsection,
  values: readonly Value[],
): void {
  // All names are ASCII.
  mark(counts, at.subsectionNameBytes.get(struct.name.length));
  if (struct.name.length === parent.name.length + 1) mark(counts, at.shortestName);
  mark(counts, struct.version >= at.BEYOND ? at.subsectionBeyond : at.subsectionVersions.get(struct.version));
  if (struct.hooks !== undefined) mark(counts, at.hookOwners.subsection);
  countStruct(counts, struct, values, struct.version);
}

function countMember(counts: Uint32Array, member: Member, values: readonly Value[], value: Value): void {
  const { count, element, slots } = member;
  if (count.kind === 'one') {
    if (slots !== 'none') mark(counts, value === null ? at.singleSlot.null : at.singleSlot.element);
    countElement(counts, member, values, value);
    return;
  }
  if (count.kind === 'fixed') mark(counts, at.fixedCounts.get(count.n));
  else countCounter(counts, count.type, Number(values[count.by]), count.multiply ?? 1);
  if (!Array.isArray(value) || value.length === 0) return;
  if (slots !== 'none')
    mark(
      counts,
      value.includes(null)
        ? value.some((each) => each !== null)
          ? at.slotsNull.some
          : at.slotsNull.all
        : at.slotsNull.none,
    );
  // Only structs differ between elements; of all others the first suffices.
  if (element.kind === 'struct' && element.struct.hooks !== undefined && value.length > 1)
    mark(counts, at.hookOwners.laterElement);
  if (element.kind !== 'struct') countElement(counts, member, values, value[0] ?? null);
  else for (const each of value) if (each !== null) countElement(counts, member, values, each);
}

/** `held` is the sibling's value; a signed reader sees an unsigned one as negative. */
function countCounter(counts: Uint32Array, type: keyof typeof at.counts, held: number, multiply: number): void {
  const read = type === 'int32' ? held | 0 : held;
  mark(counts, at.counts[type].get(read));
  if ((type === 'int32' || type === 'uint32') && multiply === 1 && read >= at.BEYOND && read <= 0x7fffffff)
    mark(counts, at.countBeyond[type]);
  if (wraps(read, multiply)) mark(counts, at.wrappedCount);
}

/** Whether a product does not fit 32 bits and what remains of it is small. */
function wraps(held: number, multiply: number): boolean {
  const product = Math.imul(held, multiply);
  return held > 0 && product >= 0 && product !== held * multiply;
}

function countElement(counts: Uint32Array, member: Member, values: readonly Value[], value: Value): void {
  const { element } = member;
  switch (element.kind) {
    case 'scalar':
      if (typeof value === 'number' || typeof value === 'bigint')
        mark(counts, at.scalarEnds.get(element.type)?.get(value));
      return;
    case 'checked':
      if (typeof value === 'number' || typeof value === 'bigint')
        mark(counts, at.checkedEnds.get(element.info)?.get(value));
      if (element.info === 'int32_le' && typeof value === 'number' && value < 0) mark(counts, at.refusedLe);
      return;
    case 'failing':
      mark(counts, at.getResults.get(element.results.get));
      mark(counts, at.putResults.get(element.results.put));
      return;
    case 'timer':
      if (typeof value === 'bigint') mark(counts, at.expiries.get(value));
      return;
    case 'buffer':
      mark(counts, at.bufferBytes.get(element.size));
      return;
    case 'unused':
      mark(counts, at.unusedBytes.get(element.size));
      return;
    case 'vbuffer':
      countSize(counts, element, values);
      return;
    case 'bytearray':
      if (value instanceof Uint8Array) mark(counts, at.arrayBytes.get(value.length));
      return;
    case 'bitmap':
      mark(counts, at.bitmapBits.get(Number(values[element.sizedBy]) | 0));
      return;
    case 'struct':
    case 'list':
    case 'tmp':
    case 'tree':
      countInner(counts, element, member.version, value);
      return;
    case 'validate':
      return;
  }
}

function countSize(
  counts: Uint32Array,
  element: Extract<Element, { kind: 'vbuffer' }>,
  values: readonly Value[],
): void {
  const bytes = bufferLength(element, values);
  mark(counts, (element.half === undefined ? at.sizedBytes : at.halfBytes).get(bytes));
  if (bytes >= at.BEYOND) mark(counts, at.sizedBeyond);
  if (wraps(heldSize(element, values), element.multiply ?? 1)) mark(counts, at.wrappedSize);
}

/** `version` is that of the field, at which what is not a plain struct is loaded. */
function countInner(
  counts: Uint32Array,
  element: Extract<Element, { kind: 'struct' | 'list' | 'tmp' | 'tree' }>,
  version: number,
  value: Value,
): void {
  if (!Array.isArray(value)) return;
  switch (element.kind) {
    case 'struct': {
      const saved = element.version ?? element.struct.version;
      if (element.version !== undefined) countLoadedAt(counts, element.struct, saved);
      countStruct(counts, element.struct, value, saved);
      return;
    }
    case 'tmp':
      if (element.struct.hooks !== undefined) mark(counts, at.hookOwners.temporary);
      countLoadedAt(counts, element.struct, version);
      countStruct(counts, element.struct, value, element.struct.version);
      return;
    case 'list':
      mark(counts, at.elementCounts[element.list].get(value.length));
      if (element.struct.hooks !== undefined && value.length > 0) mark(counts, at.hookOwners.listElement);
      countLoadedAt(counts, element.struct, version);
      for (const each of value)
        if (Array.isArray(each)) countStruct(counts, element.struct, each, element.struct.version);
      return;
    case 'tree':
      mark(counts, at.elementCounts.gtree.get(value.length));
      if ((element.key?.hooks ?? element.value.hooks) !== undefined && value.length > 0)
        mark(counts, at.hookOwners.node);
      countLoadedAt(counts, element.value, version);
      for (const node of value) if (Array.isArray(node)) countNode(counts, element, node);
      return;
  }
}

function countNode(
  counts: Uint32Array,
  { key, value }: Extract<Element, { kind: 'tree' }>,
  [first, second]: readonly Value[],
): void {
  if (key !== null && Array.isArray(first)) {
    countStruct(counts, key, first, key.version);
    if ((key.hooks?.pre_save ?? 0) < 0 || key.hooks?.pre_save_errp === false) mark(counts, at.refusedKey);
  }
  if (Array.isArray(second)) countStruct(counts, value, second, value.version);
}

function countLoadedAt(counts: Uint32Array, { version, minimumVersion }: StructShape, loaded: number): void {
  const { loadedAt } = at;
  if (loaded < minimumVersion) mark(counts, loadedAt.below);
  else if (loaded > version) mark(counts, loadedAt.above);
  else mark(counts, loaded === version ? loadedAt.highest : loaded === minimumVersion ? loadedAt.lowest : undefined);
}
