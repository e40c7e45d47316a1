import type { Element, Member, Model, StructShape, Value } from '../../vmstate/model.ts';
import { valueText } from './value-text.ts';

/** A model as an indented tree, one member a line: `regs: uint32[3] behind pointer = [1, 2, 3]`. */
export function modelText({ shape, values }: Model): string {
  return [structTitle(shape), ...memberLines(shape, values, 1)].join('\n');
}

function structTitle({ name, version, minimumVersion }: StructShape): string {
  return `struct ${name} v${version}${minimumVersion === version ? '' : ` (down to v${minimumVersion})`}`;
}

function memberLines(shape: StructShape, values: readonly Value[] | null, depth: number): string[] {
  return shape.members.flatMap((member, i) => memberBlock(shape, member, values === null ? undefined : values[i], depth));
}

function memberBlock(shape: StructShape, member: Member, value: Value | undefined, depth: number): string[] {
  const { element, count } = member;
  const margin = '  '.repeat(depth);
  const head = `${margin}${member.name}: ${typeText(shape, member)}`;
  if (element.kind === 'struct') {
    // One struct: its values stand at its members. Several: on the line of the array.
    const inline = count.kind === 'one' && Array.isArray(value) ? value : null;
    const text = inline === null ? valueText(member, value) : null;
    return [text === null ? head : `${head} = ${text}`, ...memberLines(element.struct, inline, depth + 1)];
  }
  const text = valueText(member, value);
  return [text === null ? head : `${head} = ${text}`];
}

function typeText(shape: StructShape, member: Member): string {
  const type = `${elementText(shape, member.element)}${countText(shape, member)}`;
  return [type, ...slotsText(member), ...storageText(member), ...existenceText(shape, member)].join(' ');
}

function elementText(shape: StructShape, element: Element): string {
  switch (element.kind) {
    case 'scalar':
      return element.type;
    case 'buffer':
      return `buffer(${element.size})`;
    case 'vbuffer':
      return `buffer(${siblingName(shape, element.sizedBy)}${element.multiply === null ? '' : ` * ${element.multiply}`})`;
    case 'unused':
      return `unused(${element.size})`;
    case 'struct':
      return structTitle(element.struct);
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
      const same = by?.element.kind === 'scalar' && by.element.type === count.type;
      const name = `${siblingName(shape, count.by)}${same ? '' : ` as ${count.type}`}`;
      return `${space}[${name}${count.multiply === null ? '' : ` * ${count.multiply}`}]`;
    }
  }
}

function siblingName(shape: StructShape, index: number): string {
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

function existenceText(shape: StructShape, { migrated, version }: Member): string[] {
  if (!migrated) return ['(not migrated)'];
  if (version > shape.version) return [`(since v${version}: not in this stream)`];
  return version === 0 ? [] : [`(since v${version})`];
}
