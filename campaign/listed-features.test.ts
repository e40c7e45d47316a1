import { expect, test } from 'vitest';
import { createReferenceEngine } from '../engine/reference/create.ts';
import type { Engine, MaybePromise } from '../engine/engine.ts';
import { isViolation } from '../spec/law.ts';
import { lawsOfReleases } from '../spec/laws/index.ts';
import type { VMStateDescription } from '../vmstate/host/description.ts';
import type { operations, parts } from '../vmstate/host/features.ts';
import { generatorFor, caseOfRun } from './case-of-run.ts';
import { evaluate } from './evaluate.ts';

type Optional = (typeof operations)[number] | (typeof parts)[number];

/** What an engine is that lists a feature and does nothing of it. */
type Hollow = (right: Engine) => Partial<Pick<Engine, 'save' | 'load'>>;

/** One for each feature that is no flag and no info (those have faulty engines): a new one does not compile without. */
const hollow: Readonly<Record<Optional, Hollow>> = {
  'op:measure': answering({ measured: [] }),
  'op:vmdesc': answering({ vmdesc: undefined }),
  'op:trace': answering({ trace: undefined, opaques: undefined }),
  'op:chunk': (right) => ({ load: (request) => right.load({ ...request, chunk: undefined }) }),
  'op:written': answering({ written: undefined }),
  'op:opaque': answering({ opaques: undefined }),
  'op:message': answering({ messages: undefined }),
  'part:field_exists': without({ field_exists: undefined }),
  'part:hooks': without({}, () => ({ hooks: undefined })),
  'part:subsections': without({}, () => ({ subsections: undefined })),
  'part:tmp-copies': without({}, ({ tmp }) => ({ tmp: tmp === undefined ? undefined : { ...tmp, copies: undefined } })),
  'part:widths': without({ num_width: undefined, size_width: undefined }),
};

function answering(members: object): Hollow {
  const changed = <T extends object>(answer: MaybePromise<T>): MaybePromise<T> =>
    answer instanceof Promise ? answer : { ...answer, ...members };
  return (right) => ({
    save: (request) => changed(right.save(request)),
    load: (request) => changed(right.load(request)),
  });
}

/** Sees descriptions without some of their parts. */
function without(field: object, struct: (of: VMStateDescription) => object = () => ({})): Hollow {
  const cut = (vmsd: VMStateDescription): VMStateDescription => ({
    ...vmsd,
    fields: vmsd.fields.map((each) => ({
      ...each,
      vmsd: each.vmsd === null ? null : cut(each.vmsd),
      key_vmsd: each.key_vmsd === undefined ? undefined : cut(each.key_vmsd),
      ...field,
    })),
    subsections: vmsd.subsections?.map(cut),
    ...struct(vmsd),
  });
  return (right) => ({
    save: (request) => right.save({ ...request, description: cut(request.description) }),
    load: (request) => right.load({ ...request, description: cut(request.description) }),
  });
}

test.each(Object.entries(hollow))('an engine that lists %s and does nothing of it does not pass', (_, of) => {
  // The newest dialect has all of them.
  const dialect = 'qemu-11.2';
  const right: Engine = createReferenceEngine({ dialect });
  const engine: Engine = { ...right, ...of(right) };
  const generator = generatorFor(engine.hello, dialect);
  const found = new Set<string>();
  for (let run = 0; run < 300 && found.size === 0; run++)
    // Every law is due in run 0.
    void evaluate(caseOfRun(generator, 1, run), { engine, laws: lawsOfReleases }, 0, (_law, outcome) => {
      if (isViolation(outcome)) found.add(outcome.law);
    });
  expect([...found]).not.toEqual([]);
});
