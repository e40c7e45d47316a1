import type { Abi } from '../vmstate/host/abi.ts';
import type { VMStateDescription } from '../vmstate/host/description.ts';
import type { Dialect } from '../vmstate/dialect.ts';
import type { Memory } from '../vmstate/host/memory.ts';
import type { Model, StructValue } from '../vmstate/model/model.ts';

/**
 * What an engine declares about itself in its first message.
 *
 * @since 0.1.0
 */
export interface Hello {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly dialect: Dialect;
  /** How it sees state: as a description and memory, or as a shape and values. */
  readonly view: 'memory' | 'values';
  /** The host ABI whose memory it interprets; null: any. */
  readonly abi: Abi | null;
  /** Flag names (`VMS_ARRAY`), infos (`info:uint32`), parts of a description (`part:subsections`) and operations (`op:measure`) it supports. */
  readonly features: readonly string[];
}

/**
 * A request to save the state in `memory`, or in `model` for an engine with the view `values`.
 *
 * @since 0.1.0
 */
export interface SaveRequest {
  readonly description: VMStateDescription;
  readonly memory: Memory;
  /** Also report the element count and size of every field visited. */
  readonly measure: boolean;
  /** Also return the memory after the save. */
  readonly returnMemory: boolean;
  /** Also write the JSON that describes the bytes (vmdesc); absent: false. */
  readonly vmdesc?: boolean | undefined;
  /** Also return the calls into the device, as the lines of `callText` (vmstate/hooks.ts); absent: false. */
  readonly trace?: boolean | undefined;
  /** The release aborts here: a program is asked in a process in which nothing else is in flight. Absent: false. */
  readonly mayAbort?: boolean | undefined;
  /** What the memory means. An engine that sees values is sent this, and neither description nor memory. */
  readonly model?: Model | undefined;
}

/**
 * A request to load a stream into `memory`, or into `model` for an engine with the view `values`.
 *
 * @since 0.1.0
 */
export interface LoadRequest {
  readonly description: VMStateDescription;
  /** The destination. An in-process engine works on it directly. */
  readonly memory: Memory;
  readonly wire: Uint8Array;
  /** The version the stream claims for the top level. */
  readonly versionId: number;
  /** How many bytes one read of the wire gives at most; absent: as many as the engine asks for. */
  readonly chunk?: number | undefined;
  /** Also save the loaded object again. */
  readonly resave: boolean;
  /** Also return the calls into the device; absent: false. */
  readonly trace?: boolean | undefined;
  /** The release aborts here: a program is asked in a process in which nothing else is in flight. Absent: false. */
  readonly mayAbort?: boolean | undefined;
  /** What the destination means before the load, for an engine that sees values. */
  readonly model?: Model | undefined;
}

/**
 * The element count and element size that an engine used for one field.
 *
 * @since 0.1.0
 */
export interface Measured {
  readonly count: number;
  readonly size: number;
}

/**
 * The object that a call into the device got: a block of the memory of the answer (of the request, for a save),
 * and the offset in it.
 *
 * @since 0.1.0
 */
export type Opaque = readonly [block: number, offset: number];

/**
 * The calls of an engine into the device.
 *
 * @since 0.1.0
 */
export interface Traced {
  /** Absent unless requested. Of a load without the calls of a second save. */
  readonly trace?: readonly string[] | undefined;
  /**
   * For each call the object that it got; null: its memory is none of the answer's (a temporary object).
   * Absent without a trace, and from engines that do not list `op:opaque`.
   */
  readonly opaques?: readonly (Opaque | null)[] | undefined;
}

/**
 * A save that ran to its end.
 *
 * @since 0.1.0
 */
export interface Saved extends Traced {
  readonly status: 'ok';
  readonly wire: Uint8Array;
  /**
   * One entry per visit of an existing field, in the order of the walk: a
   * struct's field comes before the fields of its elements. Empty unless requested.
   */
  readonly measured: readonly Measured[];
  /** Null unless requested. */
  readonly memory: Memory | null;
  /** The vmdesc object of the outermost description, as JSON text; absent unless requested. */
  readonly vmdesc?: string | undefined;
}

