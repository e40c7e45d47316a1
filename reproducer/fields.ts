import { TMP } from '../layout/codes.ts';
import { traitsOf, type Dialect } from '../vmstate/dialect.ts';
import { namesOfFlags } from '../vmstate/host/flags.ts';
import type { VMStateField } from '../vmstate/host/description.ts';
import { callbacksOf } from './callbacks.ts';
import { quoted } from './names.ts';
import { ownInfoName } from './own-infos.ts';
import { hasMember, scalarOf, unitsOf, type CMember, type CStruct } from './tree.ts';

/** The definitions of all VMStateDescriptions. */
export function tablesText(all: readonly CStruct[], dialect: Dialect, pointerSize: number): string[] {
  // QEMU expects the description of a tree's keys behind that of its values, in one array.
  const keys = new Set(all.map((struct) => struct.keys));
  return all
    .filter((struct) => !keys.has(struct))
    .map((struct) => {
      const lines = tableLines(struct, dialect, pointerSize);
      if (struct.keys === null)
        return [`static const VMStateDescription ${struct.table} = {`, ...lines, '};'].join('\n');
      const both = [lines, tableLines(struct.keys, dialect, pointerSize)].flatMap((one) => ['{', ...one, '},']);
      return [
        `static const VMStateDescription ${struct.table.replace('[0]', '[]')} = {`,
        ...both.map((line) => `    ${line}`),
        '};',
      ].join('\n');
    });
}

/** What stands in the braces of one, every member that matters spelled out. */
function tableLines(struct: CStruct, dialect: Dialect, pointerSize: number): string[] {
  const { plan, members } = struct;
  const { name, version_id: version, minimum_version_id: minimum, fields } = plan.description;
  // Fields stand in the order of the members, less those that no field describes.
  const described = members.filter(({ planned }) => planned.member.migrated);
  const entries = described.flatMap((member, i) => {
    const field = fields[i];
    return field === undefined ? [] : fieldLines(struct, member, field, { dialect, pointerSize });
  });
  return [
    `    .name = ${quoted(name)},`,
    `    .version_id = ${version},`,
    `    .minimum_version_id = ${minimum},`,
    ...callbacksOf(struct, dialect).map(({ member, name: callback }) => `    .${member} = ${callback},`),
    '    .fields = (const VMStateField[]) {',
    ...entries,
    '        VMSTATE_END_OF_LIST()',
    '    },',
    ...subsectionLines(struct, dialect),
  ];
}

function subsectionLines({ subsections }: CStruct, dialect: Dialect): string[] {
  if (subsections.length === 0) return [];
  // 7.2 can still change the list.
  const type = dialect === 'qemu-7.2' ? 'const VMStateDescription *' : 'const VMStateDescription * const ';
  return [
    `    .subsections = (${type}[]) {`,
    ...subsections.map(({ table }) => `        &${table},`),
    '        NULL',
    '    },',
  ];
}

/** Where the sibling is that holds a count or a size; since 11.2 with its width. */
function siblingText(what: 'num' | 'size', { type }: CStruct, sibling: string, dialect: Dialect): string {
  const offset = `offsetof(${type}, ${sibling})`;
  return traitsOf(dialect).ownWidths
    ? `.${what}_indirect = { ${offset}, sizeof(((${type} *)0)->${sibling}) }`
    : `.${what}_offset = ${offset}`;
}

/** For what the tables are. */
interface TableHost {
  readonly dialect: Dialect;
  readonly pointerSize: number;
}

function fieldLines(
  struct: CStruct,
  member: CMember,
  field: VMStateField,
  { dialect, pointerSize }: TableHost,
): string[] {
  const { planned, inner, exists } = member;
  const { count, element } = planned.member;
  const sizedBy = element.kind === 'vbuffer' || element.kind === 'bitmap' ? nameAt(struct, element.sizedBy) : null;
  const countedBy = count.kind === 'counted' ? nameAt(struct, count.by) : null;
  const start = startText(inner);
  const assignments = [
    `.name = ${quoted(field.name)}`,
    ...(hasMember(member) && planned.code !== TMP ? [`.offset = offsetof(${struct.type}, ${member.name})`] : []),
    ...(field.size === 0 ? [] : [`.size = ${sizeText(member, field.size, pointerSize)}`]),
    ...(field.num === 0 ? [] : [`.num = ${field.num}`]),
    ...(countedBy === null ? [] : [siblingText('num', struct, countedBy, dialect)]),
    ...(sizedBy === null ? [] : [siblingText('size', struct, sizedBy, dialect)]),
    ...(start === null ? [] : [`.start = ${start}`]),
    ...(field.flags === 0 ? [] : [`.flags = ${namesOfFlags(field.flags).join(' | ')}`]),
    ...infoLines(field),
    ...(inner === null ? [] : [`.vmsd = &${inner.table}`]),
    ...(field.version_id === 0 ? [] : [`.version_id = ${field.version_id}`]),
    ...(field.struct_version_id === undefined ? [] : [`.struct_version_id = ${field.struct_version_id}`]),
    ...(exists === null ? [] : [`.field_exists = ${exists}`]),
  ];
  return ['        {', ...assignments.map((each) => `            ${each},`), '        },'];
}

function infoLines({ info, results }: VMStateField): string[] {
  if (info === null) return [];
  return [`.info = &${results === undefined ? `vmstate_info_${info}` : ownInfoName(results)}`];
}

function nameAt({ members }: CStruct, index: number): string {
  return members[index]?.name ?? '';
}

/** Of a list, the link; of a tree, the size of a key. */
function startText(inner: CStruct | null): string | null {
  if (inner === null) return null;
  const { link, keys, type } = inner;
  if (link !== null) return `offsetof(${type}, ${link.name})`;
  return keys === null ? null : `sizeof(${keys.type})`;
}

/** `.size` as an expression where one says what the number is about, else the number. */
function sizeText(member: CMember, size: number, pointerSize: number): string {
  const { planned, inner } = member;
  const { element, storage, slots } = planned.member;
  if (element.kind === 'bytearray') return `sizeof(${member.type})`;
  if (inner === null && scalarOf(element) === null && element.kind !== 'timer') return String(size);
  const type = inner?.type ?? member.type;
  const isPlain = slots === 'none' && planned.single && (element.kind === 'struct' || element.kind === 'timer');
  if (slots === 'nullable' || (isPlain && storage === 'pointer'))
    return size === pointerSize ? `sizeof(${type} *)` : String(size);
  if (size !== planned.elementSize) return String(size);
  const units = unitsOf(member);
  return units === 1 ? `sizeof(${type})` : `sizeof(${type}[${units}])`;
}
