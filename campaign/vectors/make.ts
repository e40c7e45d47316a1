import { callText } from '../../vmstate/hooks.ts';
import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import { encodeMemory } from '../../engine/protocol/encode-memory.ts';
import { saveOutcome } from '../../oracle/save/outcome.ts';
import { bytesWritten } from '../../oracle/save/written.ts';
import { vmdescOf } from '../../oracle/vmdesc/vmdesc.ts';
import { appliesIn, rules as allRules, type RuleId } from '../../spec/rules/rules.ts';
import type { Subject } from '../../spec/subject.ts';
import { shapeJson } from '../../vmstate/model/shape-json.ts';
import { valueJson } from '../../vmstate/model/value-json.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import { sha256OfText } from '../../vmstate/sha256.ts';
import { addTraitsOf } from '../coverage/rule-traits.ts';
import { noiseBefore, type LoadCandidate } from './loads.ts';
import type { Vector, VectorSave } from './vector.ts';

/** Hex digits of a vector's id. */
const DIGITS = 12;

/** What every save that ends well is about. */
const rulesOfSaves: readonly RuleId[] = ['VMS-WIRE-5', 'VMS-FRAME-2', 'VMS-STABLE-1', 'VMS-DESC-1'];

const rulesOfRefusedSaves: readonly RuleId[] = ['VMS-CODE-3'];

/** The rules that a vector of a case with these loads is about, in their order. */
export function rulesOf(subject: Subject, loads: readonly LoadCandidate[]): RuleId[] {
  const { case: of, refused } = subject;
  const found = new Set<RuleId>(refused === null ? rulesOfSaves : rulesOfRefusedSaves);
  addTraitsOf(of, found);
  for (const load of loads) for (const rule of load.rules) found.add(rule);
  return allRules.filter(({ id }) => found.has(id) && appliesIn(id, of.dialect)).map(({ id }) => id);
}

/** A case as a vector; `features` says what it is kept for. */
export function vectorOf(subject: Subject, loads: readonly LoadCandidate[], features: readonly string[]): Vector {
  const { case: of, layout } = subject;
  const { shape, values } = of.model;
  const content = {
    rules: rulesOf(subject, loads),
    features,
    shape: shapeJson(shape),
    values: values.map(valueJson),
    description: parsed(encodeDescription(layout.plan.description)),
    memory: memoryJson(layout.source),
    before: noiseBefore(subject).map(valueJson),
    destination: memoryJson(layout.destination),
    save: saveOf(subject),
    loads: loads.map((load) => load.json()),
  };
  return { id: sha256OfText(JSON.stringify(content)).slice(0, DIGITS), ...content };
}

function saveOf({ case: of, refused, wire }: Subject): VectorSave {
  const trace = saveOutcome(of.model, of.dialect).trace.map(callText);
  if (refused !== null) {
    const written = hexOf(bytesWritten(of.model, of.dialect));
    return { verdict: 'rejected', code: refused.code, wire: null, vmdesc: null, trace, written };
  }
  return {
    verdict: 'ok',
    code: 0,
    wire: hexOf(wire),
    vmdesc: vmdescOf(of.model, of.dialect),
    trace,
    written: null,
  };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function memoryJson(memory: Memory): unknown {
  return parsed(encodeMemory(memory, false));
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}