/**
 * A load that ran to its end.
 *
 * @since 0.1.0
 */
export interface Loaded extends Traced {
  readonly status: 'ok';
  /** Bytes taken from the stream. */
  readonly consumed: number;
  /** The stream's own error (0: none, otherwise a negative errno); it can be set in a load that succeeds. */
  readonly streamError: number;
  /** The destination afterwards; blocks that the load allocated follow the ones it was given, in order of allocation. */
  readonly memory: Memory;
  /** The destination's values afterwards, of an engine that sees values; `memory` is then the request's. */
  readonly values?: StructValue | undefined;
  /** What a second save wrote; null unless requested. */
  readonly resaved: Uint8Array | null;
}

/**
 * The engine refused: an ordinary answer. `code` is a negative errno.
 *
 * @since 0.1.0
 */
export interface Rejected extends Traced {
  readonly status: 'rejected';
  readonly code: number;
  readonly message: string;
  /** For a load: bytes taken, stream error and the memory after the load; null for a save. */
  readonly left: Omit<Loaded, 'status' | 'resaved' | 'trace' | 'opaques'> | null;
  /** For a save: the bytes that are in the stream by then; absent from engines that do not list `op:written`. */
  readonly written?: Uint8Array | undefined;
  /**
   * What the engine's own code reported, a text each, in order, and last its error if it has one;
   * absent from engines that do not list `op:message`, and of a load in chunks.
   */
  readonly messages?: readonly string[] | undefined;
}

/**
 * The engine does not do this: an ordinary answer.
 *
 * @since 0.1.0
 */
export interface Unsupported {
  readonly status: 'unsupported';
  readonly feature: string;
}

/**
 * The engine reports an internal error.
 *
 * @since 0.1.0
 */
export interface EngineError {
  readonly status: 'error';
  readonly message: string;
}

/**
 * The runner's verdict on an engine that gives no valid answer. An engine never reports these itself.
 *
 * @since 0.1.0
 */
export interface Broken {
  readonly status: 'crashed' | 'hung' | 'protocol-error';
  readonly message: string;
  /** The last lines the engine wrote to stderr. */
  readonly stderr: string;
}

/**
 * The result of a save.
 *
 * @since 0.1.0
 */
export type SaveOutcome = Saved | Rejected | Unsupported | EngineError | Broken;
/**
 * The result of a load.
 *
 * @since 0.1.0
 */
export type LoadOutcome = Loaded | Rejected | Unsupported | EngineError | Broken;

/**
 * The edges of its own code that an engine has reached for the first time since it was asked before.
 *
 * @since 0.1.0
 */
export interface Reached {
  readonly status: 'ok';
  /** Numbers that mean the same in every process of the same program. */
  readonly edges: readonly number[];
}

/**
 * The result of a request for coverage.
 *
 * @since 0.1.0
 */
export type CoverageOutcome = Reached | Unsupported | EngineError | Broken;

/**
 * A value, or a promise of it.
 *
 * @since 0.1.0
 */
export type MaybePromise<T> = T | Promise<T>;

/**
 * The implementation under test. In-process engines return a result, programs a promise.
 *
 * @since 0.1.0
 */
export interface Engine {
  readonly hello: Hello;
  /** Failures that belong to no request: the process ended while idle, or wrote output without a request. */
  readonly incidents?: readonly Broken[];
  /** Why its program cannot be started again, so that nothing more can be told of it; null or absent: it can. */
  readonly lost?: string | null;
  save(request: SaveRequest): MaybePromise<SaveOutcome>;
  load(request: LoadRequest): MaybePromise<LoadOutcome>;
  /** Which edges are new; absent from engines that do not list `op:coverage`. A search asks for it, no law does. */
  readonly coverage?: (() => MaybePromise<CoverageOutcome>) | undefined;
  close(): Promise<void>;
}
