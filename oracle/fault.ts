/**
 * Thrown by the functions of the oracle for a model that no description can express, or
 * whose values contradict its shape. It is an error of the caller, never a finding about an
 * engine.
 *
 * @example
 * ```ts
 * try {
 *   encode(model, 'qemu-11.1');
 * } catch (error) {
 *   if (error instanceof OracleFault) console.error(`${error.path}: the model is invalid`);
 * }
 * ```
 * @since 0.1.0
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
