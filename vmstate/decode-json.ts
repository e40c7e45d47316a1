import { decodeAt, report, reportValue, type Decoding } from './decoding.ts';

/** A function that decodes one JSON value; where the value is wrong it reports that and returns a placeholder. */
export type Decode<T> = (decoding: Decoding, json: unknown) => T;

/** The properties of a JSON object, all of them known by name, not yet decoded. */
export type Properties = Readonly<Record<string, unknown>>;

/** What stands for an object that is none: that is reported once, not once more for each property. */
const NO_OBJECT: Properties = {};

/** Keys of the longest path; far more than any device nests, far less than the stack holds. */
const MOST_KEYS = 400;

/** An object with no other properties than `names`; without them: with any. */
export function decodeObject(decoding: Decoding, json: unknown, names?: readonly string[]): Properties {
  if (!isProperties(json)) {
    reportValue(decoding, 'type', 'an object', json);
    return NO_OBJECT;
  }
  if (decoding.path.length > MOST_KEYS) {
    report(decoding, 'form', 'is nested too deeply');
    return NO_OBJECT;
  }
  if (names === undefined) return json;
  for (const name of Object.keys(json)) {
    if (!names.includes(name))
      decodeAt(decoding, name, () => {
        report(decoding, 'unknown', `is none of the properties ${names.join(', ')}`);
      });
  }
  return json;
}

function isProperties(json: unknown): json is Properties {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A property that must be there. */
export function decodeRequired<T>(decoding: Decoding, from: Properties, name: string, decode: Decode<T>): T {
  return decodeAt(decoding, name, () => {
    const json = from[name];
    if (json !== undefined) return decode(decoding, json);
    if (from !== NO_OBJECT) report(decoding, 'missing', 'is missing');
    // For the placeholder alone.
    return decode({ path: decoding.path.slice(), issues: [] }, json);
  });
}

/** A property that may be absent. */
export function decodeOptional<T>(
  decoding: Decoding,
  from: Properties,
  name: string,
  decode: Decode<T>,
): T | undefined {
  const json = from[name];
  return json === undefined ? undefined : decodeAt(decoding, name, () => decode(decoding, json));
}

/** An array of any length. */
export function decodeArray<T>(decoding: Decoding, json: unknown, decode: Decode<T>): T[] {
  if (!Array.isArray(json)) {
    reportValue(decoding, 'type', 'an array', json);
    return [];
  }
  const items: readonly unknown[] = json;
  return items.map((item, i) => decodeAt(decoding, i, () => decode(decoding, item)));
}

export function decodeText(decoding: Decoding, json: unknown): string {
  if (typeof json === 'string') return json;
  reportValue(decoding, 'type', 'a string', json);
  return '';
}

/** A string that is not empty. */
export function decodeName(decoding: Decoding, json: unknown): string {
  if (typeof json === 'string' && json !== '') return json;
  reportValue(decoding, 'type', 'a string that is not empty', json);
  return '';
}

export function decodeBoolean(decoding: Decoding, json: unknown): boolean {
  if (typeof json === 'boolean') return json;
  reportValue(decoding, 'type', 'true or false', json);
  return false;
}

export function decodeInteger(decoding: Decoding, json: unknown): number {
  if (Number.isSafeInteger(json)) return Number(json);
  reportValue(decoding, 'type', 'an integer', json);
  return 0;
}

/** An integer that is not negative: an index, an offset or a size. */
export function decodeIndex(decoding: Decoding, json: unknown): number {
  if (Number.isSafeInteger(json) && Number(json) >= 0) return Number(json);
  reportValue(decoding, 'range', 'an integer from 0 on', json);
  return 0;
}

/** A decoder of a string that must be one of `names`. */
export function oneOfNames<const T extends string>(names: readonly [T, ...T[]]): Decode<T> {
  return (decoding, json) => {
    const found = names.find((name) => name === json);
    if (found !== undefined) return found;
    reportValue(decoding, 'name', names.length === 1 ? names[0] : `one of ${names.join(', ')}`, json);
    return names[0];
  };
}

/** One alternative of a discriminated union: its `kind`, and its properties. */
export interface Variant<K extends string> {
  readonly kind: K;
  readonly from: Properties;
}

/** An object whose `kind` says which other properties it may have; null: its kind is none of these, and that is reported. */
export function decodeVariant<const K extends string>(
  decoding: Decoding,
  json: unknown,
  kinds: Readonly<Record<K, readonly string[]>>,
): Variant<K> | null {
  const kind = isProperties(json) ? json['kind'] : undefined;
  if (isKeyOf(kinds, kind)) return { kind, from: decodeObject(decoding, json, ['kind', ...kinds[kind]]) };
  if (!isProperties(json)) reportValue(decoding, 'type', 'an object', json);
  else
    decodeAt(decoding, 'kind', () => {
      reportValue(decoding, 'name', `one of ${Object.keys(kinds).join(', ')}`, kind);
    });
  return null;
}

function isKeyOf<K extends string>(of: Readonly<Record<K, unknown>>, key: unknown): key is K {
  return typeof key === 'string' && Object.hasOwn(of, key);
}
