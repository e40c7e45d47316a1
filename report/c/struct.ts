import { hasMember, isBytes, type CMember, type CStruct } from './tree.ts';

/** The struct with every member at its offset, and checks that the compiler put it there. */
export function structText(struct: CStruct, pointerSize: number): string {
  const { type, plan } = struct;
  const lines: string[] = [];
  const checks: string[] = [];
  let at = 0;
  let pads = 0;
  const pad = (to: number): void => {
    if (to > at) lines.push(`    uint8_t pad_${pads++}[${to - at}];`);
  };
  for (const member of inOrder(struct)) {
    const { offset } = member.planned;
    pad(offset);
    lines.push(`    ${declaration(member)};${versionNote(member)}`);
    checks.push(`QEMU_BUILD_BUG_ON(offsetof(${type}, ${member.name}) != ${offset});`);
    at = offset + hostBytes(member, pointerSize);
  }
  pad(plan.size);
  checks.push(`QEMU_BUILD_BUG_ON(sizeof(${type}) != ${plan.size});`);
  return [`typedef struct ${type} {`, ...lines, `} ${type};`, '', ...checks].join('\n');
}

/** By offset; what takes no room stands before what does. */
function inOrder({ members }: CStruct): CMember[] {
  const empty = (member: CMember): number => (hostBytes(member, 1) === 0 ? 0 : 1);
  return members.filter(hasMember).sort((a, b) => a.planned.offset - b.planned.offset || empty(a) - empty(b));
}

function isPointer({ planned }: CMember): boolean {
  return planned.member.storage !== 'embedded';
}

function hostBytes(member: CMember, pointerSize: number): number {
  const { planned, room } = member;
  if (isPointer(member)) return pointerSize;
  return (planned.member.slots === 'none' ? planned.elementSize : pointerSize) * (planned.single ? 1 : room);
}

/** As in `uint32_t *regs[3]`. Elements of raw bytes stand one after the other in one array of bytes. */
function declaration(member: CMember): string {
  const { planned, name, type, room } = member;
  const slots = planned.member.slots !== 'none';
  if (isPointer(member)) return slots ? `${type} **${name}` : `${type} *${name}`;
  if (slots) return `${type} *${name}[${room}]`;
  if (isBytes(member)) return `${type} ${name}[${planned.elementSize * (planned.single ? 1 : room)}]`;
  return planned.single ? `${type} ${name}` : `${type} ${name}[${room}]`;
}

function versionNote({ planned }: CMember): string {
  if (!planned.member.migrated) return ' /* not migrated */';
  return planned.carried ? '' : ` /* since version ${planned.member.version}: not in this stream */`;
}
