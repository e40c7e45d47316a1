import type { Member, Model, StructShape, Value } from '../vmstate/model.ts';
import type { RuleId } from './rules.ts';

/** A member on the way from the device to the bytes in question, and its value there. */
interface Step {
  readonly member: Member;
  readonly value: Value;
}

/**
 * The rule that most likely is broken where a path points: that of the most
 * particular trait of the member, or of a struct around it. Shrinking has taken
 * away every trait that the failure does not need, so in a shrunk case the
 * trait that is left is the one to blame.
 */
export function blame(model: Model, path: string, side: 'save' | 'load'): RuleId {
  const steps = stepsTo(model, path).reverse();
  for (const step of steps) {
    const rule = ruleOfTraits(step, side);
    if (rule !== null) return rule;
  }
  const inner = steps[0];
  if (inner === undefined) return side === 'save' ? 'VMS-WIRE-5' : 'VMS-LOAD-1';
  if (steps.length > 1 && steps.some(({ member }) => member.count.kind !== 'one' && member.element.kind === 'struct')) return 'VMS-STRUCT-1';
  return ruleOfElement(inner.member, side);
}

function ruleOfTraits({ member, value }: Step, side: 'save' | 'load'): RuleId | null {
  const { count, element, slots, storage } = member;
  if (slots === 'allocated') return side === 'save' ? 'VMS-AUTO-1' : 'VMS-AUTO-2';
  if (slots === 'nullable') {
    if (side === 'load') return 'VMS-NULL-2';
    return Array.isArray(value) && value.includes(null) ? 'VMS-NULL-1' : 'VMS-SIZE-3';
  }
  if (member.version !== 0) return 'VMS-EXIST-1';
  if (count.kind === 'counted') return count.multiply === null ? 'VMS-COUNT-2' : 'VMS-COUNT-4';
  if (storage === 'allocated') return side === 'load' ? 'VMS-ALLOC-1' : 'VMS-POINTER-1';
  if (storage === 'pointer') return 'VMS-POINTER-1';
  if (element.kind === 'vbuffer') return 'VMS-SIZE-2';
  if (element.kind === 'struct' && element.struct.version !== 0) return 'VMS-VERSION-2';
  return null;
}

function ruleOfElement({ element, count }: Member, side: 'save' | 'load'): RuleId {
  if (count.kind === 'fixed') return 'VMS-COUNT-1';
  switch (element.kind) {
    case 'scalar':
      return element.type === 'bool' ? 'VMS-WIRE-2' : 'VMS-WIRE-1';
    case 'buffer':
    case 'vbuffer':
      return 'VMS-WIRE-3';
    case 'unused':
      return 'VMS-WIRE-4';
    case 'struct':
      return side === 'save' ? 'VMS-STRUCT-1' : 'VMS-LOAD-1';
  }
}

/** The members that a path such as `ring.regs[2].ctrl` goes through. */
function stepsTo(model: Model, path: string): Step[] {
  const steps: Step[] = [];
  let shape: StructShape | null = model.shape;
  let values: Value = model.values;
  for (const part of path === '' ? [] : path.split('.')) {
    if (shape === null || !Array.isArray(values)) break;
    const [name = '', index] = part.split(/[[\]]/);
    const i: number = shape.members.findIndex((member) => member.name === name);
    const member: Member | undefined = shape.members[i];
    if (member === undefined) break;
    const value: Value = values[i] ?? null;
    steps.push({ member, value });
    shape = member.element.kind === 'struct' ? member.element.struct : null;
    values = index !== undefined && Array.isArray(value) ? (value[Number(index)] ?? null) : value;
  }
  return steps;
}
