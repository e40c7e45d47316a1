/**
 * A model that no description can express, or whose values contradict its
 * shape: a bug of whoever made the model, never a finding about an engine.
 */
export class OracleFault extends Error {
  /** Where in the model, as in `regs[2].ctrl`; empty for the model as a whole. */
  readonly path: string;

  constructor(path: string, problem: string) {
    super(path === '' ? problem : `${path}: ${problem}`);
    this.name = 'OracleFault';
    this.path = path;
  }
}
