import { annotate } from '../../oracle/wire/annotate.ts';
import { encode } from '../../oracle/save/encode.ts';
import { concat } from '../../spec/differences/bytes.ts';
import { stepsTo } from '../../spec/attribution/path-steps.ts';
import type { RuleId } from '../../spec/rules/rules.ts';
import type { Subject } from '../../spec/subject.ts';
import { structsOf, type Member, type StructShape, type Subsection, type Value } from '../../vmstate/model/model.ts';
import { nameBytes } from '../../vmstate/name-bytes.ts';

/** A stream to load, and what is particular about it. */
export interface Stream {
  /** For people. */
  readonly what: string;
  /** Streams of one kind are alike if their loads end alike. */
  readonly kind: string;
  readonly rules: readonly RuleId[];
  readonly wire: Uint8Array;
  readonly versionId: number;
}

/** What stands behind the state: an end mark and bytes that look like others. */
const trailer = Uint8Array.of(0x00, 0x30, 0x05, 0x31);

/** Bytes that mean something to a load: markers, the start of a subsection, counts that are none, few or too many. */
const telling = [0x00, 0x01, 0x05, 0x30, 0x31, 0x7f, 0x80, 0xff] as const;

/** The state itself: the first stream of every vector. */
export function ownStream({ stream, case: { model } }: Subject): Stream {
  return {
    what: 'what a save wrote, and four bytes behind it',
    kind: 'own',
    rules: ['VMS-LOAD-1', 'VMS-LOAD-2', 'VMS-FRAME-1', 'VMS-ALLOC-2'],
    wire: stream,
    versionId: model.shape.version,
  };
}

/** What else somebody might send. */
export function* otherStreams(subject: Subject): Generator<Stream> {
  const { wire, stream, case: of } = subject;
  const { shape } = of.model;
  const { version } = shape;
  yield { what: 'what a save wrote, and then the end', kind: 'end', rules: ['VMS-STREAM-1'], wire, versionId: version };
  yield {
    what: `version ${version + 1}: too new`,
    kind: 'too new',
    rules: ['VMS-VERSION-1'],
    wire: stream,
    versionId: version + 1,
  };
  if (shape.minimumVersion > 0) {
    const old = shape.minimumVersion - 1;
    yield { what: `version ${old}: too old`, kind: 'too old', rules: ['VMS-VERSION-1'], wire: stream, versionId: old };
  }
  const name = nameBytes(`${shape.name}/x`);
  const unknown = concat([wire, Uint8Array.of(0x05, name.length), name, Uint8Array.of(0, 0, 0, 1, 0)]);
  yield {
    what: `an unknown subsection ${shape.name}/x behind the state`,
    kind: 'unknown subsection',
    rules: ['VMS-LOAD-3'],
    wire: unknown,
    versionId: version,
  };
  yield* olderStreams(subject);
  yield* subsectionStreams(subject);
  yield* brokenStreams(subject);
}

function* olderStreams({ case: of }: Subject): Generator<Stream> {
  const { shape, values } = of.model;
  for (let version = shape.version - 1; version >= Math.max(0, shape.minimumVersion); version--) {
    const wire = concat([encode({ shape: { ...shape, version }, values }, of.dialect), trailer]);
    yield {
      what: `what a device of version ${version} would write`,
      kind: 'older',
      rules: ['VMS-PAIR-1', 'VMS-EXIST-1'],
      wire,
      versionId: version,
    };
  }
}

