/** An entry of a vmdesc that is not as it should be; null: it is not there. */
export interface EntryDifference {
  /** As in `device.fields[2].struct.fields[0]`. */
  readonly entry: string;
  readonly received: string | null;
  readonly expected: string | null;
}

/** The members of an entry that are neither objects nor arrays, in their order. */
export type OwnMembers = ReadonlyMap<string, unknown>;

/** One entry in two vmdescs, where they differ; null: it is not there. */
export interface EntryPair {
  readonly entry: string;
  readonly received: OwnMembers | null;
  readonly expected: OwnMembers | null;
  /** The entry before it in the same array, in which they do not differ if this is the first; null: none. */
  readonly previous: OwnMembers | null;
}

/** The entries in which two vmdescs differ, in their order; null when one of them is no JSON. */
export function differingEntries(expected: string, received: string): EntryPair[] | null {
  const [wanted, sent] = [entriesOf(expected), entriesOf(received)];
  if (wanted === null || sent === null) return null;
  const names = [...new Set([...wanted.keys(), ...sent.keys()])];
  return names
    .map((entry) => ({
      entry,
      expected: wanted.get(entry) ?? null,
      received: sent.get(entry) ?? null,
      previous: wanted.get(previousOf(entry) ?? '') ?? null,
    }))
    .filter((pair) => entryText(pair.expected) !== entryText(pair.received));
}

/** The same, as people read it. */
export function entryDifference({ entry, received, expected }: EntryPair): EntryDifference {
  return { entry, received: entryText(received), expected: entryText(expected) };
}

function entryText(members: OwnMembers | null): string | null {
  return members && [...members].map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', ');
}

/** `a.fields[1]` of `a.fields[2]`; null: it is in no array. */
function previousOf(entry: string): string | null {
  const match = /^(.*)\[(\d+)\]$/.exec(entry);
  return match === null ? null : `${match[1] ?? ''}[${Number(match[2]) - 1}]`;
}

/** Of each object its own members, by where it is. */
function entriesOf(text: string): Map<string, OwnMembers> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const entries = new Map<string, OwnMembers>();
  addEntries(entries, json, 'vmdesc');
  return entries;
}

function addEntries(entries: Map<string, OwnMembers>, json: unknown, at: string): void {
  if (Array.isArray(json)) {
    for (const [i, each] of json.entries()) addEntries(entries, each, `${at}[${i}]`);
  } else if (typeof json === 'object' && json !== null) {
    const all = Object.entries(json);
    entries.set(at, new Map(all.filter(([, value]) => typeof value !== 'object' || value === null)));
    for (const [key, value] of all)
      if (typeof value === 'object') addEntries(entries, value, at === 'vmdesc' ? key : `${at}.${key}`);
  }
}
