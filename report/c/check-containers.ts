import { settleValues } from '../../oracle/settle.ts';
import { zeroStruct } from '../../oracle/zero-value.ts';
import type { Value } from '../../vmstate/model.ts';
import { literal } from './literal.ts';
import { items, type Checking, type Pair } from './pair.ts';
import { memberAt, variable } from './place.ts';
import type { CMember, CStruct } from './tree.ts';

/** A list: element by element, which the load has allocated, and then none. */
export function listLines(checking: Checking, member: CMember, pair: Pair): string[] {
  const { inner } = member;
  const head = memberAt(pair.got, member);
  if (inner === null || inner.link === null) return [];
  const { list, name } = inner.link;
  const values = items(pair.value);
  if (values.length === 0) return [`g_assert_true(${list}_EMPTY(&${head}));`];
  const node = checking.nameOf('node');
  const lines = values.flatMap((value, i) => {
    const source = items(pair.source)[i] ?? null;
    const lines = objectLines(checking, inner, node, value, true, wanted(checking, pair, member, '', i), source);
    return [`g_assert_nonnull(${node});`, ...lines, `${node} = ${list}_NEXT(${node}, ${name});`];
  });
  return block([`${inner.type} *${node} = ${list}_FIRST(&${head});`, '', ...lines, `g_assert_null(${node});`]);
}

/** A tree: all its keys and values, in order, which the load has allocated as zeros. */
export function treeLines(checking: Checking, member: CMember, pair: Pair): string[] {
  const { inner } = member;
  if (inner === null) return [];
  const tree = memberAt(pair.got, member);
  const nodes = items(pair.value);
  if (nodes.length === 0) return [`g_assert_cmpint(g_tree_nnodes(${tree}), ==, 0);`];
  const all = checking.nameOf('nodes');
  const lines = nodes.flatMap((node, i) => {
    const [key = null, value = null] = items(node);
    const [sourceKey = null, sourceValue = null] = items(items(pair.source)[i] ?? null);
    const valueLines = sideLines(checking, inner, `${all}->pdata[${2 * i + 1}]`, 'value', value, wanted(checking, pair, member, ' value', i), sourceValue);
    if (inner.keys === null) return [`g_assert_true(${all}->pdata[${2 * i}] == (gpointer)(uintptr_t)${literal('uint64', key)});`, ...valueLines];
    return [...sideLines(checking, inner.keys, `${all}->pdata[${2 * i}]`, 'key', key, wanted(checking, pair, member, ' key', i), sourceKey), ...valueLines];
  });
  const start = [`g_autoptr(GPtrArray) ${all} = g_ptr_array_new();`, '', `g_tree_foreach(${tree}, collect, ${all});`, `g_assert_cmpint(${all}->len, ==, ${2 * nodes.length});`];
  return block([...start, ...lines]);
}

function sideLines(checking: Checking, struct: CStruct, pointer: string, name: string, value: Value, want: string | null, source: Value): string[] {
  const object = checking.nameOf(name);
  const known = settleValues(zeroStruct(struct.plan.shape), [...items(value)], struct.plan.shape);
  const lines = objectLines(checking, struct, object, known, false, want, source);
  return lines.length === 0 ? [] : block([`${struct.type} *${object} = ${pointer};`, '', ...lines]);
}

function objectLines(checking: Checking, struct: CStruct, pointer: string, value: Value, fresh: boolean, want: string | null, source: Value): string[] {
  return checking.objectLines(checking, struct, { got: { text: pointer, isPointer: true }, value, want: want === null ? null : variable(want), source, fresh });
}

/** What the source has there, if it has so many. */
function wanted({ arrays }: Checking, { want, source }: Pair, member: CMember, what: string, i: number): string | null {
  const array = want === null ? undefined : arrays.get(`${memberAt(want, member)}${what}`);
  return array === undefined || i >= items(source).length ? null : `${array}[${i}]`;
}

function block(lines: readonly string[]): string[] {
  return ['{', ...lines.map((line) => (line === '' ? '' : `    ${line}`)), '}'];
}