function* subsectionStreams({ case: of }: Subject): Generator<Stream> {
  const { shape, values } = of.model;
  const { members, subsections = [], version } = shape;
  if (subsections.length === 0) return;
  const places = subsections.map(({ struct }, k): readonly [Subsection, Value] => [
    { struct },
    values[members.length + k] ?? null,
  ]);
  const sent = (what: string, kind: string, rule: RuleId, parts: readonly (readonly [Subsection, Value])[]): Stream => {
    const model = {
      shape: { ...shape, subsections: parts.map(([part]) => part) },
      values: [...values.slice(0, members.length), ...parts.map(([, value]) => value)],
    };
    return { what, kind, rules: [rule], wire: concat([encode(model, of.dialect), trailer]), versionId: version };
  };
  const with_ = (change: (struct: StructShape) => StructShape): (readonly [Subsection, Value])[] =>
    places.map(([{ struct }, value]) => [{ struct: change(struct) }, value]);
  yield sent('all subsections, needed or not', 'all subsections', 'VMS-SUB-2', places);
  yield sent('no subsection', 'no subsection', 'VMS-SUB-2', []);
  yield sent('all subsections, the last first', 'reversed subsections', 'VMS-SUB-2', [...places].reverse());
  yield sent('all subsections twice', 'doubled subsections', 'VMS-SUB-2', [...places, ...places]);
  yield sent(
    'subsections of names that the description does not have',
    'renamed subsections',
    'VMS-SUB-2',
    with_((struct) => ({ ...struct, name: `${struct.name}x` })),
  );
  yield sent(
    'subsections of a version that is too new',
    'new subsections',
    'VMS-VERSION-1',
    with_((struct) => ({ ...struct, version: struct.version + 1 })),
  );
  yield sent(
    'subsections of a version that is 256 too large',
    'large subsection version',
    'VMS-SUB-3',
    with_((struct) => ({ ...struct, version: struct.version + 256 })),
  );
  yield sent(
    'subsections whose names have lost a letter',
    'cut subsection names',
    'VMS-SUB-4',
    with_((struct) => ({ ...struct, name: struct.name.slice(0, -1) })),
  );
}

/** Cut inside each leaf, and with one byte of it altered. */
function* brokenStreams({ case: of, wire, stream }: Subject): Generator<Stream> {
  const { model, dialect } = of;
  const roles = rolesOf(model.shape);
  for (const { start, length, path, type } of annotate(model, dialect).spans) {
    const step = stepsTo(model.shape, model.values, path).at(-1);
    const role = (step?.kind === 'member' ? roles.get(step.member) : undefined) ?? type;
    const cut = start + (length >> 1);
    const versionId = model.shape.version;
    yield {
      what: `cut off in ${path}`,
      kind: `cut ${role}`,
      rules: ['VMS-STREAM-1'],
      wire: wire.subarray(0, cut),
      versionId,
    };
    const last = start + length - 1;
    // The first byte of a number that others read makes it negative, or large.
    for (const at of role === type || length === 1 ? [last] : [last, start]) {
      for (const byte of telling) {
        if (stream[at] === byte) continue;
        const altered = Uint8Array.from(stream);
        altered[at] = byte;
        yield {
          what: `byte ${at}, in ${path}, is 0x${byte.toString(16).padStart(2, '0')}`,
          kind: `alter ${role}`,
          rules: ['VMS-STREAM-2'],
          wire: altered,
          versionId,
        };
      }
    }
  }
}

/** Members that others read, by what for. */
function rolesOf(shape: StructShape, roles = new Map<Member, string>()): Map<Member, string> {
  const { members, subsections = [] } = shape;
  const mark = (index: number | undefined, role: string): void => {
    const member = index === undefined ? undefined : members[index];
    if (member !== undefined) roles.set(member, role);
  };
  for (const { count, element, test } of members) {
    if (count.kind === 'counted') mark(count.by, 'count');
    if (element.kind === 'vbuffer' || element.kind === 'bitmap') mark(element.sizedBy, 'size');
    if (test?.kind === 'sibling') mark(test.by, 'test');
    for (const struct of structsOf(element)) rolesOf(struct, roles);
  }
  for (const { struct, needed } of subsections) {
    mark(needed, 'needed');
    rolesOf(struct, roles);
  }
  return roles;
}
