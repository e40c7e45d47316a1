import { firstHalf, type Abi } from '../../vmstate/host/abi.ts';
import { isChecked, isScalar } from '../../vmstate/info.ts';
import type { Count, Element, Slots, Storage, StructShape } from '../../vmstate/model/model.ts';
import type { Draw } from '../../random/draw.ts';
import { structName } from '../names.ts';
import { bufferElement, countedBy, fixedCount, newStruct, structElement, unusedElement } from '../uniform.ts';
import { ONE } from '../shape/counts.ts';
import { drawTest, push, pushAs, type MemberDraft } from '../shape/existence.ts';
import { drawHooks } from '../shape/hooks.ts';
import { MAX_FIELDS } from '../shape/limits.ts';
import { addFound, addMember as addAnyMember, addSpecial, addVbuffer, mayNest } from '../shape/members.ts';
import { checkedElementOf, drawScalarElement, elementOf } from '../shape/scalars.ts';
import type { Palette } from '../shape/palette.ts';
import { counter } from '../shape/siblings.ts';
import { isOwned, newSketch, type Home, type Making, type Sketch } from '../shape/sketch.ts';
import { drawSubsections, fieldsForSubsections } from '../shape/subsections.ts';
import { drawReal, type RealForm } from './tables.ts';

/** Draws the shape of a device such as real programs have: what is common there is common here. */
export function drawRealShape(draw: Draw, palette: Palette, abi: Abi): StructShape {
  const left = Math.min(MAX_FIELDS, drawReal.deviceFields(draw));
  const { pointerSize } = abi;
  const making: Making = { draw, palette, half: firstHalf(abi), pointerSize, left, structs: 0, drawStruct };
  const versions = drawReal.versions(draw);
  const sketch = newSketch({ versions, home: 'owned', depth: 1, part: 'device', reach: 'outer' });
  return drawStruct(making, sketch, structName(making.structs++), left);
}

/** As generators/shape/struct.ts, with members of real forms. */
function drawStruct(making: Making, sketch: Sketch, name: string, share: number): StructShape {
  const { draw, palette } = making;
  const { members, versions, part } = sketch;
  const fields = part === 'device' ? share : Math.min(share, drawReal.structFields(draw));
  const stop = Math.max(0, making.left - fields);
  const kept = palette.subsections ? fieldsForSubsections(making, sketch, making.left - stop) : 0;
  do addMember(making, sketch);
  while (making.left > stop + kept);
  const subsections = kept > 0 ? drawSubsections(making, sketch, name, kept) : undefined;
  const hooks = palette.hooks ? drawHooks(making, sketch) : undefined;
  const { version, minimumVersion } = versions;
  return newStruct({ name, version, minimumVersion, members, subsections, hooks });
}

/** How many members of a hundred have a real form; the others are drawn as in every device, so that no form is rare. */
const REAL = 60;

/** Adds a member of a real form, or a scalar where such a one may not be. */
function addMember(making: Making, sketch: Sketch): void {
  const { draw } = making;
  if (!draw.chance(REAL)) {
    addAnyMember(making, sketch);
    return;
  }
  making.left--;
  const form = drawReal.form(draw);
  const version = form.version ? draw.between(0, sketch.versions.saved + 1) : 0;
  if (!addOf(making, sketch, form, version)) add(making, sketch, form, version, drawScalarElement(making));
}

/** False: nothing was added. */
function addOf(making: Making, sketch: Sketch, form: RealForm, version: number): boolean {
  const { draw, palette } = making;
  const { kind } = form;
  if (isScalar(kind)) return palette.scalars.includes(kind) && add(making, sketch, form, version, elementOf(kind));
  if (isChecked(kind)) {
    const isHere = isOwned(sketch.home) && palette.checked.includes(kind);
    return isHere && addFound(making, sketch, version, checkedElementOf(kind));
  }
  switch (kind) {
    case 'buffer':
      return palette.buffer && add(making, sketch, form, version, bufferElement(drawReal.buffer(draw)));
    case 'unused':
      return palette.unused && add(making, sketch, form, version, unusedElement(drawReal.buffer(draw)));
    case 'vbuffer':
      return palette.vbuffer && addVbuffer(making, sketch, version);
    case 'struct':
    case 'vstruct':
      return palette.struct && mayNest(making, sketch) && addStruct(making, sketch, form, version);
    default:
      return addSpecial(making, sketch, kind, version);
  }
}

