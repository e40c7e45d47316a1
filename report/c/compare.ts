import type { Scalar } from '../../vmstate/info.ts';
import { hasMember, isBytes, type CMember, type CStruct } from './tree.ts';

/** The structs that are compared, the inner ones first: a function that nobody calls is a warning. */
export function comparedStructs(root: CStruct): CStruct[] {
  const inner = root.members.flatMap((member) => (member.inner === null || isNobodys(root, member) ? [] : comparedStructs(member.inner)));
  return [...inner, root];
}

/** In memory that the load allocates, what the stream does not carry has no value. */
function isNobodys({ fresh }: CStruct, { planned }: CMember): boolean {
  return fresh && !planned.carried;
}

/** A function that compares two objects member by member, as far as their counts say there is something. */
export function compareText(struct: CStruct): string {
  const { type, check, members } = struct;
  const lines = members.filter(hasMember).flatMap((member) => memberLines(struct, member));
  return [`static void ${check}(const ${type} *got, const ${type} *want)`, '{', ...lines.map(indented), '}'].join('\n');
}

function memberLines(struct: CStruct, member: CMember): string[] {
  const { planned, name } = member;
  if (isNobodys(struct, member)) {
    return [`/* ${name}: not in the stream, and the load allocates what it lies in. */`];
  }
  if (planned.single) return elementLines(struct, member, '');
  return [
    `for (int i = 0, n = ${countText(struct, member)}; i < n; i++) {`,
    ...slotLines(struct, member).map(indented),
    '}',
  ];
}

/** As the engine counts: an int, which may be below zero. */
function countText(struct: CStruct, { planned, room }: CMember): string {
  const { count } = planned.member;
  if (count.kind !== 'counted') return String(room);
  const by = `(${count.type}_t)want->${nameAt(struct, count.by)}`;
  return count.multiply === null ? by : `(int)(${by} * ${count.multiply})`;
}

function slotLines(struct: CStruct, member: CMember): string[] {
  const { planned, name } = member;
  const lines = elementLines(struct, member, '[i]');
  if (planned.member.slots === 'none') return lines;
  return [
    `g_assert_true((got->${name}[i] == NULL) == (want->${name}[i] == NULL));`,
    `if (want->${name}[i]) {`,
    ...lines.map(indented),
    '}',
  ];
}

function elementLines(struct: CStruct, member: CMember, index: string): string[] {
  const { planned, inner } = member;
  const { element } = planned.member;
  const got = access(member, 'got', index);
  const want = access(member, 'want', index);
  if (inner !== null) return [`${inner.check}(${got}, ${want});`];
  switch (element.kind) {
    case 'scalar':
      return [`${assertion(element.type)}(${got}, ==, ${want});`];
    case 'buffer':
      return bytesLines(member, index, String(element.size));
    case 'vbuffer': {
      const factor = element.multiply === null ? '' : ` * ${element.multiply}`;
      return bytesLines(member, index, `(int32_t)want->${nameAt(struct, element.sizedBy)}${factor}`);
    }
    case 'unused':
    case 'struct':
      return [];
  }
}

function bytesLines(member: CMember, index: string, size: string): string[] {
  const constant = /^\d+$/.test(size);
  const length = constant ? size : 'size';
  const at = (object: string): string => {
    const place = `${object}->${member.name}`;
    if (index === '') return place;
    return member.planned.member.slots === 'none' ? `${place} + i * ${length}` : access(member, object, index);
  };
  const assert = `g_assert_cmpmem(${at('got')}, ${length}, ${at('want')}, ${length});`;
  if (constant) return [assert];
  const lines = [`int size = ${size};`, '', assert];
  // A declaration stands at the beginning of a block; that of a loop is one already.
  return index === '' ? ['{', ...lines.map(indented), '}'] : lines;
}

function indented(line: string): string {
  return line === '' ? '' : `    ${line}`;
}

/** A scalar as a value, a struct as a pointer to it. */
function access(member: CMember, object: string, index: string): string {
  const { planned, name, inner } = member;
  const place = `${object}->${name}${index}`;
  const pointer = index === '' ? planned.member.storage !== 'embedded' : planned.member.slots !== 'none';
  if (inner !== null) return pointer ? place : `&${place}`;
  return pointer && !isBytes(member) ? `*${place}` : place;
}

function assertion(type: Scalar): string {
  return type.startsWith('int') ? 'g_assert_cmpint' : 'g_assert_cmpuint';
}

function nameAt({ members }: CStruct, index: number): string {
  return members[index]?.name ?? '';
}
