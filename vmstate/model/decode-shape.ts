import {
  decodeArray,
  decodeBoolean,
  decodeIndex,
  decodeInteger,
  decodeName,
  decodeObject,
  decodeOptional,
  decodeRequired,
  decodeVariant,
  oneOfNames,
} from '../decode-json.ts';
import type { Decoding } from '../decoding.ts';
import { decodeHooks } from '../decode-hooks.ts';
import { decodeElement, decodeFactor } from './decode-element.ts';
import type { Count, Member, Test } from './member.ts';
import type { StructShape, Subsection } from './struct-shape.ts';

/** A shape as `shapeJson` writes it; absent stays absent. Indices are not looked at (check-shape.ts). */
export function decodeShape(decoding: Decoding, json: unknown): StructShape {
  const from = decodeObject(decoding, json, ['name', 'version', 'minimumVersion', 'members', 'subsections', 'hooks']);
  const subsections = decodeOptional(decoding, from, 'subsections', decodeSubsections);
  const hooks = decodeOptional(decoding, from, 'hooks', decodeHooks);
  return {
    name: decodeRequired(decoding, from, 'name', decodeName),
    version: decodeRequired(decoding, from, 'version', decodeInteger),
    minimumVersion: decodeRequired(decoding, from, 'minimumVersion', decodeInteger),
    members: decodeRequired(decoding, from, 'members', decodeMembers),
    ...(subsections === undefined ? {} : { subsections }),
    ...(hooks === undefined ? {} : { hooks }),
  };
}

function decodeMembers(decoding: Decoding, json: unknown): Member[] {
  return decodeArray(decoding, json, decodeMember);
}

function decodeSubsections(decoding: Decoding, json: unknown): Subsection[] {
  return decodeArray(decoding, json, decodeSubsection);
}

function decodeSubsection(decoding: Decoding, json: unknown): Subsection {
  const from = decodeObject(decoding, json, ['struct', 'needed']);
  const needed = decodeOptional(decoding, from, 'needed', decodeIndex);
  return {
    struct: decodeRequired(decoding, from, 'struct', decodeShape),
    ...(needed === undefined ? {} : { needed }),
  };
}

const memberProperties = [
  'name',
  'version',
  'migrated',
  'element',
  'count',
  'storage',
  'slots',
  'test',
  'mustExist',
  'copyOf',
] as const;

function decodeMember(decoding: Decoding, json: unknown): Member {
  const from = decodeObject(decoding, json, memberProperties);
  const test = decodeOptional(decoding, from, 'test', decodeTest);
  const mustExist = decodeOptional(decoding, from, 'mustExist', decodeBoolean);
  const copyOf = decodeOptional(decoding, from, 'copyOf', decodeIndex);
  return {
    name: decodeRequired(decoding, from, 'name', decodeName),
    version: decodeRequired(decoding, from, 'version', decodeInteger),
    migrated: decodeRequired(decoding, from, 'migrated', decodeBoolean),
    element: decodeRequired(decoding, from, 'element', (at, element) => decodeElement(at, element, decodeShape)),
    count: decodeRequired(decoding, from, 'count', decodeCount),
    storage: decodeRequired(decoding, from, 'storage', oneOfNames(['embedded', 'pointer', 'allocated'])),
    slots: decodeRequired(decoding, from, 'slots', oneOfNames(['none', 'nullable', 'allocated'])),
    ...(test === undefined ? {} : { test }),
    ...(mustExist === undefined ? {} : { mustExist }),
    ...(copyOf === undefined ? {} : { copyOf }),
  };
}

function decodeTest(decoding: Decoding, json: unknown): Test {
  const variant = decodeVariant(decoding, json, { sibling: ['by'], version: ['from'] });
  switch (variant?.kind) {
    case 'sibling':
      return { kind: variant.kind, by: decodeRequired(decoding, variant.from, 'by', decodeIndex) };
    case 'version':
      return { kind: variant.kind, from: decodeRequired(decoding, variant.from, 'from', decodeInteger) };
    case undefined:
      return { kind: 'version', from: 0 };
  }
}

const countProperties = { one: [], fixed: ['n'], counted: ['by', 'type', 'multiply'] } as const;

function decodeCount(decoding: Decoding, json: unknown): Count {
  const variant = decodeVariant(decoding, json, countProperties);
  switch (variant?.kind) {
    case 'fixed':
      return { kind: variant.kind, n: decodeRequired(decoding, variant.from, 'n', decodeIndex) };
    case 'counted':
      return {
        kind: variant.kind,
        by: decodeRequired(decoding, variant.from, 'by', decodeIndex),
        type: decodeRequired(
          decoding,
          variant.from,
          'type',
          oneOfNames(['int32', 'uint8', 'uint16', 'uint32', 'uint64']),
        ),
        multiply: decodeRequired(decoding, variant.from, 'multiply', decodeFactor),
      };
    case 'one':
    case undefined:
      return { kind: 'one' };
  }
}
