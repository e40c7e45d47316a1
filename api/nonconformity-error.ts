import type { LawFailure } from './result.ts';

/**
 * Thrown by {@link assertConforms} if an engine breaks laws. The message is the report of the
 * first failure and names the others.
 *
 * @example
 * ```ts
 * await expect(assertConforms(of, engine)).rejects.toThrow(NonconformityError);
 * ```
 * @since 0.1.0
 */
export class NonconformityError extends Error {
  override readonly name = 'NonconformityError';
  /** Every broken law; not empty. */
  readonly failures: readonly LawFailure[];

  constructor(failures: readonly LawFailure[]) {
    const [first, ...others] = failures;
    const also = others.map(({ law, verdict }) => `also broken: ${law} (${verdict})`);
    super([first?.text ?? '', ...also].join('\n'));
    this.failures = failures;
    // The report says where to look; the stack of the suite does not.
    this.stack = `${this.name}: ${this.message}`;
  }
}
