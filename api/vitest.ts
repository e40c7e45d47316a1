/**
 * Conformance as a suite of vitest: one test per law.
 *
 * @packageDocumentation
 */
import { afterAll, describe, expect, it } from 'vitest';
import { freshSeed } from '../random/fresh.ts';
import { lawsFor } from '../campaign/features.ts';
import { runCampaign } from '../campaign/run.ts';
import type { Engine } from '../engine/engine.ts';
import { NonconformityError } from './nonconformity-error.ts';
import { campaignSettings, type CheckOptions } from './options.ts';
import { replayCall } from './replay-call.ts';
import { checkResultOf, type CheckResult } from './result.ts';

/**
 * Options of {@link conformance}.
 *
 * @since 0.1.0
 */
export interface ConformanceOptions extends Omit<CheckOptions, 'signal' | 'onProgress'> {
  /** Number of cases. Default: 2,000. */
  readonly runs?: number | undefined;
  /** Milliseconds until the suite counts as hung. Default: 600,000; shrinking one failure may take 20 seconds. */
  readonly timeout?: number | undefined;
}

/**
 * Registers a vitest suite that judges the engine: one test per law, which fails with
 * the failure report as its message, and one for the campaign as a whole. All laws
 * share one campaign, which the first test starts. A law that judged nothing is skipped
 * with its reason. The engine is closed at the end.
 *
 * Call it where `describe` may be called: at the top level of a test file.
 *
 * @throws RangeError as `check` does, when the file is collected.
 * @example
 * ```ts
 * conformance(createMyEngine(), { runs: 5000, seed: 1 });
 * ```
 * @since 0.1.0
 */
export function conformance(engine: Engine, options: ConformanceOptions = {}): void {
  const { timeout = 600_000 } = options;
  const { hello } = engine;
  const settings = campaignSettings(engine, { runs: 2000, ...options }, freshSeed);
  let campaign: Promise<CheckResult> | null = null;
  const run = (): Promise<CheckResult> =>
    (campaign ??= runCampaign({ ...settings, engine }).then((result) =>
      checkResultOf(result, replayCall('conformance')),
    ));

  describe(
    `${hello.name} ${hello.version} conforms to ${settings.dialect} (seed ${settings.seed})`,
    { timeout },
    () => {
      afterAll(() => engine.close());

      for (const { id } of lawsFor(hello, settings.laws).judged) {
        it(id, async ({ skip }) => {
          const report = (await run()).laws.find((law) => law.id === id);
          if (report === undefined) throw new Error(`no result for ${id}`);
          if (report.failure !== null) throw new NonconformityError([report.failure]);
          if (report.notJudged !== null) skip(report.notJudged);
        });
      }

      it('campaign: no incidents, and every known failure still fails', async () => {
        const { incidents, knownThatPass } = await run();
        expect({ incidents, knownThatPass }).toEqual({ incidents: [], knownThatPass: [] });
      });
    },
  );
}
