import type { Scalar } from '../info.ts';
import type { Count, CountType, Element, Member, StructShape } from './model.ts';

/** Short ways to write the shapes that the tests are about. */

type More = Partial<Member>;

export function member(name: string, element: Element, more: More = {}): Member {
  return {
    name,
    version: 0,
    migrated: true,
    element,
    count: { kind: 'one' },
    storage: 'embedded',
    slots: 'none',
    ...more,
  };
}

export function scalar(name: string, type: Scalar, more: More = {}): Member {
  return member(name, { kind: 'scalar', type }, more);
}

export function struct(name: string, inner: StructShape, more: More = {}): Member {
  return member(name, { kind: 'struct', struct: inner }, more);
}

export function shape(name: string, members: readonly Member[], version = 1, minimumVersion = 0): StructShape {
  return { name, version, minimumVersion, members };
}

export function fixed(n: number): Count {
  return { kind: 'fixed', n };
}

export function counted(by: number, type: CountType, multiply: number | null = null): Count {
  return { kind: 'counted', by, type, multiply };
}

/** `12 ab 00` as bytes. */
export function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex === '' ? [] : hex.split(' '), (text) => parseInt(text, 16));
}

export function spacedHex(wire: Uint8Array): string {
  return Array.from(wire, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
