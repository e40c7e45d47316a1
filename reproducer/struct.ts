import { isContainer, TIMER, TMP } from '../layout/codes.ts';
import { columnsOf, hasMember, isBytes, listOf, membersOf, unitsOf, type CMember, type CStruct } from './tree.ts';

/** Something that lies in a struct. */
interface Part {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
  readonly declaration: string;
  readonly note: string;
}

/**
 * The type of an object with every member at its offset, and checks that the
 * compiler put it there. With a QEMUTimer inside, whose size is the release's,
 * the offsets are the compiler's.
 */
export function structDefinition(struct: CStruct, pointerSize: number): string {
  const { type, plan } = struct;
  const lines: string[] = [];
  const checks: string[] = [];
  let at = 0;
  let pads = 0;
  const pad = (to: number): void => {
    if (to > at) lines.push(`    uint8_t pad_${pads++}[${to - at}];`);
  };
  for (const { name, offset, bytes, declaration, note } of partsOf(struct, pointerSize)) {
    pad(offset);
    lines.push(`    ${declaration};${note}`);
    checks.push(`QEMU_BUILD_BUG_ON(offsetof(${type}, ${name}) != ${offset});`);
    at = offset + bytes;
  }
  pad(plan.size);
  checks.push(`QEMU_BUILD_BUG_ON(sizeof(${type}) != ${plan.size});`);
  const definition = [`typedef struct ${type} {`, ...lines, `} ${type};`];
  return (hasTimer(struct) ? definition : [...definition, '', ...checks]).join('\n');
}

/** A timer lies in the object itself. */
function hasTimer(struct: CStruct): boolean {
  return membersOf(struct).some(({ planned: { member, code }, inner }) => {
    if (member.storage !== 'embedded' || member.slots !== 'none' || isContainer(code) || member.element.kind === 'list')
      return false;
    return code === TIMER || (inner !== null && hasTimer(inner));
  });
}

/** By offset; what takes no room stands before what does. */
function partsOf(struct: CStruct, pointerSize: number): Part[] {
  const { type, plan, link, parent } = struct;
  const parts = membersOf(struct)
    .filter(hasMember)
    .map((member) => partOf(member, pointerSize));
  if (link !== null)
    parts.push({
      name: link.name,
      offset: plan.linkOffset,
      bytes: 2 * pointerSize,
      declaration: `${link.list}_ENTRY(${type}) ${link.name}`,
      note: '',
    });
  if (parent !== null)
    parts.push({
      name: parent.pointer,
      offset: 0,
      bytes: pointerSize,
      declaration: `struct ${parent.type} *${parent.pointer}`,
      note: '',
    });
  const room = ({ bytes }: Part): number => (bytes === 0 ? 0 : 1);
  return parts.sort((a, b) => a.offset - b.offset || room(a) - room(b));
}

function partOf(member: CMember, pointerSize: number): Part {
  const { name, planned } = member;
  return {
    name,
    offset: planned.offset,
    bytes: hostBytes(member, pointerSize),
    declaration: declaration(member),
    note: note(member),
  };
}

function isPointer({ planned }: CMember): boolean {
  return planned.member.storage !== 'embedded';
}

function hostBytes(member: CMember, pointerSize: number): number {
  const { planned, room } = member;
  const { element, slots } = planned.member;
  if (isPointer(member) || isContainer(planned.code)) return pointerSize;
  const list = listOf(element);
  if (list !== null) return list === 'QTAILQ' ? 2 * pointerSize : pointerSize;
  if (slots !== 'none') return pointerSize * (planned.single ? 1 : room);
  // What follows a single integer inside its `.size` is padding.
  return planned.single ? planned.elementSize / unitsOf(member) : planned.elementSize * room;
}

/**
 * As in `uint32_t *regs[3]`; `uint32_t regs[3][2]` where the `.size` of an element is 8.
 * Elements of raw bytes stand one after the other in one array of bytes.
 */
function declaration(member: CMember): string {
  const { planned, name, type, room } = member;
  const slots = planned.member.slots !== 'none';
  const list = listOf(planned.member.element);
  const columns = columnsOf(member);
  if (list !== null) return `${list}_HEAD(, ${type}) ${name}`;
  if (isContainer(planned.code)) return `${type} *${name}`;
  if (columns > 1) return isPointer(member) ? `${type} (*${name})[${columns}]` : `${type} ${name}[${room}][${columns}]`;
  if (isPointer(member)) return slots ? `${type} **${name}` : `${type} *${name}`;
  if (slots) return `${type} *${name}[${room}]`;
  if (isBytes(member)) return `${type} ${name}[${planned.elementSize * (planned.single ? 1 : room)}]`;
  return planned.single ? `${type} ${name}` : `${type} ${name}[${room}]`;
}

function note({ planned }: CMember): string {
  const { migrated, test, version, element, copyOf } = planned.member;
  const copied = copyOf === undefined ? '' : ' a copy of what the parent has';
  if (!migrated) return ` /* not migrated${copied === '' ? '' : `:${copied}`} */`;
  if (!planned.carried)
    return ` /* since version ${test?.kind === 'version' ? test.from : version}: not in this stream */`;
  if (planned.code === TMP) return ' /* what the temporary object is made from */';
  return element.kind === 'scalar' && element.type === 'cpudouble' ? ' /* a double, by its bits */' : '';
}
