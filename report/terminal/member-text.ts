import {
  isPresent,
  numberType,
  type Element,
  type Member,
  type StructShape,
  type Test,
  type Value,
} from '../../vmstate/model/model.ts';

/** What the text of a member depends on besides the member. */
export interface Around {
  readonly shape: StructShape;
  /** At which the struct is saved. */
  readonly version: number;
  /** Null: the member stands for many, with values of their own. */
  readonly values: readonly Value[] | null;
}

/** What a member is: `uint32[n] behind pointer (since v2)`. */
export function memberText(around: Around, member: Member): string {
  const type = `${elementText(around.shape, member.element)}${countText(around.shape, member)}`;
  return [type, ...slotsText(member), ...storageText(member), ...existenceText(around, member)].join(' ');
}

/** `struct ring v2 (down to v1)` */
export function structTitle({ name, version, minimumVersion }: StructShape): string {
  return `struct ${name} v${version}${minimumVersion === version ? '' : ` (down to v${minimumVersion})`}`;
}

function elementText(shape: StructShape, element: Element): string {
  switch (element.kind) {
    case 'scalar':
      return element.type;
    case 'checked':
      return element.info;
    case 'buffer':
      return `buffer(${element.size})`;
    case 'vbuffer':
      return `buffer(${siblingName(shape, element.sizedBy)}${element.half === undefined ? '' : `, its ${element.half} half`}${element.multiply === null ? '' : ` * ${element.multiply}`})`;
    case 'bitmap':
      return `bitmap(${siblingName(shape, element.sizedBy)} bits)`;
    case 'unused':
      return `unused(${element.size})`;
    case 'struct':
      return `${structTitle(element.struct)}${element.version === undefined ? '' : `, saved and loaded at v${element.version}`}`;
    case 'list':
      return `${element.list} of ${structTitle(element.struct)}`;
    case 'tmp':
      return `temporary ${structTitle(element.struct)}`;
    case 'timer':
      return 'timer';
    case 'failing':
      return `own info (get returns ${element.results.get}, put ${element.results.put})`;
    case 'tree':
      return `tree of ${structTitle(element.value)} by ${element.key === null ? 'integers' : structTitle(element.key)}`;
    case 'bytearray':
      return 'byte array';
    case 'validate':
      return 'validate';
  }
}

function countText(shape: StructShape, { element, count }: Member): string {
  // `struct ctl v1[3]` would read as a version.
  const space = element.kind === 'struct' ? ' ' : '';
  switch (count.kind) {
    case 'one':
      return '';
    case 'fixed':
      return `${space}[${count.n}]`;
    case 'counted': {
      const by = shape.members[count.by];
      const same = by !== undefined && numberType(by.element) === count.type;
      const name = `${siblingName(shape, count.by)}${same ? '' : ` as ${count.type}`}`;
      return `${space}[${name}${count.multiply === null ? '' : ` * ${count.multiply}`}]`;
    }
  }
}

/** The name of a member by its index. */
export function siblingName(shape: StructShape, index: number): string {
  return shape.members[index]?.name ?? `member ${index}`;
}

function slotsText({ slots }: Member): string[] {
  switch (slots) {
    case 'none':
      return [];
    case 'nullable':
      return ['each behind a pointer'];
    case 'allocated':
      return ['each behind a pointer that a load allocates'];
  }
}

function storageText({ storage }: Member): string[] {
  switch (storage) {
    case 'embedded':
      return [];
    case 'pointer':
      return ['behind pointer'];
    case 'allocated':
      return ['behind pointer that a load allocates'];
  }
}

function existenceText({ shape, version, values }: Around, member: Member): string[] {
  const { migrated, test, mustExist = false, element, copyOf } = member;
  const copy = copyOf === undefined ? '' : `, a copy of member ${copyOf} of the parent`;
  if (!migrated) return [`(not migrated${copy})`];
  const when = test === undefined ? sinceText(member) : testText(shape, test);
  const must = mustExist || element.kind === 'validate' ? ['must exist'] : [];
  // A sibling's value decides, and here there are many.
  const absent = (test?.kind !== 'sibling' || values !== null) && !isPresent(member, version, values ?? []);
  const text = [...when, ...must].join(', ');
  if (absent) return [`(${text}: not in this stream${copy})`];
  const parts = [...(text === '' ? [] : [text]), ...(copy === '' ? [] : [copy.slice(2)])];
  return parts.length === 0 ? [] : [`(${parts.join(', ')})`];
}

function sinceText({ version }: Member): string[] {
  return version === 0 ? [] : [`since v${version}`];
}

function testText(shape: StructShape, test: Test): string[] {
  return [test.kind === 'version' ? `if the version is at least ${test.from}` : `if ${siblingName(shape, test.by)}`];
}
