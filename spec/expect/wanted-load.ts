import type { Layout } from '../../layout/layout.ts';
import { decode, type ExpectedLoad, type Most } from '../../oracle/load/decode.ts';
import type { Reading } from '../../oracle/wire/reader.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { VMStateDescription } from '../../vmstate/host/description.ts';
import type { Memory } from '../../vmstate/host/memory.ts';
import type { Model, StructShape, StructValue } from '../../vmstate/model/model.ts';
import type { RuleId } from '../rules/rules.ts';

/** A load that a law requests, of a stream of its own. */
export interface Wanted {
  readonly law: string;
  readonly rule: RuleId;
  readonly of: Case;
  readonly layout: Layout;
  readonly description: VMStateDescription;
  readonly wire: Uint8Array;
  readonly versionId: number;
  /** How many bytes one read of the stream gives at most; absent: all. */
  readonly chunk?: number | undefined;
  /** Of the host whose pointers have to hold direct keys; absent: the layout's. */
  readonly pointerSize?: 4 | 8;
  /** How much one field of the stream may ask for. */
  readonly most?: Most | undefined;
  /** Whose state the stream begins with, where that is known. */
  readonly saved?: Model | undefined;
  /** What the law did to bring this load about, a line each; the load itself is the last. */
  readonly steps?: readonly string[] | undefined;
  /** Another rule and the steps, where it takes time to find them: asked for only when there is something to tell. */
  readonly told?: (() => Pick<Wanted, 'rule' | 'steps'>) | undefined;
  /** What the oracle says of it, where that is known. */
  readonly decoded?: ExpectedLoad | undefined;
  /** What is saved after the load, whatever the destination held; absent: nobody asks. */
  readonly saves?: readonly Uint8Array[] | undefined;
  /** Changes what the oracle says where the device that is sent is not the one that it knows; absent: nothing. */
  readonly adapted?: ((decoded: ExpectedLoad) => ExpectedLoad) | undefined;
  /** The rule that a path of the model leads to because the law changed what is there; null: it did not. */
  readonly ruleOfChanged?: ((path: string) => RuleId | null) | undefined;
  /** The object to load into, and what it holds, when it is not the layout's destination. */
  readonly into?: { readonly memory: Memory; readonly before: StructValue };
}

/** What the oracle says, where it says something. */
export type DefinedLoad = Exclude<ExpectedLoad, { verdict: 'undefined' }>;

/** The shape at the versions that the description says. */
export function shapeOf({
  of: {
    model: { shape },
  },
  description: { version_id: version, minimum_version_id: minimumVersion },
}: Wanted): StructShape {
  return shape.version === version && shape.minimumVersion === minimumVersion
    ? shape
    : { ...shape, version, minimumVersion };
}

/** What the oracle says of the load. */
export function expectedOf(wanted: Wanted, given: Reading = {}): ExpectedLoad {
  const {
    of,
    layout: { before, rooms },
    wire,
    versionId,
    into,
    chunk,
    most,
    pointerSize = of.abi.pointerSize,
  } = wanted;
  const decoded = decode(
    { shape: shapeOf(wanted), before: into?.before ?? before, rooms, most, chunk, pointerSize, ...given },
    wire,
    versionId,
    of.dialect,
  );
  return wanted.adapted === undefined ? decoded : wanted.adapted(decoded);
}
