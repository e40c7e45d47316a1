import { memoryAfterLoad, sourceObjects } from '../../layout/layout.ts';
import { TEMPORARY, type ObjectPlaces } from '../../layout/store-walk.ts';
import type { Engine, Opaque, Traced } from '../../engine/engine.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { callText, type Call } from '../../vmstate/hooks.ts';
import { blockAt, type Memory } from '../../vmstate/host/memory.ts';
import type { Value } from '../../vmstate/model/model.ts';
import type { RuleId } from '../rules/rules.ts';
import type { Violation } from '../violation.ts';
import { partnersOf, type ExpectedMemory } from './aligned-memory.ts';
import { sameMemory } from './memory-differences.ts';

/** The rule that says which object each function of a device gets. */
export const OBJECT_RULE: RuleId = 'VMS-HOOK-5';

/** Whether the engine tells which object each call gets. */
export function tellsOpaques({ hello: { features } }: Engine): boolean {
  return features.includes('op:trace') && features.includes('op:opaque');
}

/** The calls that the oracle expects, and the values of the structs whose objects they get. */
interface Expected {
  readonly trace: readonly Call[];
  readonly objects: readonly (readonly Value[])[];
}

/** The violation of a save whose calls got another object than their own; null: none, or the engine does not tell. */
export function differentSaveOpaques(law: string, of: Case, expected: Expected, { opaques }: Traced): Violation | null {
  if (opaques === undefined || expected.trace.length === 0) return null;
  const { source, objects } = sourceObjects(of);
  const wanted = expected.objects.map((values): Wanted => placeIn(source, objects.get(values)));
  return firstDifferent(law, expected.trace, wanted, opaques);
}

/** How a load ended. */
interface Loaded {
  /** `lost`: something came twice, and the first of it is known to nobody any more. */
  readonly expected: Expected & { readonly lost: boolean };
  readonly left: ExpectedMemory;
  readonly received: Memory;
}

/** The same of a load that left the memory which it should. */
export function differentLoadOpaques(
  law: string,
  { expected, left, received }: Loaded,
  { opaques }: Traced,
): Violation | null {
  if (opaques === undefined || expected.trace.length === 0) return null;
  const objects: ObjectPlaces = new Map();
  const { plan, destination, loaded } = left;
  const after = memoryAfterLoad(plan, destination, loaded, { objects });
  const given = destination.blocks.length;
  // Most engines allocate in the order of the fields.
  const partners = sameMemory(after, received) ? after.blocks.map((_, block) => block) : partnersOf(left, received);
  const wanted = expected.objects.map((object): Wanted => {
    const place = placeIn(after, objects.has(object) ? objects.get(object) : expected.lost ? null : LOST);
    if (!Array.isArray(place)) return place;
    const [block, offset] = place;
    return [block < given ? block : (partners[block] ?? -1), offset];
  });
  return firstDifferent(law, expected.trace, wanted, opaques, given);
}

/** An object that the load allocated and nothing refers to: an element that failed, a key that was there already. */
const LOST = 'lost';

/** Where an object should be; null: nobody can say. */
type Wanted = [block: number, offset: number] | typeof TEMPORARY | typeof LOST | null;

function placeIn(memory: Memory, at: number | typeof TEMPORARY | typeof LOST | null | undefined): Wanted {
  if (typeof at !== 'number') return at ?? null;
  const block = blockAt(memory, at);
  return [block, at - (memory.blocks[block]?.start ?? 0)];
}

function firstDifferent(
  law: string,
  trace: readonly Call[],
  wanted: readonly Wanted[],
  received: readonly (Opaque | null)[],
  given = Infinity,
): Violation | null {
  const at = wanted.findIndex((place, i) => !agrees(place, received[i] ?? null, given));
  const call = trace[at];
  if (call === undefined) return null;
  const expected = wantedText(wanted[at] ?? null);
  const got = opaqueText(received[at] ?? null);
  return {
    law,
    rule: OBJECT_RULE,
    verdict: 'nonconform',
    summary: `call ${at + 1} into the device, ${callText(call)}, got the object at ${got} instead of ${expected}`,
    evidence: { kind: 'answer', expected, received: got },
  };
}

/** What a load has allocated and lost lies at the beginning of a block of its own, or is freed. */
function agrees(wanted: Wanted, received: Opaque | null, given: number): boolean {
  if (wanted === null) return true;
  if (wanted === TEMPORARY) return received === null;
  if (wanted === LOST) return received === null || received[0] >= given;
  return received !== null && received[0] === wanted[0] && received[1] === wanted[1];
}

function wantedText(wanted: Wanted): string {
  if (wanted === TEMPORARY) return 'no block (a temporary object)';
  if (wanted === LOST) return 'a new block that nothing refers to';
  return opaqueText(wanted);
}

function opaqueText(opaque: Opaque | null): string {
  return opaque === null ? 'no block' : `block ${opaque[0]} + ${opaque[1]}`;
}
