import type { Value } from '../vmstate/model/model.ts';
import { initText } from './braces.ts';
import { byteLiteral, cLiteral } from './literal.ts';
import { createNames } from './names.ts';
import { elementAt, memberAt, variable, type CPlace } from './place.ts';
import type { CMember, CStruct } from './tree.ts';
import { objectInit } from './values.ts';

/** Set-up of objects that no initializer expresses: lists, trees, byte arrays, timers. */
export interface SetUp {
  /** The array variable of each list's elements, by the list's expression; of a tree's keys and values by `EXPR key`, `EXPR value`. */
  readonly arrays: ReadonlyMap<string, string>;
  /** The variables and the set-up function; empty if there is nothing to set up. */
  readonly text: string;
}

interface Making {
  readonly pointerSize: number;
  readonly arrays: Map<string, string>;
  readonly nameOf: (name: string) => string;
  readonly definitions: string[];
  readonly statements: string[];
}

/** `objects`: variables and their values. */
export function setUpOf(root: CStruct, objects: ReadonlyMap<string, readonly Value[]>, pointerSize: number): SetUp {
  const making: Making = { pointerSize, arrays: new Map(), nameOf: createNames(), definitions: [], statements: [] };
  for (const [name, values] of objects) makeObject(making, root, variable(name), values);
  const { arrays, definitions, statements } = making;
  if (statements.length === 0) return { arrays, text: '' };
  const make = [
    '/* Lists, trees, byte arrays and timers, which no initializer expresses. */',
    'static void set_up_objects(void)',
    '{',
    ...statements.map((line) => `    ${line}`),
    '}',
  ];
  return { arrays, text: [...definitions, make.join('\n')].join('\n\n') };
}

function makeObject(making: Making, struct: CStruct, place: CPlace, values: readonly Value[]): void {
  const { members, subsections } = struct;
  for (const [i, member] of members.entries()) makeMember(making, member, place, values[i] ?? null);
  for (const [k, part] of subsections.entries()) makeObject(making, part, place, items(values[members.length + k]));
}

function items(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

function makeMember(making: Making, member: CMember, place: CPlace, value: Value): void {
  const { planned, inner } = member;
  const text = memberAt(place, member);
  switch (planned.member.element.kind) {
    case 'list':
      if (inner !== null) makeList(making, inner, text, items(value));
      return;
    case 'tree':
      if (inner !== null) makeTree(making, inner, text, items(value));
      return;
    case 'bytearray':
      makeBytes(making, text, value);
      return;
    case 'struct':
    case 'tmp':
    case 'timer':
      if (planned.single) makeElement(making, member, elementAt(place, member, null), value);
      else
        for (const [i, each] of items(value).entries()) makeElement(making, member, elementAt(place, member, i), each);
      return;
    default:
      return;
  }
}

function makeElement(making: Making, { inner }: CMember, place: CPlace, value: Value): void {
  if (value === null) return;
  if (inner !== null) makeObject(making, inner, place, items(value));
  else making.statements.push(`set_timer(${place.isPointer ? '' : '&'}${place.text}, ${cLiteral('int64', value)});`);
}

/** An array of objects, and the set-up that they need in turn. */
function makeArray(making: Making, struct: CStruct, name: string, values: readonly Value[]): void {
  const elements = values.map((value) => objectInit(struct, items(value), making.pointerSize, ''));
  making.definitions.push(initText({ prefix: `static ${struct.type} ${name}[] =`, items: elements }, 0, ';'));
  for (const [i, value] of values.entries()) makeObject(making, struct, variable(`${name}[${i}]`), items(value));
}

function makeList(making: Making, struct: CStruct, head: string, values: readonly Value[]): void {
  if (struct.link === null) return;
  const { list, name } = struct.link;
  making.statements.push(`${list}_INIT(&${head});`);
  if (values.length === 0) return;
  const array = newVariable(making, head);
  makeArray(making, struct, array, values);
  // A QLIST grows at its head only.
  for (const i of list === 'QTAILQ' ? values.keys() : [...values.keys()].reverse()) {
    making.statements.push(
      `${list}_INSERT_${list === 'QTAILQ' ? 'TAIL' : 'HEAD'}(&${head}, &${array}[${i}], ${name});`,
    );
  }
}

function makeTree(making: Making, struct: CStruct, tree: string, nodes: readonly Value[]): void {
  making.statements.push(`${tree} = g_tree_new(in_order);`);
  if (nodes.length === 0) return;
  const { keys } = struct;
  const key = keys === null ? null : newVariable(making, `${tree} key`);
  const value = newVariable(making, `${tree} value`);
  if (keys !== null && key !== null)
    makeArray(
      making,
      keys,
      key,
      nodes.map((node) => items(node)[0] ?? null),
    );
  makeArray(
    making,
    struct,
    value,
    nodes.map((node) => items(node)[1] ?? null),
  );
  for (const [i, node] of nodes.entries()) {
    const first = key === null ? `(gpointer)(uintptr_t)${cLiteral('uint64', items(node)[0] ?? null)}` : `&${key}[${i}]`;
    making.statements.push(`g_tree_insert(${tree}, ${first}, &${value}[${i}]);`);
  }
}

function makeBytes(making: Making, text: string, value: Value): void {
  making.statements.push(`${text} = g_byte_array_new();`);
  if (!(value instanceof Uint8Array) || value.length === 0) return;
  const name = newVariable(making, text);
  making.definitions.push(
    initText({ prefix: `static const uint8_t ${name}[] =`, items: Array.from(value, byteLiteral) }, 0, ';'),
  );
  making.statements.push(`g_byte_array_append(${text}, ${name}, sizeof(${name}));`);
}

/** A new variable named after an expression: `source_regs_2_list`. */
function newVariable({ nameOf: unique, arrays }: Making, place: string): string {
  const name = unique(place.replace(/\W+/g, '_').replace(/_$/, ''));
  arrays.set(place, name);
  return name;
}
