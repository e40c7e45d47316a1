import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import { scalars, type Scalar } from '../vmstate/info.ts';
import type { Count, CountType, Element, Member, Slots, Storage, StructShape } from '../vmstate/model.ts';
import type { Draw } from './draw.ts';
import { counterName, memberName, structName } from './names.ts';
import { bufferElement, countedBy, fixedCount, oneElement, scalarElement, structElement, unusedElement, vbufferElement } from './uniform.ts';

/** Structs nest at most this deep; real devices stop at 5. */
export const MAX_DEPTH = 5;

/** Fields of one model, all structs together. */
export const MAX_FIELDS = 70;

/** What a generator may use: the dialect's features less what an engine does not support. */
export interface ShapeOptions {
  readonly dialect: Dialect;
  /** True for a flag (`VMS_ARRAY`) or info (`info:uint32`) that may be used. */
  readonly allows: (feature: string) => boolean;
}

/** The options in the form the generator asks them: decided once, not per member. */
export interface Palette {
  readonly scalars: readonly Scalar[];
  readonly countTypes: readonly CountType[];
  readonly array: boolean;
  readonly struct: boolean;
  readonly pointer: boolean;
  readonly allocated: boolean;
  readonly nullable: boolean;
  readonly autoAlloc: boolean;
  readonly buffer: boolean;
  readonly unused: boolean;
  readonly vbuffer: boolean;
  readonly multiply: boolean;
  readonly multiplyElements: boolean;
}

const countFlags: Readonly<Record<CountType, string>> = {
  int32: 'VMS_VARRAY_INT32',
  uint8: 'VMS_VARRAY_UINT8',
  uint16: 'VMS_VARRAY_UINT16',
  uint32: 'VMS_VARRAY_UINT32',
};

const countTypes: readonly CountType[] = ['int32', 'uint8', 'uint16', 'uint32'];

export function paletteOf({ dialect, allows }: ShapeOptions): Palette {
  const traits = traitsOf(dialect);
  const buffer = allows('VMS_BUFFER') && allows('info:buffer');
  const pointer = allows('VMS_POINTER');
  return {
    scalars: scalars.filter((type) => allows(`info:${type}`)),
    countTypes: countTypes.filter((type) => allows(countFlags[type]) && allows(`info:${type}`)),
    array: allows('VMS_ARRAY'),
    struct: allows('VMS_STRUCT'),
    pointer,
    allocated: pointer && allows('VMS_ALLOC'),
    nullable: allows('VMS_ARRAY_OF_POINTER'),
    autoAlloc: traits.autoAlloc && allows('VMS_ARRAY_OF_POINTER') && allows('VMS_ARRAY_OF_POINTER_AUTO_ALLOC'),
    buffer,
    unused: allows('VMS_BUFFER') && allows('info:unused_buffer'),
    vbuffer: allows('VMS_VBUFFER') && allows('info:buffer') && allows('info:int32'),
    multiply: allows('VMS_MULTIPLY'),
    multiplyElements: traits.multiplyElements && allows('VMS_MULTIPLY_ELEMENTS'),
  };
}

/** Where the struct being drawn will live when a load reaches it. */
type Home = 'owned' | 'malloc' | 'zeroed';

const ONE: Count = oneElement();

const scalarElements: ReadonlyMap<Scalar, Element> = new Map(scalars.map((type) => [type, scalarElement(type)]));

/** Draws the shape of a whole device. */
export function drawShape(draw: Draw, palette: Palette): StructShape {
  return new ShapeDraw(draw, palette, drawBudget(draw)).struct(1, 'owned', MAX_FIELDS);
}

/** How many fields a model has: small ones often, up to the limit sometimes. */
function drawBudget(draw: Draw): number {
  if (draw.chance(25)) return draw.between(1, 10);
  if (draw.chance(70)) return draw.between(10, 35);
  return draw.between(20, MAX_FIELDS);
}

class ShapeDraw {
  private readonly draw: Draw;
  private readonly palette: Palette;
  /** Fields that may still be drawn. */
  private left: number;
  private structs = 0;

