import { isNeeded, type Member, type Model, type StructShape, type Value } from '../../vmstate/model/model.ts';
import { truncate } from './truncate.ts';
import { hooksText } from './hooks-text.ts';
import { memberText, siblingName, structTitle, type Around } from './member-text.ts';
import { modelValueText } from './value-text.ts';

/** A model as an indented tree, one member a line: `regs: uint32[3] behind pointer = [1, 2, 3]`. */
export function modelText({ shape, values }: Model): string {
  return [structTitle(shape), ...structLines({ shape, version: shape.version, values }, 1)].map(truncate).join('\n');
}

/** What a struct holds: hooks, members, subsections. */
function structLines(around: Around, depth: number): string[] {
  const { shape, values } = around;
  const hooks = hooksText(shape.hooks);
  return [
    ...(hooks === '' ? [] : [`${'  '.repeat(depth)}hooks: ${hooks}`]),
    ...shape.members.flatMap((member, i) => memberLines(around, member, values?.[i], depth)),
    ...subsectionLines(around, depth),
  ];
}

function memberLines(around: Around, member: Member, value: Value | undefined, depth: number): string[] {
  const { element, count } = member;
  const head = `${'  '.repeat(depth)}${member.name}: ${memberText(around, member)}`;
  if (element.kind === 'tree')
    return [
      withValue(head, member, value),
      ...sideLines('key', element.key, depth),
      ...sideLines('value', element.value, depth),
    ];
  if (element.kind !== 'struct' && element.kind !== 'tmp' && element.kind !== 'list')
    return [withValue(head, member, value)];
  // One struct: its values stand at its members. Several: on the line of the array.
  const inline = count.kind === 'one' && element.kind !== 'list' && Array.isArray(value) ? value : null;
  const version = (element.kind === 'struct' ? element.version : undefined) ?? element.struct.version;
  const inner = structLines({ shape: element.struct, version, values: inline }, depth + 1);
  return [inline === null ? withValue(head, member, value) : head, ...inner];
}

/** What each key or value of a tree is; an integer needs no words. */
function sideLines(side: string, struct: StructShape | null, depth: number): string[] {
  if (struct === null) return [];
  return [
    `${'  '.repeat(depth + 1)}${side}: ${structTitle(struct)}`,
    ...structLines({ shape: struct, version: struct.version, values: null }, depth + 2),
  ];
}

function withValue(head: string, member: Member, value: Value | undefined): string {
  const text = modelValueText(member, value);
  return text === null ? head : `${head} = ${text}`;
}

function subsectionLines({ shape, values }: Around, depth: number): string[] {
  const { members, subsections = [] } = shape;
  return subsections.flatMap((subsection, k) => {
    const { struct, needed } = subsection;
    const own = values?.[members.length + k];
    const when = needed === undefined ? '' : ` if ${siblingName(shape, needed)}`;
    const missing = values !== null && !isNeeded(subsection, values) ? ': not in this stream' : '';
    const head = `${'  '.repeat(depth)}subsection ${structTitle(struct)}${when}${missing}`;
    return [
      head,
      ...structLines({ shape: struct, version: struct.version, values: Array.isArray(own) ? own : null }, depth + 1),
    ];
  });
}
