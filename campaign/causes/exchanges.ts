import type { Engine } from '../../engine/engine.ts';
import { isWatchable, type WrittenExchange } from '../../engine/process/watchable.ts';
import type { Law } from '../../spec/law.ts';
import { evaluateLaws } from '../shrink.ts';
import { untilAborted } from '../until-aborted.ts';
import type { RunFinding } from './run-finding.ts';

/** The findings with what is sent and answered when their smallest cases are judged once more; as they are when interrupted. */
export async function withExchanges(
  findings: readonly RunFinding[],
  engine: Engine,
  laws: readonly Law[],
  signal: AbortSignal | undefined,
): Promise<RunFinding[]> {
  if (!isWatchable(engine)) return [...findings];
  const told: RunFinding[] = [];
  for (const finding of findings) {
    if (signal?.aborted === true) {
      told.push(finding);
      continue;
    }
    const { failure } = finding;
    const law = laws.find(({ id }) => id === failure.violation.law);
    const exchanges: WrittenExchange[] = [];
    engine.watch((exchange) => exchanges.push(exchange));
    const asked = law === undefined ? [] : evaluateLaws(failure.smallest, engine, [law]);
    await untilAborted(Promise.resolve(asked), signal, []);
    engine.watch(null);
    told.push({ ...finding, failure: { ...failure, exchanges } });
  }
  return told;
}
