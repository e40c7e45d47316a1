import type { Count, Element, Member, StructShape } from '../vmstate/model.ts';

/** A shape as JSON with its keys in one order, whoever made it and in whatever order: the text of a case names it. */
export function shapeJson({ name, version, minimumVersion, members }: StructShape): object {
  return { name, version, minimumVersion, members: members.map(memberJson) };
}

function memberJson({ name, version, migrated, element, count, storage, slots }: Member): object {
  return { name, version, migrated, element: elementJson(element), count: countJson(count), storage, slots };
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
      return { kind, sizedBy: element.sizedBy, multiply: element.multiply };
    case 'struct':
      return { kind, struct: shapeJson(element.struct) };
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
