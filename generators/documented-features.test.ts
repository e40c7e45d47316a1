import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dialects, type Dialect } from '../vmstate/dialect.ts';
import { knownFeatures, operations } from '../vmstate/host/features.ts';
import { namesOfFlags } from '../vmstate/host/flags.ts';
import { copiesIn, structsOf, type Member, type StructShape } from '../vmstate/model/model.ts';
import { Draw } from '../random/draw.ts';
import { featuresOfDialect } from '../vmstate/forms/forms.ts';
import { flagsOf, infoOf } from '../vmstate/forms/flags-of-member.ts';
import { drawShape, paletteOf } from './shape.ts';

/** What one name of the table needs: all groups, and of each group one name. */
interface Documented {
  readonly dialects: readonly Dialect[];
  readonly needs: readonly (readonly string[])[];
}

const protocol = readFileSync(new URL('../docs/protocol.md', import.meta.url), 'utf8');
const section = /\n### Features\n([^]*?)\n## /.exec(protocol)?.[1] ?? '';
const features = new Map<string, Documented>();
for (const [, names = '', where = '', needs = ''] of section.matchAll(/^\| (`.*?) \| (.*?) \| (.*?)\|$/gm)) {
  const which = dialects.filter(
    (dialect) => where === 'all' || where.split(', ').includes(dialect.replace('qemu-', '')),
  );
  const groups = needs
    .split(';')
    .map(namesIn)
    .filter((group) => group.length > 0);
  for (const name of namesIn(names)) features.set(name, { dialects: which, needs: groups });
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

test('every known name stands in the table or is said to be never sent, and no other', () => {
  const never = /`(VMS_END)` and `(info:fd)` are known\s+and never sent/.exec(section)?.slice(1) ?? [];
  expect([...features.keys(), ...never].toSorted()).toEqual(knownFeatures.toSorted());
});

test.each(dialects)('the table has what is asked for in %s', (dialect) => {
  const documented = [...features].filter(([, { dialects: which }]) => which.includes(dialect)).map(([name]) => name);
  expect(documented.toSorted()).toEqual([...featuresOfDialect(dialect), ...operations].toSorted());
});

/** The sets of names that serve, one for each way to choose between alternatives; what has none comes first. */
function closures(names: readonly string[], dialect: Dialect): readonly string[][] {
  const open = names
    .flatMap((name) => features.get(name)?.needs ?? [])
    .map((group) => group.filter((each) => features.get(each)?.dialects.includes(dialect)))
    .filter((group) => !group.some((each) => names.includes(each)));
  const [next] = open.toSorted((a, b) => a.length - b.length);
  return next === undefined ? [[...names]] : next.flatMap((each) => closures([...names, each], dialect));
}

/** Serves no other feature: a count and a length are integers. */
const LEAST = ['VMS_SINGLE', 'info:cpudouble'];
const SHAPES = 400;

/** Whether any of some hundred shapes that may use these has the feature. */
function isDrawn(feature: string, dialect: Dialect, allowed: readonly string[]): boolean {
  const palette = paletteOf({ dialect, allows: (name) => allowed.includes(name) || LEAST.includes(name) });
  return Array.from({ length: SHAPES }, (_, seed) => seed).some((seed) =>
    has(drawShape(new Draw(seed), palette, { pointerSize: 8, byteOrder: 'little' }), feature, dialect),
  );
}

function has(shape: StructShape, feature: string, dialect: Dialect): boolean {
  const { members, subsections = [], hooks } = shape;
  if (feature === 'part:hooks' && hooks !== undefined) return true;
  if (feature === 'part:subsections' && subsections.length > 0) return true;
  return (
    members.some((member) => member.migrated && isOf(member, feature, dialect)) ||
    subsections.some(({ struct }) => has(struct, feature, dialect))
  );
}

function isSized({ count, element: { kind } }: Member): boolean {
  return count.kind === 'counted' || kind === 'vbuffer' || kind === 'bitmap';
}

function isOf(member: Member, feature: string, dialect: Dialect): boolean {
  if (feature === 'part:field_exists' && member.test !== undefined) return true;
  if (feature === 'part:tmp-copies' && copiesIn(member.element).length > 0) return true;
  if (feature === 'part:widths' && isSized(member)) return true;
  const names: readonly string[] = [...namesOfFlags(flagsOf(member, dialect)), `info:${infoOf(member.element) ?? ''}`];
  return names.includes(feature) || structsOf(member.element).some((struct) => has(struct, feature, dialect));
}

const drawn = [...features].filter(([name]) => !name.startsWith('op:') && !LEAST.includes(name));

test.each(drawn)('%s is asked for with what the table says it needs, and not without', (name, { dialects: which }) => {
  const dialect = which.at(-1) ?? 'qemu-11.1';
  for (const set of closures([name], dialect)) {
    expect(isDrawn(name, dialect, set), `with ${set.join(' ')}`).toBe(true);
    for (const need of set) {
      if (need !== name)
        expect(
          isDrawn(
            name,
            dialect,
            set.filter((each) => each !== need),
          ),
          `without ${need} of ${set.join(' ')}`,
        ).toBe(false);
    }
  }
});

test('a validation is asked for with the three that the text names, and not without', () => {
  const needs = namesIn(/A `VMSTATE_VALIDATE` needs ([^]*?),\nthe 64-bit/.exec(section)?.[1] ?? '');
  expect(needs).toHaveLength(3);
  const validates = (allowed: readonly string[]): boolean =>
    paletteOf({ dialect: 'qemu-11.1', allows: (name) => allowed.includes(name) }).validate;
  expect(validates(needs)).toBe(true);
  for (const need of needs) expect(validates(needs.filter((each) => each !== need)), need).toBe(false);
});
