import { mergeUntouched } from '../oracle/load/merge-untouched.ts';
import { zeroStruct } from '../oracle/load/zero-value.ts';
import type { Value } from '../vmstate/model/model.ts';
import { cLiteral } from './literal.ts';
import { cBlock, items, local, type Checking, type CheckPair } from './pair.ts';
import { memberAt, variable } from './place.ts';
import type { CMember, CStruct } from './tree.ts';

/** A list: each element, which the load has allocated, and then the end. */
export function listLines(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const { inner } = member;
  if (inner === null || inner.link === null) return [];
  const head = memberAt(pair.got, member);
  const { list, name } = inner.link;
  const values = items(pair.value);
  if (values.length === 0) return [`g_assert_true(${list}_EMPTY(&${head}));`];
  const node = local('node', pair);
  const lines = values.flatMap((value, i) => {
    const object = {
      ...behind(pair, node),
      ...wanted(checking, pair, { member, side: '' }, i),
      value,
      source: items(pair.source)[i] ?? null,
      fresh: true,
    };
    return [
      `g_assert_nonnull(${node});`,
      ...checking.objectLines(checking, inner, object),
      `${node} = ${list}_NEXT(${node}, ${name});`,
    ];
  });
  return cBlock([`${inner.type} *${node} = ${list}_FIRST(&${head});`, '', ...lines, `g_assert_null(${node});`]);
}

/** A tree: all its keys and values in order, which the load has allocated zeroed. */
export function treeLines(checking: Checking, member: CMember, pair: CheckPair): string[] {
  const { inner } = member;
  if (inner === null) return [];
  const tree = memberAt(pair.got, member);
  const nodes = items(pair.value);
  if (nodes.length === 0) return [`g_assert_cmpint(g_tree_nnodes(${tree}), ==, 0);`];
  const all = local('nodes', pair);
  const lines = nodes.flatMap((node, i) => {
    const sides = items(node);
    const source = items(items(pair.source)[i] ?? null);
    const key = `${all}->pdata[${2 * i}]`;
    const side = (struct: CStruct, pointer: string, name: 'key' | 'value', at: 0 | 1): string[] =>
      objectLines(
        checking,
        struct,
        { pointer, name: local(name, pair) },
        {
          ...pair,
          ...wanted(checking, pair, { member, side: ` ${name}` }, i),
          value: sides[at] ?? null,
          source: source[at] ?? null,
        },
      );
    return [
      ...(inner.keys === null
        ? [`g_assert_true(${key} == (gpointer)(uintptr_t)${cLiteral('uint64', sides[0] ?? null)});`]
        : side(inner.keys, key, 'key', 0)),
      ...side(inner, `${all}->pdata[${2 * i + 1}]`, 'value', 1),
    ];
  });
  const start = [
    `g_autoptr(GPtrArray) ${all} = g_ptr_array_new();`,
    '',
    `g_tree_foreach(${tree}, collect, ${all});`,
    `g_assert_cmpint(${all}->len, ==, ${2 * nodes.length});`,
  ];
  return cBlock([...start, ...lines]);
}

/** A key or a value; values that are not in the stream are zero. */
function objectLines(
  checking: Checking,
  struct: CStruct,
  { pointer, name }: { readonly pointer: string; readonly name: string },
  pair: CheckPair,
): string[] {
  const { shape } = struct.plan;
  const value: Value = mergeUntouched(zeroStruct(shape), [...items(pair.value)], shape);
  const lines = checking.objectLines(checking, struct, { ...behind(pair, name), value, fresh: false });
  return lines.length === 0 ? [] : cBlock([`${struct.type} *${name} = ${pointer};`, '', ...lines]);
}

/** The object that a variable points to. */
function behind(pair: CheckPair, text: string): CheckPair {
  return { ...pair, got: { text, isPointer: true }, depth: pair.depth + 1 };
}

/** The source's element, if it has that many. */
function wanted(
  { arrays }: Checking,
  { want, source }: CheckPair,
  { member, side }: { readonly member: CMember; readonly side: string },
  i: number,
): Pick<CheckPair, 'want'> {
  const array = want === null ? undefined : arrays.get(`${memberAt(want, member)}${side}`);
  return { want: array === undefined || i >= items(source).length ? null : variable(`${array}[${i}]`) };
}
