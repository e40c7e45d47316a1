import type { Draw } from '../../random/draw.ts';
import { failingResults, positiveResults } from '../../vmstate/hooks.ts';
import type { CountType, Element } from '../../vmstate/model/model.ts';
import { EINVAL } from '../../vmstate/wire.ts';
import {
  bitmapElement,
  bufferElement,
  bytearrayElement,
  failingElement,
  timerElement,
  unusedElement,
  validateElement,
  vbufferElement,
} from '../uniform.ts';
import { drawCount, drawSlots, drawStorage, ONE } from './counts.ts';
import { drawHolding, push, pushAs } from './existence.ts';
import { survivesPut } from './hooks.ts';
import { MAX_DEPTH } from './limits.ts';
import { addList, addStruct, addTmp, addTree } from './nested.ts';
import { drawCheckedElement, drawScalarElement } from './scalars.ts';
import { counter } from './siblings.ts';
import { drawBufferSize, drawUnusedSize } from './sizes.ts';
import { isOwned, type Making, type Sketch } from './sketch.ts';

/** Adds a member, and the siblings that it reads. */
export function addMember(making: Making, sketch: Sketch): void {
  making.left--;
  const { draw, palette } = making;
  const pick = draw.below(1000);
  // A field newer than its description is rare, as in real devices.
  const version = draw.chance(12) ? draw.between(0, sketch.versions.saved + 1) : 0;
  if (pick < 160 && palette.struct && mayNest(making, sketch)) addStruct(making, sketch, version);
  else if (pick < 270 && palette.vbuffer) addVbuffer(making, sketch, version);
  else if (pick < 370 && palette.buffer) add(making, sketch, version, bufferElement(drawBufferSize(draw)));
  else if (pick < 430 && palette.unused) add(making, sketch, version, unusedElement(drawUnusedSize(draw)));
  else if (pick >= 624 || !addSpecial(making, sketch, rarerKind(pick - 430), version))
    add(making, sketch, version, drawScalarElement(making));
}

/** Whether there may be a struct in it. */
export function mayNest(making: Making, sketch: Sketch): boolean {
  return sketch.depth < MAX_DEPTH && making.left > 0;
}

/** Members that are added in ways of their own. */
export const specialKinds = [
  'validate',
  'failing',
  'checked',
  'bitmap',
  'timer',
  'bytearray',
  'list',
  'tree',
  'tmp',
] as const;

export type SpecialKind = (typeof specialKinds)[number];

/** `pick` is 0 … 193. */
function rarerKind(pick: number): SpecialKind {
  if (pick < 12) return 'validate';
  if (pick >= 180) return 'failing';
  if (pick < 72) return 'checked';
  if (pick < 90) return 'bitmap';
  if (pick < 103) return 'timer';
  if (pick < 117) return 'bytearray';
  if (pick < 141) return 'list';
  return pick < 161 ? 'tree' : 'tmp';
}

/** Adds a member of this kind. False: nothing was added, because it is not allowed here. */
export function addSpecial(making: Making, sketch: Sketch, kind: SpecialKind, version: number): boolean {
  const { palette } = making;
  const { home } = sketch;
  if (kind === 'validate') return palette.validate && addValidate(making, sketch);
  if (kind === 'failing') return palette.failing && addFound(making, sketch, version, drawFailing(making, sketch));
  // Not in newly allocated memory: there is nothing to compare with, append to or fill.
  if (!isOwned(home)) return false;
  if (kind === 'checked')
    return palette.checked.length > 0 && addFound(making, sketch, version, drawCheckedElement(making));
  // What a load links or counts in a temporary object itself, it would lose with it.
  if (home === 'tmp') return false;
  switch (kind) {
    case 'bitmap':
      return palette.bitmap && addBitmap(making, sketch, version);
    case 'timer':
      return palette.timer && addFound(making, sketch, version, TIMER);
    case 'bytearray':
      return palette.bytearray && addByteArray(making, sketch, version);
    case 'list':
      return mayNest(making, sketch) && palette.lists.length > 0 && addList(making, sketch);
    case 'tree':
      return mayNest(making, sketch) && palette.tree && addTree(making, sketch);
    case 'tmp':
      return mayNest(making, sketch) && palette.tmp && addTmp(making, sketch);
  }
}