  constructor(draw: Draw, palette: Palette, budget: number) {
    this.draw = draw;
    this.palette = palette;
    this.left = budget;
  }

  struct(depth: number, home: Home, share: number): StructShape {
    const { draw } = this;
    const name = structName(this.structs++);
    const version = draw.chance(70) ? draw.between(0, 2) : draw.between(0, 9);
    const minimumVersion = draw.chance(60) ? version : draw.below(version + 1);
    const members: Member[] = [];
    const stop = Math.max(0, this.left - share);
    do this.addMember(members, version, depth, home);
    while (this.left > stop);
    return { name, version, minimumVersion, members };
  }

  private addMember(members: Member[], structVersion: number, depth: number, home: Home): void {
    this.left--;
    const { draw, palette } = this;
    const pick = draw.below(100);
    // A newer field that the description's own version leaves out is rare, as in life.
    const version = draw.chance(12) ? draw.between(0, structVersion + 1) : 0;
    if (pick < 16 && palette.struct && depth < MAX_DEPTH && this.left > 0) this.addStruct(members, version, structVersion, depth, home);
    else if (pick < 27 && palette.vbuffer) this.addVbuffer(members, version, structVersion, home);
    else if (pick < 37 && palette.buffer) {
      this.add(members, version, structVersion, home, bufferElement(this.bufferSize()), false);
    } else if (pick < 43 && palette.unused) {
      this.add(members, version, structVersion, home, unusedElement(this.bufferSize()), false);
    } else this.add(members, version, structVersion, home, this.scalar(), true);
  }

  private scalar(): Element {
    const { scalars: types } = this.palette;
    const type = types[this.draw.below(types.length)] ?? 'uint32';
    return scalarElements.get(type) ?? scalarElement(type);
  }

  private addStruct(members: Member[], version: number, structVersion: number, depth: number, home: Home): void {
    const count = this.count(members, structVersion, home);
    const slots = this.slots(count, home);
    const storage = this.storage(slots, home);
    const inner: Home = slots === 'allocated' ? 'zeroed' : storage === 'allocated' ? 'malloc' : home;
    const share = this.draw.between(1, Math.max(1, Math.min(this.left, 16)));
    // Counters that wait for this member must not settle among the inner struct's.
    const waiting = this.after;
    this.after = [];
    const struct = this.struct(depth + 1, inner, share);
    this.after = waiting;
    this.push(members, version, structElement(struct), count, storage, slots);
  }

  private addVbuffer(members: Member[], version: number, structVersion: number, home: Home): void {
    const { draw, palette } = this;
    const count = draw.chance(55) ? ONE : this.count(members, structVersion, home);
    const storage = this.storage('none', home, 30);
    const sizedBy = this.counter(members, 'int32', structVersion, home);
    const multiply = palette.multiply && draw.chance(45) ? draw.between(1, 5) : null;
    this.push(members, version, vbufferElement(sizedBy, multiply), count, storage, 'none');
  }

  private add(members: Member[], version: number, structVersion: number, home: Home, element: Element, slotted: boolean): void {
    const count = this.count(members, structVersion, home);
    const slots = slotted ? this.slots(count, home) : 'none';
    const storage = element.kind === 'unused' ? 'embedded' : this.storage(slots, home);
    this.push(members, version, element, count, storage, slots);
  }

  private push(members: Member[], version: number, element: Element, count: Count, storage: Storage, slots: Slots): void {
    members.push({ name: memberName(members.length), version, migrated: true, element, count, storage, slots });
    this.settle(members);
  }

  private count(members: Member[], structVersion: number, home: Home): Count {
    const { draw, palette } = this;
    const pick = draw.below(100);
    if (pick < 53) return ONE;
    if (pick < 72 || palette.countTypes.length === 0) {
      return palette.array ? fixedCount(this.fixedCount()) : ONE;
    }
    const type = palette.countTypes[draw.below(palette.countTypes.length)] ?? 'int32';
    const multiply = palette.multiplyElements && draw.chance(40) ? draw.between(1, 4) : null;
    return countedBy(this.counter(members, type, structVersion, home), type, multiply);
  }

