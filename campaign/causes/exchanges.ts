import type { Engine } from '../../engine/engine.ts';
import { isWatchable, type WrittenExchange } from '../../engine/process/watchable.ts';
import type { Law } from '../../spec/law.ts';
import { evaluateLaws } from '../shrink.ts';
import type { RunFinding } from './run-finding.ts';

/** The findings with what is sent and answered when their smallest cases are judged once more. */
export async function withExchanges(
  findings: readonly RunFinding[],
  engine: Engine,
  laws: readonly Law[],
): Promise<RunFinding[]> {
  if (!isWatchable(engine)) return [...findings];
  const told: RunFinding[] = [];
  for (const finding of findings) {
    const { failure } = finding;
    const law = laws.find(({ id }) => id === failure.violation.law);
    const exchanges: WrittenExchange[] = [];
    engine.watch((exchange) => exchanges.push(exchange));
    if (law !== undefined) await evaluateLaws(failure.smallest, engine, [law]);
    engine.watch(null);
    told.push({ ...finding, failure: { ...failure, exchanges } });
  }
  return told;
}
