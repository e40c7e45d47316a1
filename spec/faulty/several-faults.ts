import type { Dialect } from '../../vmstate/dialect.ts';
import { createEngineOf, type SynchronousEngine } from '../../engine/reference/create.ts';
import { opsOf } from '../../engine/reference/dialect-ops.ts';
import { replaceOps, type Ops } from '../../engine/reference/ops.ts';
import type { FaultyEngine } from './faulty-engine.ts';

/** The reference engine with several bugs; each must break a part of its own. */
export function engineWithFaults(faults: readonly FaultyEngine[], dialect: Dialect): SynchronousEngine {
  const right = opsOf(dialect);
  const parts: Partial<Ops>[] = faults.map(({ id, wrong }) => {
    if (wrong === undefined) throw new Error(`${id} cannot be combined`);
    return wrong(right, dialect);
  });
  const names = parts.flatMap(Object.keys);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`two faults break ${twice}`);
  return createEngineOf('several-faults', dialect, parts.reduce(replaceOps, right));
}
