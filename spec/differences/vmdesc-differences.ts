/** An entry of a vmdesc that is not as it should be; null: it is not there. */
export interface EntryDifference {
  /** As in `device.fields[2].struct.fields[0]`. */
  readonly entry: string;
  readonly received: string | null;
  readonly expected: string | null;
}

/** The entries in which two vmdescs differ, in their order; null when one of them is no JSON. */
export function vmdescDifferences(expected: string, received: string): EntryDifference[] | null {
  const [wanted, sent] = [entriesOf(expected), entriesOf(received)];
  if (wanted === null || sent === null) return null;
  const names = [...new Set([...wanted.keys(), ...sent.keys()])];
  return names.flatMap((entry) => {
    const pair = { expected: wanted.get(entry) ?? null, received: sent.get(entry) ?? null };
    return pair.expected === pair.received ? [] : [{ entry, ...pair }];
  });
}

/** Of each object its own members, by where it is. */
function entriesOf(text: string): Map<string, string> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const entries = new Map<string, string>();
  addEntries(entries, json, 'vmdesc');
  return entries;
}

function addEntries(entries: Map<string, string>, json: unknown, at: string): void {
  if (Array.isArray(json)) {
    for (const [i, each] of json.entries()) addEntries(entries, each, `${at}[${i}]`);
  } else if (typeof json === 'object' && json !== null) {
    const own = Object.entries(json).filter(([, value]) => typeof value !== 'object' || value === null);
    entries.set(at, own.map(([key, value]) => `${key} ${JSON.stringify(value)}`).join(', '));
    for (const [key, value] of Object.entries(json))
      if (typeof value === 'object') addEntries(entries, value, at === 'vmdesc' ? key : `${at}.${key}`);
  }
}
