import { namesOfFlags } from '../../vmstate/flags.ts';
import type { VMStateField } from '../../vmstate/description.ts';
import { quoted } from './names.ts';
import { hasMember, type CMember, type CStruct } from './tree.ts';

/** The VMStateDescription, every member that matters spelled out. */
export function tableText(struct: CStruct, pointerSize: number): string {
  const { plan, table, members } = struct;
  const { name, version_id: version, minimum_version_id: minimum, fields } = plan.description;
  // Fields stand in the order of the members, less those that no field describes.
  const described = members.filter(({ planned }) => planned.member.migrated);
  const entries = described.flatMap((member, i) => {
    const field = fields[i];
    return field === undefined ? [] : fieldLines(struct, member, field, pointerSize);
  });
  return [
    `static const VMStateDescription ${table} = {`,
    `    .name = ${quoted(name)},`,
    `    .version_id = ${version},`,
    `    .minimum_version_id = ${minimum},`,
    '    .fields = (const VMStateField[]) {',
    ...entries,
    '        VMSTATE_END_OF_LIST()',
    '    },',
    '};',
  ].join('\n');
}

function fieldLines(struct: CStruct, member: CMember, field: VMStateField, pointerSize: number): string[] {
  const { count, element } = member.planned.member;
  const sizedBy = element.kind === 'vbuffer' ? nameAt(struct, element.sizedBy) : null;
  const countedBy = count.kind === 'counted' ? nameAt(struct, count.by) : null;
  const assignments = [
    `.name = ${quoted(field.name)}`,
    ...(hasMember(member) ? [`.offset = offsetof(${struct.type}, ${member.name})`] : []),
    ...(field.size === 0 ? [] : [`.size = ${sizeText(member, field.size, pointerSize)}`]),
    ...(field.num === 0 ? [] : [`.num = ${field.num}`]),
    ...(countedBy === null ? [] : [`.num_offset = offsetof(${struct.type}, ${countedBy})`]),
    ...(sizedBy === null ? [] : [`.size_offset = offsetof(${struct.type}, ${sizedBy})`]),
    ...(field.flags === 0 ? [] : [`.flags = ${namesOfFlags(field.flags).join(' | ')}`]),
    ...(field.info === null ? [] : [`.info = &vmstate_info_${field.info}`]),
    ...(member.inner === null ? [] : [`.vmsd = &${member.inner.table}`]),
    ...(field.version_id === 0 ? [] : [`.version_id = ${field.version_id}`]),
  ];
  return ['        {', ...assignments.map((each) => `            ${each},`), '        },'];
}

function nameAt({ members }: CStruct, index: number): string {
  return members[index]?.name ?? '';
}

/** `.size` as an expression where one says what the number is about, else the number. */
function sizeText(member: CMember, size: number, pointerSize: number): string {
  const { planned, type } = member;
  const { kind } = planned.member.element;
  if (kind !== 'scalar' && kind !== 'struct') return String(size);
  const { storage, slots } = planned.member;
  const aboutPointer = slots === 'nullable' || (kind === 'struct' && storage === 'pointer' && slots === 'none' && planned.single);
  if (aboutPointer) return size === pointerSize ? `sizeof(${type} *)` : String(size);
  return size === planned.elementSize ? `sizeof(${type})` : String(size);
}
