import { createListedCheck } from '../../engine/protocol/listed.ts';
import { encodeDescription } from '../../engine/protocol/encode-description.ts';
import { lintSet } from '../../devices/lint/lint.ts';
import { setOfDescription } from '../../devices/set/from-description.ts';
import { layoutSource } from '../../layout/layout.ts';
import { formatCase, parseCase } from '../../vmstate/case/case-file.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { contradictionOf } from '../contradiction.ts';

/**
 * Whether a mutant can be judged: a case file has it, its values fit its shape, the engine
 * lists what it needs, and `lint` finds nothing that no engine can handle or QEMU's own
 * check refuses. What `lint` calls traps is what cases are for.
 */
export function createLegality(features: readonly string[]): (of: Case) => boolean {
  const lackOf = createListedCheck(features);
  return (of) => {
    if (!parseCase(formatCase(of)).ok || contradictionOf(of) !== null) return false;
    const { description } = layoutSource(of).plan;
    if (lackOf(description) !== null) return false;
    const json: unknown = JSON.parse(encodeDescription(description));
    const set = setOfDescription(json, { file: 'mutant', kind: 'description' });
    const { dialect, abi } = of;
    return lintSet(set, { dialect, pointerSize: abi.pointerSize }).every(({ severity }) => severity === 'trap');
  };
}
