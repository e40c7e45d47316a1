import { hookNames, type Hooks } from '../../vmstate/hooks.ts';
import { isNeeded, isPresent, structsIn, type Member, type Model, type Value } from '../../vmstate/model/model.ts';
import { fieldAtoms, type StructAt } from './field-atoms.ts';

/**
 * The features of a model, singly and in pairs: `a`, `a + b` of two that occur
 * together in one field, `a > b` of one in a field and one in a field of the
 * struct that it holds.
 */
export function modelFeatures({ shape, values }: Model): Set<string> {
  const features = new Set<string>();
  addFeaturesOfStruct(features, { shape, version: shape.version, values }, ['device']);
  return features;
}

function addFeaturesOfStruct(features: Set<string>, at: StructAt, outer: readonly string[]): void {
  const { shape, version, values } = at;
  const { members, subsections = [] } = shape;
  addGroup(features, hookAtoms(shape.hooks), outer);
  members.forEach((member, i) => {
    const value = values[i] ?? null;
    const atoms = fieldAtoms(member, value, at);
    addGroup(features, atoms, outer);
    if (isPresent(member, version, values)) addInner(features, member, value, atoms);
  });
  subsections.forEach((subsection, k) => {
    const own = values[members.length + k];
    const atoms = [
      isNeeded(subsection, values) ? 'subsection' : 'subsection not sent',
      ...(subsection.needed === undefined ? ['always needed'] : []),
    ];
    addGroup(features, atoms, outer);
    if (Array.isArray(own))
      addFeaturesOfStruct(
        features,
        { shape: subsection.struct, version: subsection.struct.version, values: own },
        atoms,
      );
  });
}

function addInner(features: Set<string>, member: Member, value: Value, atoms: readonly string[]): void {
  const { element } = member;
  for (const [struct, own] of structsIn(member, value))
    addFeaturesOfStruct(
      features,
      {
        shape: struct,
        version: (element.kind === 'struct' ? element.version : undefined) ?? struct.version,
        values: own,
      },
      atoms,
    );
}

function addGroup(features: Set<string>, atoms: readonly string[], outer: readonly string[]): void {
  atoms.forEach((atom, i) => {
    features.add(atom);
    for (const other of atoms.slice(i + 1)) features.add(`${atom} + ${other}`);
    for (const around of outer) features.add(`${around} > ${atom}`);
  });
}

function hookAtoms(hooks: Hooks | undefined): string[] {
  if (hooks === undefined) return [];
  return hookNames.flatMap((name) => {
    const result = hooks[name];
    if (result === undefined) return [];
    return [
      result === 0 || result === true ? name : result === false || result < 0 ? `${name} fails` : `${name} positive`,
    ];
  });
}
