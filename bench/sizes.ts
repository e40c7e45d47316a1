import { evaluate } from '../campaign/evaluate.ts';
import { createReferenceEngine } from '../engine/reference/create.ts';
import { elementOf } from '../generators/shape/scalars.ts';
import { newMember, newStruct, structElement } from '../generators/uniform.ts';
import { allLaws } from '../spec/laws/index.ts';
import type { Case } from '../vmstate/case/case.ts';
import type { Member, StructShape, StructValue } from '../vmstate/model/model.ts';
import { ownCpu } from './cpu.ts';
import { timeFigure, type Figure } from './figure.ts';

const widths = [10, 100, 1000, 10_000];
const depths = [10, 100, 1000];

/** Fields to work on for one figure, so that the clock's grain does not show. */
const WORK = 10_000;

/** What all laws on one case cost a field: with ever more fields, and with structs in structs. */
export async function sizeFigures(secondsOfB: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const n of widths)
    figures.push(timeFigure(`all laws, ${n} fields: one field`, await costOfField(flat(n), n), 'µs', secondsOfB));
  for (const n of depths)
    figures.push(timeFigure(`all laws, depth ${n}: one level`, await costOfField(nested(n), n), 'µs', secondsOfB));
  return figures;
}

async function costOfField(of: Case, fields: number): Promise<number> {
  const engine = createReferenceEngine({ dialect: of.dialect });
  // In run 0 every law is due.
  const judge = async (): Promise<void> => {
    await evaluate(of, { engine, laws: allLaws }, 0, () => undefined);
  };
  const rounds = Math.max(1, Math.round(WORK / fields));
  for (let round = 0; round < rounds; round++) await judge();
  const began = ownCpu();
  for (let round = 0; round < rounds; round++) await judge();
  return (ownCpu() - began) / rounds / fields;
}

function caseOf(shape: StructShape, values: StructValue): Case {
  return { dialect: 'qemu-11.1', abi: { pointerSize: 8, byteOrder: 'little' }, seed: 1, model: { shape, values } };
}

function structOf(name: string, members: readonly Member[]): StructShape {
  return newStruct({ name, version: 1, minimumVersion: 1, members });
}

const word = (i: number): Member => newMember({ name: `f${i}`, element: elementOf('uint32') });

function flat(n: number): Case {
  const members = Array.from({ length: n }, (_, i) => word(i));
  return caseOf(
    structOf('wide', members),
    members.map((_, i) => i),
  );
}

/** `n` structs, each the only member of the one around it. */
export function nested(n: number): Case {
  let shape = structOf('s0', [word(0)]);
  let values: StructValue = [7];
  for (let i = 1; i < n; i++) {
    shape = structOf(`s${i}`, [newMember({ name: 'inner', element: structElement(shape) })]);
    values = [values];
  }
  return caseOf(shape, values);
}
