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
  /** Whether a member of this name has an entry in the same array, this one included, in both vmdescs. */
  readonly isBeside: (name: string) => boolean;
}

/** The entries in which two vmdescs differ, in their order; null when one of them is no JSON. */
export function differingEntries(expected: string, received: string): EntryPair[] | null {
  const [wanted, sent] = [entriesOf(expected), entriesOf(received)];
  if (wanted === null || sent === null) return null;
  const names = [...new Set([...wanted.keys(), ...sent.keys()])];
  const [wantedNames, sentNames] = [namesByList(wanted), namesByList(sent)];
  return names
    .map((entry) => ({
      entry,
      expected: wanted.get(entry) ?? null,
      received: sent.get(entry) ?? null,
      isBeside: (name: string) =>
        [wantedNames, sentNames].every((lists) => lists.get(listOf(entry))?.has(name) === true),
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

/** The name of an entry without the number that tells members of one name apart. */
export function memberOf(entry: OwnMembers): string {
  return String(entry.get('name')).replace(/\[-?\d+\]$/, '');
}

/** The names of the members in each array of entries, by where the array is. */
function namesByList(entries: ReadonlyMap<string, OwnMembers>): ReadonlyMap<string, ReadonlySet<string>> {
  const lists = new Map<string, Set<string>>();
  for (const [entry, members] of entries) {
    const list = listOf(entry);
    const names = lists.get(list) ?? new Set();
    lists.set(list, names.add(memberOf(members)));
  }
  return lists;
}

/** `a.fields` of `a.fields[2]`; of what is in no array, itself. */
function listOf(entry: string): string {
  return entry.replace(/\[\d+\]$/, '');
}

/** Where two different texts begin to differ. */
export function firstDifferentCharacter(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
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
