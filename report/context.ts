import type { ReplaySource } from './terminal/replay.ts';

/** What a report says beside the result. */
export interface ReportContext {
  /** Version of this package. */
  readonly version: string;
  /** The user stopped the run before its end. */
  readonly interrupted: boolean;
  readonly source: ReplaySource;
}