  private fixedCount(): number {
    const { draw } = this;
    const pick = draw.below(1000);
    if (pick < 50) return 0;
    if (pick < 350) return 1;
    if (pick < 930) return draw.between(2, 3);
    return pick < 990 ? draw.between(4, 9) : draw.between(10, 24);
  }

  private bufferSize(): number {
    const { draw } = this;
    const pick = draw.below(100_000);
    if (pick < 3000) return 0;
    if (pick < 90_000) return draw.between(1, 10);
    if (pick < 99_850) return draw.between(17, 64);
    // Around the chunk in which padding is written, and QEMUFile's own buffer.
    return (pick < 99_997 ? 1023 : 32767) + draw.below(3);
  }

  private slots(count: Count, home: Home): Slots {
    if (count.kind === 'one') return 'none';
    const { draw, palette } = this;
    const pick = draw.below(100);
    // Uninitialised slots cannot be loaded at all; zeroed ones only where NULL is what a load wants.
    if (pick < 19 && palette.nullable && home === 'owned') return 'nullable';
    if (pick < 38 && palette.autoAlloc && home !== 'malloc') return 'allocated';
    return 'none';
  }

  private storage(slots: Slots, home: Home, embedded = 62): Storage {
    const { draw, palette } = this;
    const pick = draw.below(100);
    if (pick < embedded) return 'embedded';
    if (pick < embedded + (100 - embedded) * 0.6 && palette.pointer && home === 'owned') return 'pointer';
    // The slots of a freshly allocated array are garbage: a load could only follow them.
    return palette.allocated && slots === 'none' ? 'allocated' : 'embedded';
  }

  /** A sibling that holds a count: an older one, or a new one before, after or out of the description. */
  private counter(members: Member[], type: CountType, structVersion: number, home: Home): number {
    const { draw } = this;
    if (draw.chance(20)) {
      const start = members.length === 0 ? 0 : draw.below(members.length);
      for (let i = start; i < members.length; i++) {
        const member = members[i];
        if (member?.element.kind === 'scalar' && member.element.type === type && this.servesAsCounter(member, structVersion, home)) return i;
      }
    }
    this.left--;
    const place = home === 'owned' ? draw.below(100) : 0;
    const version = home === 'owned' && draw.chance(8) ? draw.between(0, structVersion + 1) : 0;
    const sibling: Member = {
      name: counterName(members.length + this.after.length, place < 80),
      version,
      migrated: place < 80,
      element: this.counterElement(type),
      count: ONE,
      storage: 'embedded',
      slots: 'none',
    };
    if (place >= 65 && place < 90) {
      this.after.push(sibling);
      return -this.after.length;
    }
    members.push(sibling);
    return members.length - 1;
  }

  /** Some macros read an unsigned member through VMS_VARRAY_INT32. */
  private counterElement(type: CountType): Element {
    const held = type === 'int32' && this.palette.scalars.includes('uint32') && this.draw.chance(25) ? 'uint32' : type;
    return scalarElements.get(held) ?? scalarElement(held);
  }

  private servesAsCounter(member: Member, structVersion: number, home: Home): boolean {
    if (member.count.kind !== 'one' || member.storage !== 'embedded' || member.slots !== 'none') return false;
    return home === 'owned' || (member.migrated && member.version <= structVersion);
  }

  /** Counters that stand after their reader wait here; until then a reader knows them by -1, -2, … */
  private after: Member[] = [];

  private settle(members: Member[]): void {
    if (this.after.length === 0) return;
    const waiting = this.after;
    this.after = [];
    const reader = members.pop();
    if (reader === undefined) return;
    const base = members.length;
    const place = (by: number): number => (by < 0 ? base - by : by);
    const { name, version, migrated, storage, slots } = reader;
    let { element, count } = reader;
    if (element.kind === 'vbuffer') element = vbufferElement(place(element.sizedBy), element.multiply);
    if (count.kind === 'counted') count = countedBy(place(count.by), count.type, count.multiply);
    members.push({ name, version, migrated, element, count, storage, slots });
    for (const member of waiting) members.push(member);
  }
}