/** Elements that are not small may be in an array of so many at most: devices in devices multiply. */
const FEW = 3;

function addStruct(making: Making, sketch: Sketch, form: RealForm, version: number): true {
  const { draw, palette } = making;
  const versions = drawReal.versions(draw);
  const at =
    form.kind === 'vstruct' && palette.vstruct ? draw.between(versions.minimumVersion, versions.version) : undefined;
  const { count, slots, storage } = placeOf(making, sketch, form, FEW);
  const home: Home = slots === 'allocated' ? 'zeroed' : storage === 'allocated' ? 'malloc' : sketch.home;
  const inner = newSketch({
    versions: at === undefined ? versions : { ...versions, saved: at, loaded: at },
    home,
    depth: sketch.depth + 1,
    part: 'struct',
    reach: 'nested',
  });
  const struct = drawStruct(making, inner, structName(making.structs++), making.left);
  return pushForm(making, sketch, form, { version, element: structElement(struct, at), count, storage, slots });
}

function add(making: Making, sketch: Sketch, form: RealForm, version: number, element: Element): true {
  const { count, slots, storage } = placeOf(making, sketch, form, MOST);
  const behind = element.kind === 'buffer' && slots !== 'none' ? bufferElement(making.pointerSize) : element;
  return pushForm(making, sketch, form, { version, element: behind, count, storage, slots });
}

/** The longest array. */
const MOST = 64;

/** A form may have a test that is a function of the device; without one, some get one as any member does. */
function pushForm(making: Making, sketch: Sketch, { test }: RealForm, draft: MemberDraft): true {
  if (test && making.palette.tests) pushAs(sketch, draft, { test: drawTest(making, sketch), mustExist: undefined });
  else push(making, sketch, draft);
  return true;
}

interface Placed {
  readonly count: Count;
  readonly slots: Slots;
  readonly storage: Storage;
}

/** Where a member of this form can be here; the rules are those of generators/shape/counts.ts. */
function placeOf(making: Making, sketch: Sketch, form: RealForm, most: number): Placed {
  const { palette } = making;
  const { home } = sketch;
  if (form.kind === 'unused') return { count: countOf(making, sketch, form, most), slots: 'none', storage: 'embedded' };
  const count = countOf(making, sketch, form, most);
  const slots = slotsOf(form, palette, count, home);
  const pointer = palette.pointer && isOwned(home);
  const allocated = palette.allocated && home !== 'tmp' && slots === 'none';
  const isLegal = form.storage === 'pointer' ? pointer : form.storage === 'allocated' && allocated;
  return { count, slots, storage: isLegal ? form.storage : 'embedded' };
}

function slotsOf({ slots }: RealForm, palette: Palette, count: Count, home: Home): Slots {
  if (count.kind === 'one') return 'none';
  if (slots === 'nullable' && palette.nullable && isOwned(home)) return slots;
  return slots === 'allocated' && palette.autoAlloc && (home === 'owned' || home === 'zeroed') ? slots : 'none';
}

function countOf(making: Making, sketch: Sketch, { count, multiply }: RealForm, most: number): Count {
  const { draw, palette } = making;
  if (count === 'one') return ONE;
  if (count === 'fixed') return palette.array ? fixedCount(Math.min(most, drawReal.array(draw))) : ONE;
  if (!palette.countTypes.includes(count)) return ONE;
  const times = multiply && palette.multiplyElements ? draw.between(1, 4) : null;
  return countedBy(counter(making, sketch, count), count, times);
}
