import { isNeeded, type Member, type Model, type StructShape, type Value } from '../../vmstate/model/model.ts';
import { hooksText } from '../terminal/hooks-text.ts';
import { memberText, siblingName, structTitle, type Around } from '../terminal/member-text.ts';
import { truncate } from '../terminal/truncate.ts';
import { modelValueText } from '../terminal/value-text.ts';
import type { TreeNode } from './data.ts';

/** A model as a tree: members, the structs in them, subsections. */
export function deviceTree({ shape, values }: Model): TreeNode {
  const around = { shape, version: shape.version, values };
  return node('struct', structTitle(shape), { path: null, children: parts(around, '') });
}

function node(kind: TreeNode['kind'], label: string, rest: Partial<TreeNode>): TreeNode {
  const { type = '', value = null, path = null, children = [] } = rest;
  return {
    kind,
    label: truncate(label),
    type: truncate(type),
    value: value === null ? null : truncate(value),
    path,
    children,
  };
}

function parts(around: Around, path: string): TreeNode[] {
  const { shape, values } = around;
  const hooks = hooksText(shape.hooks);
  return [
    ...(hooks === '' ? [] : [node('hooks', 'hooks', { type: hooks })]),
    ...shape.members.map((member, i) => memberNode(around, member, values?.[i], path)),
    ...subsectionNodes(around, path),
  ];
}

function memberNode(around: Around, member: Member, value: Value | undefined, above: string): TreeNode {
  const { element, count, name } = member;
  const many = count.kind !== 'one' || element.kind === 'list' || element.kind === 'tree';
  const path = `${above === '' ? name : `${above}.${name}`}${many ? '[]' : ''}`;
  const type = memberText(around, member);
  const text = modelValueText(member, value);
  switch (element.kind) {
    case 'tree': {
      const sides = [...side('key', element.key, path), ...side('value', element.value, path)];
      return node('member', name, { type, value: text, path, children: sides });
    }
    case 'struct':
    case 'tmp':
    case 'list': {
      // One struct: its values stand at its members. Several: at the array.
      const inline = !many && Array.isArray(value) ? value : null;
      const version = (element.kind === 'struct' ? element.version : undefined) ?? element.struct.version;
      const children = parts({ shape: element.struct, version, values: inline }, path);
      return node('member', name, { type, value: inline === null ? text : null, path, children });
    }
    default:
      return node('member', name, { type, value: text, path });
  }
}

/** What each key or value of a tree is; an integer needs no words. */
function side(name: string, struct: StructShape | null, path: string): TreeNode[] {
  if (struct === null) return [];
  const children = parts({ shape: struct, version: struct.version, values: null }, `${path}.${name}`);
  return [node('struct', name, { type: structTitle(struct), children })];
}

function subsectionNodes({ shape, values }: Around, path: string): TreeNode[] {
  const { members, subsections = [] } = shape;
  return subsections.map((subsection, k) => {
    const { struct, needed } = subsection;
    const own = values?.[members.length + k];
    const when = needed === undefined ? '' : `if ${siblingName(shape, needed)}`;
    const missing = values !== null && !isNeeded(subsection, values) ? ' (not in this stream)' : '';
    const inner = path === '' ? struct.name : `${path}.${struct.name}`;
    const children = parts({ shape: struct, version: struct.version, values: Array.isArray(own) ? own : null }, inner);
    return node('subsection', struct.name, {
      type: `${structTitle(struct)} ${when}${missing}`.trim(),
      path: inner,
      children,
    });
  });
}
