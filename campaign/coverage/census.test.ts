import { expect, test } from 'vitest';
import type { Engine } from '../../engine/engine.ts';
import { createReferenceEngine } from '../../engine/reference/create.ts';
import { successorsOf } from '../../generators/pairs.ts';
import { layoutSource } from '../../layout/layout.ts';
import { Draw } from '../../random/draw.ts';
import { isViolation } from '../../spec/law.ts';
import { selectLaws } from '../../spec/laws/index.ts';
import { andThen } from '../../spec/maybe-promise.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { generatorFor, caseOfRun } from '../case-of-run.ts';
import { evaluate } from '../evaluate.ts';
import { boundaries } from './boundaries.ts';
import { countCase, emptyStatistics } from './statistics.ts';

/*
 * Forms that were once generated never, and with which releases have been caught. Thresholds say how
 * many of a campaign are enough; here each is named, wherever it is made: by the generators, by pairs
 * of versions, or by a law that changes a case.
 */

/** Forms of fields, hooks and values: the names of the boundaries that count them. */
const generated: Readonly<Record<string, readonly string[]>> = {
  'a size that is not the width of the info': ['array of integers whose size is more than their width'],
  'a field without flags': ['integer without any flag'],
  'hooks whose object is not the outermost one': [
    'hooks of an element of an array after the first',
    'hooks of an element of a list',
    'hooks of a key or a value of a tree',
    'hooks of a temporary object',
    'hooks of a subsection',
  ],
  'results of hooks at the ends of an int': ['hook result -1', 'hook result -2147483648', 'hook result 2147483647'],
  'unused bytes around 2,048 and beyond': [2047, 2048, 2049, 3071, 3072, 3073].map((n) => `unused bytes ${n}`),
  'pointers in a temporary object': ['pointer in a temporary object', 'array of pointers in a temporary object'],
  'an array of pointers without an array flag': [
    'slot without an array flag: NULL',
    'slot without an array flag: an element',
  ],
  'infos that fail, or return a positive number': [
    ...[-1, -2147483648, 1, 2147483647].map((result) => `result of get ${result}`),
    ...[-1, -2147483648, 1, 2147483647].map((result) => `result of put ${result}`),
  ],
};

/** What laws make of cases: the law, and the rule that it names to an engine that always says that all went well (null: it judges every answer). */
const made: Readonly<Record<string, readonly [law: string, rule: RuleId | null]>> = {
  'a field that must exist and does not, in a save': ['save/abort', 'VMS-ABORT-1'],
  'a field that must exist and does not, in a load': ['load/absent', 'VMS-EXIST-3'],
  'a NULL pointer to elements that have bytes, in a save': ['save/abort', 'VMS-ABORT-2'],
  'a NULL pointer to elements that have bytes, in a load': ['load/abort', 'VMS-ABORT-2'],
  'the marker of an element for a NULL slot': ['load/abort', 'VMS-ABORT-3'],
  'a NULL byte array, in a save': ['save/abort', 'VMS-ABORT-4'],
  'a NULL byte array, in a load': ['load/abort', 'VMS-ABORT-4'],
  'a byte array of a length that cannot be had': ['load/abort', 'VMS-BYTES-2'],
  'a size that cannot be had': ['save/oversized', null],
  'two fields over the same bytes, saved': ['save/overlay', null],
  'two fields over the same bytes, loaded': ['load/overlay', null],
  'unused bytes and bitmaps behind slots, saved': ['save/slots-of-bytes', null],
  'unused bytes and bitmaps behind slots, loaded': ['load/slots-of-bytes', null],
  'a tree that is not there, saved': ['save/no-tree', null],
  'a tree that is not there, loaded': ['load/no-tree', null],
  'a refused save that has written bytes': ['save/written', null],
  'calls whose object is told, in a save': ['save/objects', null],
  'calls whose object is told, in a load': ['load/objects', null],
};

const SEED = 20261122;

/** Between them they have every form: some are of older releases only, others of newer ones. */
const asked: readonly Dialect[] = ['qemu-10.2', 'qemu-11.1', 'qemu-11.2'];

test('every form is generated', () => {
  const counts = new Map(boundaries.map(({ name }) => [name, 0]));
  for (const dialect of asked) {
    const statistics = emptyStatistics();
    const generator = generatorFor(createReferenceEngine({ dialect }).hello, dialect);
    for (let run = 0; run < GENERATED; run++) {
      const of = caseOfRun(generator, SEED, run);
      countCase(statistics, layoutSource(of).plan.description, of.model);
    }
    boundaries.forEach(({ name }, place) =>
      counts.set(name, (counts.get(name) ?? 0) + (statistics.boundaries[place] ?? 0)),
    );
  }
  const lacking = Object.entries(generated).flatMap(([form, names]) =>
    names.filter((name) => (counts.get(name) ?? 0) === 0).map((name) => `${form}: ${name}`),
  );
  expect(lacking).toEqual([]);
});

const GENERATED = 3000;

test('every form that laws make of cases reaches an engine', () => {
  const laws = selectLaws([...new Set(Object.values(made).map(([law]) => law))]);
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const dialect of asked) {
    const engine = obliging(createReferenceEngine({ dialect }));
    const generator = generatorFor(engine.hello, dialect);
    for (let run = 0; run < JUDGED; run++)
      void evaluate(caseOfRun(generator, SEED, run), { engine, laws }, 0, (law, outcome) => {
        if (outcome === null || isViolation(outcome)) count(`${laws[law]?.id} null`);
        if (isViolation(outcome)) count(`${outcome.law} ${outcome.rule}`);
      });
  }
  const lacking = Object.entries(made).filter(([, [law, rule]]) => (counts.get(`${law} ${rule}`) ?? 0) === 0);
  expect(lacking).toEqual([]);
});

/** The rarest, a refused save that has written bytes, is one case in several hundred, whatever the seed. */
const JUDGED = 300;

/** Says that all went well, whatever it did: a law that asks for something else names its rule. */
function obliging(engine: Engine): Engine {
  return {
    ...engine,
    save: (request) =>
      andThen(engine.save(request), (save) =>
        save.status === 'ok' || (save.status === 'rejected' && save.written !== undefined && save.written.length > 0)
          ? save
          : { status: 'ok', wire: new Uint8Array(0), measured: [], memory: null, trace: [], opaques: [] },
      ),
    load: (request) =>
      andThen(engine.load(request), (load) =>
        load.status === 'ok'
          ? load
          : {
              status: 'ok',
              consumed: 0,
              streamError: 0,
              memory: request.memory,
              resaved: null,
              trace: [],
              opaques: [],
            },
      ),
  };
}

test('pairs of versions differ in the version of a nested struct', () => {
  const generator = generatorFor(createReferenceEngine({ dialect: 'qemu-11.1' }).hello, 'qemu-11.1');
  const kinds = Array.from(
    { length: JUDGED },
    (_, run) => successorsOf(caseOfRun(generator, SEED, run).model, new Draw(run, 1)).kind,
  );
  expect(kinds).toContain('nested');
});
