import type { Info } from '../../vmstate/info.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import { UNTOUCHED, type Member, type Value } from '../../vmstate/model/model.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import { copyBytes } from '../../vmstate/slab.ts';
import type { Subject } from '../subject.ts';

/** Buffers behind slots, described as another type that takes its length from the slot, too (VMS-SIZE-8). */
export interface SlotsOfBytes {
  readonly info: Info;
  readonly description: VMStateDescription;
  /** The places of the members. */
  readonly members: readonly number[];
  /** Whether a path of the model leads to one of them, or to an element of one. */
  readonly isChanged: (path: string) => boolean;
  /** A stream of the buffers as one of the other type. */
  readonly wireOf: (wire: Uint8Array) => Uint8Array;
  /** What a load of the buffers leaves, as what one of the other type leaves. */
  readonly valueOf: (member: Member, loaded: Value) => Value;
}

/**
 * The device of a case, whose buffers behind slots are unused bytes or bitmaps of as many bits as a
 * pointer has bytes, of which a 64-bit host saves one word; null: it has none.
 */
export function slotsOfBytes({ case: of, layout }: Subject): SlotsOfBytes | null {
  const { model, abi, dialect, seed } = of;
  const { description } = layout.plan;
  const all = model.shape.members;
  const members = all.flatMap((member, i) => (isBufferBehindSlot(member) ? [i] : []));
  const names = new Set(members.map((i) => all[i]?.name));
  // Spans are known by their paths, and members can have one name.
  const isTold = all.filter(({ name }) => names.has(name)).length === names.size;
  if (members.length === 0 || !isTold) return null;
  const info = abi.pointerSize === 8 && (seed & 24) !== 0 ? 'bitmap' : 'unused_buffer';
  // On the wire the most significant byte of a word is the first.
  const turned = abi.byteOrder === 'little' ? (bytes: Uint8Array): Uint8Array => bytes.slice().reverse() : copyOf;
  const isChanged = (path: string): boolean => names.has(path.replace(/\[\d+\]$/, ''));
  const described = all.filter(({ migrated }) => migrated);
  return {
    info,
    description: {
      ...description,
      fields: description.fields.map((field, k) => {
        const member = described[k];
        return member !== undefined && isBufferBehindSlot(member) ? { ...field, info } : field;
      }),
    },
    members,
    isChanged,
    wireOf(wire) {
      const changed = copyBytes(wire, wire.length);
      for (const { path, type, start, length } of annotate(model, dialect).spans) {
        if (type !== 'buffer' || !isChanged(path)) continue;
        const bytes = changed.subarray(start, start + length);
        if (info === 'bitmap') bytes.set(turned(bytes));
        else bytes.fill(0);
      }
      return changed;
    },
    valueOf({ slots }, loaded) {
      const one = (value: Value): Value => {
        if (!(value instanceof Uint8Array)) return value;
        if (info === 'bitmap') return turned(value);
        // What a load has allocated is zeroed; all else stays as it was.
        return slots === 'allocated' ? value : UNTOUCHED;
      };
      return Array.isArray(loaded) ? loaded.map(one) : one(loaded);
    },
  };
}

function copyOf(bytes: Uint8Array): Uint8Array {
  return bytes.slice();
}

function isBufferBehindSlot({ element, slots, migrated }: Member): boolean {
  return migrated && slots !== 'none' && element.kind === 'buffer';
}
