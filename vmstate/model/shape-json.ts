import { hookNames, type Hooks } from '../hooks.ts';
import type { Element } from './element.ts';
import type { Count, Member, Test } from './member.ts';
import type { StructShape, Subsection } from './struct-shape.ts';

/**
 * A shape as JSON with its keys in one order, whoever made it and in whatever
 * order: the text of a case names it. What is absent stays absent, and what
 * says no more than its absence is left out.
 */
export function shapeJson({ name, version, minimumVersion, members, subsections = [], hooks }: StructShape): object {
  return {
    name,
    version,
    minimumVersion,
    members: members.map(memberJson),
    ...(subsections.length === 0 ? {} : { subsections: subsections.map(subsectionJson) }),
    ...(hooks === undefined ? {} : { hooks: hooksJson(hooks) }),
  };
}

function memberJson({
  name,
  version,
  migrated,
  element,
  count,
  storage,
  slots,
  test,
  mustExist = false,
  copyOf,
}: Member): object {
  return {
    name,
    version,
    migrated,
    element: elementJson(element),
    count: countJson(count),
    storage,
    slots,
    ...(test === undefined ? {} : { test: testJson(test) }),
    ...(mustExist ? { mustExist } : {}),
    ...(copyOf === undefined ? {} : { copyOf }),
  };
}

function subsectionJson({ struct, needed }: Subsection): object {
  return { struct: shapeJson(struct), ...(needed === undefined ? {} : { needed }) };
}

function hooksJson(hooks: Hooks): object {
  return Object.fromEntries(hookNames.flatMap((name) => (hooks[name] === undefined ? [] : [[name, hooks[name]]])));
}

function testJson(test: Test): object {
  const { kind } = test;
  switch (kind) {
    case 'sibling':
      return { kind, by: test.by };
    case 'version':
      return { kind, from: test.from };
  }
}

function elementJson(element: Element): object {
  const { kind } = element;
  switch (kind) {
    case 'scalar':
      return { kind, type: element.type };
    case 'buffer':
    case 'unused':
      return { kind, size: element.size };
    case 'vbuffer':
      return {
        kind,
        sizedBy: element.sizedBy,
        multiply: element.multiply,
        ...(element.half === undefined ? {} : { half: element.half }),
      };
    case 'struct':
      return {
        kind,
        struct: shapeJson(element.struct),
        ...(element.version === undefined ? {} : { version: element.version }),
      };
    case 'checked':
      return { kind, info: element.info };
    case 'bitmap':
      return { kind, sizedBy: element.sizedBy };
    case 'list':
      return { kind, list: element.list, struct: shapeJson(element.struct) };
    case 'tmp':
      return { kind, struct: shapeJson(element.struct) };
    case 'tree':
      return { kind, key: element.key === null ? null : shapeJson(element.key), value: shapeJson(element.value) };
    case 'failing':
      return { kind, results: { get: element.results.get, put: element.results.put } };
    case 'timer':
    case 'bytearray':
    case 'validate':
      return { kind };
  }
}

function countJson(count: Count): object {
  const { kind } = count;
  switch (kind) {
    case 'one':
      return { kind };
    case 'fixed':
      return { kind, n: count.n };
    case 'counted':
      return { kind, by: count.by, type: count.type, multiply: count.multiply };
  }
}
