import type { Engine, LoadOutcome, MaybePromise } from '../../../engine/engine.ts';
import { isTooLong } from '../../../engine/too-long.ts';
import { requiredPointers } from '../../../layout/required-pointers.ts';
import { decode } from '../../../oracle/load/decode.ts';
import { extentsOf } from '../../../oracle/wire/annotate.ts';
import { cloneMemory, writePointer } from '../../../vmstate/host/memory.ts';
import { copyBytes } from '../../../vmstate/slab.ts';
import { VMS_MARKER_PTR_VALID } from '../../../vmstate/wire.ts';
import { everyMember } from '../../attribution/every-member.ts';
import { drawPointer, expectNoSuccess, hasByteArray, isJudged, ruleOfNull } from '../../expect/abort.ts';
import type { LawOutcome, ProbingLaw } from '../../law.ts';
import { andThen } from '../../maybe-promise.ts';
import type { RuleId } from '../../rules/rules.ts';
import { isReadWhole, type Subject } from '../../subject.ts';

const id = 'load/abort';

/** Bytes that a load may allocate before the memory has to grow. */
const SLACK = 512;

/** Where a release aborts, an engine may refuse the load or die, but it does not say that it loaded something. */
export const loadAbort: ProbingLaw = {
  id,
  title: 'a load that the release aborts is rejected, or ends the engine',
  rules: ['VMS-ABORT-2', 'VMS-ABORT-3', 'VMS-ABORT-4', 'VMS-BYTES-2'],
  every: 8,
  kind: 'probing',
  aborts: true,
  probe(subject, engine) {
    const { model, seed } = subject.case;
    const rare = hasByteArray(model);
    // Few devices have such a marker: they are asked about twice as often as those that have none.
    const marked = rare || (seed & 3) !== 0 ? 'skip' : withMarker(subject, engine);
    if (marked !== 'skip') return marked;
    if (!isJudged(seed, rare)) return 'skip';
    const endless = rare && (seed & 192) !== 0 ? withEndlessArray(subject, engine) : 'skip';
    if (endless !== 'skip') return endless;
    return engine.hello.view === 'memory' ? withoutPointer(subject, engine) : 'skip';
  },
};

interface Wanted {
  readonly rule: RuleId;
  readonly what: string;
  readonly memory: Subject['layout']['destination'];
  readonly wire: Uint8Array;
}

function ask({ case: of, layout }: Subject, { memory, wire }: Wanted, engine: Engine): MaybePromise<LoadOutcome> {
  const { description } = layout.plan;
  return engine.load({
    description,
    memory,
    wire,
    versionId: description.version_id,
    resave: false,
    mayAbort: true,
    model: { shape: of.model.shape, values: layout.before },
  });
}

function probeLoad(subject: Subject, wanted: Wanted, engine: Engine): MaybePromise<LawOutcome> {
  return expectNoSuccess({ law: id, rule: wanted.rule }, wanted.what, ask(subject, wanted, engine));
}

/** A NULL slot of an array of pointers for which nothing allocates gets the marker of an element. */
function withMarker(subject: Subject, engine: Engine): MaybePromise<LawOutcome> {
  const { case: of, layout, stream } = subject;
  const { model, dialect, seed } = of;
  // Where a load allocates elements, the marker is right, and what follows is read as an element: whatever comes of that.
  if (everyMember(model.shape).some(({ slots }) => slots === 'allocated')) return 'skip';
  const markers = extentsOf(model, dialect).filter(({ type }) => type === 'null marker');
  const marker = markers[(seed >>> 3) % Math.max(1, markers.length)];
  if (marker === undefined || engine.hello.view !== 'memory') return 'skip';
  const wire = copyBytes(stream, stream.length);
  wire[marker.start] = VMS_MARKER_PTR_VALID;
  const { shape } = model;
  const expected = decode({ shape, before: layout.before, rooms: layout.rooms }, wire, shape.version, dialect);
  if (expected.verdict !== 'undefined' || !isReadWhole(subject)) return 'skip';
  const memory = cloneMemory(layout.destination, SLACK);
  const what = 'load of marker 0x31 into a slot that nothing allocates for';
  return probeLoad(subject, { rule: 'VMS-ABORT-3', what, memory, wire }, engine);
}

/** A byte array announces 4 GiB less a byte, of which the stream has nothing. */
function withEndlessArray(subject: Subject, engine: Engine): MaybePromise<LawOutcome> {
  const { case: of, layout, stream } = subject;
  const { model, dialect, seed } = of;
  const lengths = extentsOf(model, dialect).filter(({ type }) => type === 'array length');
  const length = lengths[(seed >>> 3) % Math.max(1, lengths.length)];
  if (length === undefined) return 'skip';
  const wire = copyBytes(stream, stream.length).fill(0xff, length.start, length.start + length.length);
  const { shape } = model;
  const expected = decode({ shape, before: layout.before, rooms: layout.rooms }, wire, shape.version, dialect);
  if (expected.verdict !== 'undefined' || !isReadWhole(subject)) return 'skip';
  const memory = cloneMemory(layout.destination, SLACK);
  const what = 'load of a byte array of 4294967295 bytes that do not come';
  const wanted: Wanted = { rule: 'VMS-BYTES-2', what, memory, wire };
  // A machine may have the memory: then the engine refuses the load and answers with all of it.
  return andThen(ask(subject, wanted, engine), (answer) =>
    isTooLong(answer) ? 'too-large' : expectNoSuccess({ law: id, rule: wanted.rule }, what, answer),
  );
}

/** A pointer of the destination to a byte array, or to elements that the stream has, at any depth, is NULL. */
function withoutPointer(subject: Subject, engine: Engine): MaybePromise<LawOutcome> {
  const { case: of, layout, stream } = subject;
  if (!isReadWhole(subject)) return 'skip';
  const { plan, destination } = layout;
  const slots = requiredPointers(plan, of.model.values, { memory: destination, loading: true });
  const pointer = drawPointer(slots, of.seed >>> 3);
  if (pointer === undefined) return 'skip';
  const memory = cloneMemory(destination, SLACK);
  writePointer(memory, pointer.at, null);
  const what = `load into a NULL pointer to ${pointer.to}`;
  return probeLoad(subject, { rule: ruleOfNull(pointer), what, memory, wire: stream }, engine);
}
