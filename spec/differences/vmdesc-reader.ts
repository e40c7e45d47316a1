import { nameBytes } from '../../vmstate/name-bytes.ts';
/** A part of a vmdesc: what one entry says of how many bytes. */
export interface VmdescEntry {
  readonly name: string;
  /** How many elements it stands for. */
  readonly count: number;
  /** Bytes of one of them. */
  readonly size: number;
  /** What is inside one of them; null: nothing, the bytes are a value. */
  readonly inner: VmdescStruct | null;
}

/** A struct, or a subsection, in a vmdesc. */
export interface VmdescStruct {
  readonly name: string;
  readonly entries: readonly VmdescEntry[];
  readonly subsections: readonly VmdescStruct[];
}

/**
 * Reads the JSON that a save writes beside its bytes. Null when it is no such
 * JSON, or ambiguous: members given twice, of which a reader sees the last.
 */
export function readVmdesc(text: string): VmdescStruct | null {
  if (hasTwins(text)) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return partOf(json, 'vmsd_name');
}

function partOf(json: unknown, nameKey: 'vmsd_name'): VmdescStruct | null {
  const name = at(json, nameKey);
  const fields = at(json, 'fields');
  const subsections = at(json, 'subsections') ?? [];
  if (typeof name !== 'string' || !Array.isArray(fields) || !Array.isArray(subsections)) return null;
  const entries = fields.map(entryOf);
  const parts = subsections.map((each) => partOf(each, nameKey));
  return {
    name,
    entries: entries.filter((entry) => entry !== null),
    subsections: parts.filter((part) => part !== null),
  };
}

function entryOf(json: unknown): VmdescEntry | null {
  const [name, size, count] = [at(json, 'name'), at(json, 'size'), at(json, 'array_len') ?? 1];
  if (typeof name !== 'string' || typeof size !== 'number' || typeof count !== 'number') return null;
  // The members of a VSTRUCT or of a temporary object stand in the entry itself.
  const inner = at(json, 'struct') === undefined ? json : at(json, 'struct');
  return { name, count, size, inner: at(inner, 'fields') === undefined ? null : partOf(inner, 'vmsd_name') };
}

function at(json: unknown, key: string): unknown {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined;
}

/** True when an object has two members of one name. */
function hasTwins(text: string): boolean {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token !== ':') last = token;
    else if (open.at(-1)?.has(last) === true) return true;
    else open.at(-1)?.add(last);
  }
  return false;
}

/** Header of a subsection: a marker, the length and bytes of its name, its version. */
function headerSize(name: string): number {
  return 6 + (nameBytes(name).length & 0xff);
}

/** How many bytes the part says it is; null when an entry and what is inside it disagree. */
export function vmdescBytes({ entries, subsections }: VmdescStruct): number | null {
  let sum = 0;
  for (const { count, size, inner } of entries) {
    if (inner !== null && vmdescBytes(inner) !== size) return null;
    sum += count * size;
  }
  for (const part of subsections) {
    const inner = vmdescBytes(part);
    if (inner === null) return null;
    sum += headerSize(part.name) + inner;
  }
  return sum;
}

/** Where the values begin and end on the wire, as far as the vmdesc says it: ends of leaves, in order. */
export function leafEnds(part: VmdescStruct): number[] {
  const ends: number[] = [];
  addLeaves(part, 0, ends);
  return ends;
}

function addLeaves({ entries, subsections }: VmdescStruct, from: number, ends: number[]): number {
  let at = from;
  for (const { count, size, inner } of entries) {
    for (let i = 0; i < count; i++) {
      if (inner === null) ends.push(at + size);
      else addLeaves(inner, at, ends);
      at += size;
    }
  }
  for (const part of subsections) at = addLeaves(part, at + headerSize(part.name), ends);
  return at;
}
