import type { Image } from '../elf/image.ts';
import type { DeviceHookName } from '../set/types.ts';
import { deviceHookNames } from '../set/types.ts';
import type { DescriptionLayout, DescriptionMember } from './layouts.ts';
import { structureOf } from './members.ts';
import { codePointerAt, isName } from './words.ts';

/** A `VMStateDescription` as it lies in a program; its fields and subsections are still addresses. */
export interface RawDescription {
  readonly address: number;
  /** Empty where the pointer is NULL. */
  readonly name: string;
  readonly unmigratable: boolean;
  readonly earlySetup: boolean;
  readonly version_id: number;
  readonly minimum_version_id: number;
  readonly priority: number;
  readonly hooks: ReadonlyMap<DeviceHookName, number>;
  readonly needed: number;
  readonly fields: number;
  readonly subsections: readonly number[];
}

/** Versions may be dates: those of the eeprom93xx are 20061111 and 20061112. */
const LARGEST_VERSION = 99_999_999;

/** MIG_PRI_MAX has never been above 20. */
const LARGEST_PRIORITY = 40;

const MOST_SUBSECTIONS = 200;

/** Reads descriptions of a layout out of a program. */
export class DescriptionReader {
  readonly #image: Image;
  readonly #at: (name: DescriptionMember) => number;
  readonly #offsets: ReadonlyMap<DescriptionMember, number>;
  readonly size: number;

  constructor(image: Image, layout: DescriptionLayout) {
    const { offsets, size } = structureOf(layout.members, image.memory.format.wordSize);
    this.#image = image;
    this.#offsets = offsets;
    this.size = size;
    this.#at = (name) => offsets.get(name) ?? 0;
  }

  /**
   * The description at an address; undefined where none can be. The cheapest
   * tests come first. `trusted`: something refers to it as a description or to
   * its fields, and it may lack a name, as one that gets it when it runs
   * (eepro100), or fields, as a stub.
   */
  read(address: number, trusted = false): RawDescription | undefined {
    const { memory } = this.#image;
    if (!this.mayBeAt(address)) return undefined;
    const marks = this.#marks(address);
    if (marks === undefined) return undefined;
    const fields = memory.pointerAt(address + this.#at('fields'));
    if (fields < 0 || (fields > 0 && !memory.has(fields))) return undefined;
    if (fields === 0 && !marks.unmigratable && !trusted) return undefined;
    const needed = codePointerAt(this.#image, address + this.#at('needed'));
    const hooks = this.#hooks(address);
    const subsections = this.#subsections(memory.pointerAt(address + this.#at('subsections')));
    if (needed < 0 || hooks === undefined || subsections === undefined) return undefined;
    if (memory.regionOf(address, this.size) === undefined) return undefined;
    const nameAt = memory.pointerAt(address);
    const name = nameAt === 0 && trusted ? '' : memory.textAt(nameAt);
    if (name === undefined || (name !== '' && !isName(name)) || (name === '' && nameAt !== 0)) return undefined;
    const version_id = memory.i32At(address + this.#at('version_id'));
    const minimum_version_id = memory.i32At(address + this.#at('minimum_version_id'));
    const priority = memory.i32At(address + this.#at('priority'));
    return { address, name, ...marks, version_id, minimum_version_id, priority, hooks, needed, fields, subsections };
  }

  /** Whether the numbers at an address could be those of a description: true of few places. */
  mayBeAt(address: number): boolean {
    const { memory } = this.#image;
    const inRange = (member: DescriptionMember, most: number): boolean => {
      const value = memory.i32At(address + this.#at(member));
      return value >= 0 && value <= most;
    };
    return (
      inRange('version_id', LARGEST_VERSION) &&
      inRange('minimum_version_id', LARGEST_VERSION) &&
      inRange('priority', LARGEST_PRIORITY)
    );
  }

  /** Where a description lies whose `fields` are at a place. */
  ofFieldsAt(place: number): number {
    return place - this.#at('fields');
  }

  /** `bool unmigratable, early_setup`; in 7.2 one int. */
  #marks(address: number): { unmigratable: boolean; earlySetup: boolean } | undefined {
    const { memory } = this.#image;
    const at = address + this.#at('unmigratable');
    const [first = NaN, second = NaN, third = NaN, last = NaN] = [0, 1, 2, 3].map((index) => memory.u8At(at + index));
    if (!(first <= 1 && second <= 1 && third === 0 && last <= 1)) return undefined;
    return { unmigratable: first === 1 || last === 1, earlySetup: second === 1 };
  }

  #hooks(address: number): Map<DeviceHookName, number> | undefined {
    const hooks = new Map<DeviceHookName, number>();
    for (const name of deviceHookNames) {
      const offset = this.#offsets.get(name);
      if (offset === undefined) continue;
      const hook = codePointerAt(this.#image, address + offset);
      if (hook < 0) return undefined;
      if (hook > 0) hooks.set(name, hook);
    }
    return hooks;
  }

  /** A list of pointers to descriptions that NULL ends. */
  #subsections(list: number): number[] | undefined {
    const { memory, externals } = this.#image;
    const found: number[] = [];
    if (list === 0) return found;
    for (let at = list; found.length <= MOST_SUBSECTIONS; at += memory.format.wordSize) {
      const target = memory.pointerAt(at);
      if (target === 0) return found;
      if (target < 0 || (!memory.has(target) && !externals.has(target))) return undefined;
      found.push(target);
    }
    return undefined;
  }
}
