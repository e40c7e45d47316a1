import {
  decodeIndex,
  decodeInteger,
  decodeOptional,
  decodeRequired,
  decodeVariant,
  oneOfNames,
  type Decode,
  type Variant,
} from '../decode-json.ts';
import { decodeResults } from '../decode-hooks.ts';
import type { Decoding } from '../decoding.ts';
import { checkedInfos, scalars } from '../info.ts';
import type { Element } from './element.ts';
import type { StructShape } from './struct-shape.ts';

const properties = {
  scalar: ['type'],
  buffer: ['size'],
  unused: ['size'],
  vbuffer: ['sizedBy', 'multiply', 'half'],
  struct: ['struct', 'version'],
  checked: ['info'],
  bitmap: ['sizedBy'],
  list: ['list', 'struct'],
  tmp: ['struct'],
  timer: [],
  failing: ['results'],
  tree: ['key', 'value'],
  bytearray: [],
  validate: [],
} as const satisfies Readonly<Record<Element['kind'], readonly string[]>>;

/** An element; `decodeStruct` decodes the structs in it. */
export function decodeElement(decoding: Decoding, json: unknown, decodeStruct: Decode<StructShape>): Element {
  const variant = decodeVariant(decoding, json, properties);
  if (variant === null) return { kind: 'validate' };
  const { kind, from } = variant;
  switch (kind) {
    case 'scalar':
      return { kind, type: decodeRequired(decoding, from, 'type', oneOfNames(scalars)) };
    case 'checked':
      return { kind, info: decodeRequired(decoding, from, 'info', oneOfNames(checkedInfos)) };
    case 'buffer':
    case 'unused':
      return { kind, size: decodeRequired(decoding, from, 'size', decodeIndex) };
    case 'vbuffer':
      return decodeVbuffer(decoding, variant);
    case 'bitmap':
      return { kind, sizedBy: decodeRequired(decoding, from, 'sizedBy', decodeIndex) };
    case 'failing':
      return { kind, results: decodeRequired(decoding, from, 'results', decodeResults) };
    case 'timer':
    case 'bytearray':
    case 'validate':
      return { kind };
    case 'struct': {
      const version = decodeOptional(decoding, from, 'version', decodeInteger);
      const struct = decodeRequired(decoding, from, 'struct', decodeStruct);
      return version === undefined ? { kind, struct } : { kind, struct, version };
    }
    case 'list': {
      const list = decodeRequired(decoding, from, 'list', oneOfNames(['qtailq', 'qlist']));
      return { kind, list, struct: decodeRequired(decoding, from, 'struct', decodeStruct) };
    }
    case 'tmp':
      return { kind, struct: decodeRequired(decoding, from, 'struct', decodeStruct) };
    case 'tree': {
      const key = from['key'] === null ? null : decodeRequired(decoding, from, 'key', decodeStruct);
      return { kind, key, value: decodeRequired(decoding, from, 'value', decodeStruct) };
    }
  }
}

function decodeVbuffer(decoding: Decoding, { from }: Variant<string>): Element {
  const half = decodeOptional(decoding, from, 'half', oneOfNames(['low', 'high']));
  const sizedBy = decodeRequired(decoding, from, 'sizedBy', decodeIndex);
  const multiply = decodeRequired(decoding, from, 'multiply', decodeFactor);
  return half === undefined ? { kind: 'vbuffer', sizedBy, multiply } : { kind: 'vbuffer', sizedBy, multiply, half };
}

/** The factor of a count or a size; null: there is none. */
export function decodeFactor(decoding: Decoding, json: unknown): number | null {
  return json === null ? null : decodeInteger(decoding, json);
}
