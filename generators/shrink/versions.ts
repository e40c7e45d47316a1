import type { Element, Member, StructShape } from '../../vmstate/model/model.ts';
import { mustHold } from '../counters.ts';
import { goesBy, same, type Edit } from './edit.ts';

/** Version 0 everywhere; members that did not exist are no longer migrated. */
export function plainVersions(shape: StructShape): Edit {
  return { shape: plainStructVersions(shape), values: same };
}

function plainStructVersions(shape: StructShape): StructShape {
  const members = shape.members.map((member) => plainMember(member, shape.version));
  return { ...shape, version: 0, minimumVersion: 0, members };
}

function plainMember(member: Member, version: number): Member {
  const { test, element } = member;
  const first = (old: number): number => (old <= version || mustHold(member) ? 0 : 1);
  return {
    ...member,
    element: plainElement(element),
    version: goesBy(element) && test !== undefined ? 0 : first(member.version),
    test: test?.kind === 'version' ? { kind: 'version', from: first(test.from) } : test,
  };
}

/** Structs that are loaded at the version of the member change together with it. */
function plainElement(element: Element): Element {
  if (element.kind === 'tree')
    return {
      ...element,
      key: element.key === null ? null : plainStructVersions(element.key),
      value: plainStructVersions(element.value),
    };
  return element.kind === 'list' || element.kind === 'tmp'
    ? { ...element, struct: plainStructVersions(element.struct) }
    : element;
}
