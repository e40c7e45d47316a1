/** Names like those of real devices, so that failing cases are readable. */
const memberNames = [
  'ctrl',
  'status',
  'regs',
  'irq',
  'fifo',
  'mask',
  'addr',
  'timer',
  'queue',
  'level',
  'config',
  'cursor',
  'head',
  'tail',
  'latch',
  'mode',
  'phase',
  'index',
  'window',
  'bank',
  'base',
  'limit',
  'count',
  'state',
  'cmd',
  'data',
  'port',
  'lane',
  'page',
  'slot',
];

const structNames = [
  'device',
  'channel',
  'ring',
  'request',
  'endpoint',
  'port_state',
  'context',
  'engine',
  'frame',
  'vector',
  'buffer_state',
  'counter',
  'unit',
  'segment',
];

function numbered(
  names: readonly string[],
  length: number,
  rename: (name: string, round: number) => string,
): readonly string[] {
  return Array.from({ length }, (_, i) => {
    const name = names[i % names.length] ?? 'x';
    const round = Math.floor(i / names.length) + 1;
    return round === 1 ? name : rename(name, round);
  });
}

const members = numbered(memberNames, 160, (name, round) => `${name}${round}`);
const structs = numbered(structNames, 100, (name, round) => `no${round}_${name}`);

/** The name of a struct's i-th member. */
export function memberName(i: number): string {
  return members[i] ?? `member${i}`;
}

const numbers = members.map((name) => `num_${name}`);
const hidden = members.map((name) => `hidden_${name}`);

/** The name of a struct's i-th member when it holds a count. */
export function counterName(i: number, migrated: boolean): string {
  return (migrated ? numbers[i] : hidden[i]) ?? `counter${i}`;
}

/** The name of a model's i-th struct; `device` is the outermost. No name is a prefix of another. */
export function structName(i: number): string {
  return structs[i] ?? `struct${i}`;
}

const flags = members.map((name) => `has_${name}`);
const hiddenFlags = members.map((name) => `hidden_has_${name}`);

/** The name of a struct's i-th member when a test reads it. */
export function flagName(i: number, migrated: boolean): string {
  return (migrated ? flags[i] : hiddenFlags[i]) ?? `flag${i}`;
}

/** Suffixes that subsections add to their parent's name; none is a prefix of another. */
export const subsectionNames: readonly string[] = [
  'extra',
  'irq',
  'dma',
  'msi',
  'pending',
  'clock',
  'wakeup',
  'legacy',
  'tuning',
  'stats',
];
