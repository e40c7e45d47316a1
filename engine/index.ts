/**
 * Engines: the interface, the reference engine, and programs that speak the protocol.
 *
 * @packageDocumentation
 */
export type {
  Broken,
  CoverageOutcome,
  Engine,
  EngineError,
  Hello,
  Loaded,
  LoadOutcome,
  LoadRequest,
  MaybePromise,
  Measured,
  Opaque,
  Reached,
  Rejected,
  Saved,
  SaveOutcome,
  SaveRequest,
  Traced,
  Unsupported,
} from './engine.ts';
export type { EngineUnusable } from './process/handshake.ts';
export type { ProcessEngineOptions } from './process/options.ts';
export { startProcessEngine, type ProcessEngine } from './process/start.ts';
export { createReferenceEngine, type ReferenceOptions, type SynchronousEngine } from './reference/create.ts';
