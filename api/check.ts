import { freshSeed } from '../random/fresh.ts';
import { runOne } from '../campaign/run-one.ts';
import { runCampaign } from '../campaign/run.ts';
import type { Engine } from '../engine/engine.ts';
import type { Case } from '../vmstate/case/case.ts';
import { NonconformityError } from './nonconformity-error.ts';
import { lawsOf, campaignSettings, type CheckOptions, type JudgeOptions } from './options.ts';
import { replayCall, storedCase } from './replay-call.ts';
import { checkResultOf, lawFailureOf, type CheckResult, type LawFailure } from './result.ts';

/**
 * Runs a campaign: generates cases, judges the engine by every law, and shrinks the
 * first failure of each law. The engine stays open.
 *
 * @throws RangeError if an option is out of range, no law matches, the known-failing
 * list is malformed, or the engine lists too few features for any case.
 * @example
 * ```ts
 * const result = await check(createMyEngine(), { runs: 2000, seed: 1 });
 * for (const { failure } of result.laws) if (failure !== null) console.error(failure.text);
 * process.exitCode = result.passed ? 0 : 1;
 * ```
 * @since 0.1.0
 */
export async function check(engine: Engine, options: CheckOptions = {}): Promise<CheckResult> {
  const settings = campaignSettings(engine, options, freshSeed);
  const { signal, onProgress } = options;
  const result = await runCampaign({ ...settings, engine, signal, onProgress });
  return checkResultOf(result, replayCall('check'));
}

/**
 * Judges an engine by one case. Returns the broken laws, and an empty array if the
 * engine conforms. Nothing is shrunk: inside a fast-check property, fast-check does that.
 *
 * @throws RangeError if no law matches.
 * @example
 * ```ts
 * for (const { text } of await judge(of, engine)) console.error(text);
 * ```
 * @since 0.1.0
 */
export async function judge(of: Case, engine: Engine, options: JudgeOptions = {}): Promise<readonly LawFailure[]> {
  const result = await runOne(
    { case: of, from: 'given case' },
    { engine, laws: lawsOf(options), level: options.level ?? 'must' },
  );
  return result.laws.map((law) => lawFailureOf(result, law, storedCase)).filter((failure) => failure !== null);
}

/**
 * Rejects with a {@link NonconformityError} if the engine breaks a law on this case.
 *
 * @example
 * ```ts
 * await fc.assert(fc.asyncProperty(cases({ dialect: 'qemu-11.1' }), (of) => assertConforms(of, engine)));
 * ```
 * @throws RangeError if no law matches.
 * @since 0.1.0
 */
export async function assertConforms(of: Case, engine: Engine, options: JudgeOptions = {}): Promise<void> {
  const failures = await judge(of, engine, options);
  if (failures.length > 0) throw new NonconformityError(failures);
}