function add(making: Making, sketch: Sketch, version: number, element: Element): void {
  const count = drawCount(making, sketch);
  const slots = element.kind === 'unused' ? 'none' : drawSlots(making, count, sketch.home);
  const storage = element.kind === 'unused' ? 'embedded' : drawStorage(making, slots, sketch.home);
  const behind = element.kind === 'buffer' && slots !== 'none' ? bufferElement(making.pointerSize) : element;
  push(making, sketch, { version, element: behind, count, storage, slots });
}

export function addVbuffer(making: Making, sketch: Sketch, version: number): true {
  const { draw, palette } = making;
  const count = draw.chance(55) ? ONE : drawCount(making, sketch);
  const storage = drawStorage(making, 'none', sketch.home, 30);
  const half = palette.wideSizes && draw.chance(25) ? making.half : undefined;
  const sizedBy = counter(making, sketch, half === undefined ? drawType(making, palette.sizeTypes) : 'uint64');
  const multiply = palette.multiply && draw.chance(45) ? draw.between(1, 5) : null;
  const element = vbufferElement(sizedBy, multiply, half);
  push(making, sketch, { version, element, count, storage, slots: 'none' });
  return true;
}

/** Draws nothing where there is no choice. */
function drawType({ draw }: Making, types: readonly CountType[]): CountType {
  return (types.length > 1 ? types[draw.below(types.length)] : undefined) ?? 'int32';
}

const TIMER = timerElement();

/** An info of the device's own; nearly all succeed, and none fails where the release itself would abort. */
function drawFailing({ draw, palette: { dialect } }: Making, sketch: Sketch): Element {
  const get = drawInfoResult(draw, 8);
  const put = drawInfoResult(draw, 5);
  return failingElement({ get, put: survivesPut(dialect, sketch, put) ? put : 0 });
}

function drawInfoResult(draw: Draw, percent: number): number {
  if (!draw.chance(percent)) return 0;
  const results = draw.chance(60) ? failingResults : positiveResults;
  return results[draw.below(results.length)] ?? EINVAL;
}

const SINGLE = { count: ONE, storage: 'embedded', slots: 'none' } as const;

/**
 * Like `add`, but for members that exist before a load, which does not allocate them.
 * Each type is drawn rarely, so its rarer forms are drawn as often as the others.
 */
export function addFound(making: Making, sketch: Sketch, version: number, element: Element): true {
  const { draw, palette } = making;
  const count = drawCount(making, sketch, draw.chance(30) ? draw.below(100) : draw.between(66, 99));
  const found = isOwned(sketch.home);
  const nullable = count.kind === 'one' ? palette.singleSlots && draw.chance(12) : palette.nullable && draw.chance(50);
  const slots = found && nullable ? 'nullable' : 'none';
  const storage = found && palette.pointer && draw.chance(element.kind === 'timer' ? 65 : 50) ? 'pointer' : 'embedded';
  push(making, sketch, { version, element, count, storage, slots });
  return true;
}

function addByteArray(making: Making, sketch: Sketch, version: number): true {
  push(making, sketch, { ...SINGLE, version, element: bytearrayElement() });
  return true;
}

function addBitmap(making: Making, sketch: Sketch, version: number): true {
  const element = bitmapElement(counter(making, sketch, drawType(making, making.palette.bitTypes)));
  push(making, sketch, { ...SINGLE, version, element, storage: 'pointer' });
  return true;
}

function addValidate(making: Making, sketch: Sketch): true {
  const test = drawHolding(making, sketch);
  pushAs(sketch, { ...SINGLE, version: 0, element: validateElement() }, { test, mustExist: undefined });
  return true;
}
