import type { RuleId } from '../rules/rules.ts';

/**
 * What is wrong with a description. `illegal`: no engine can handle it (the C
 * asserts, crashes or has no such flag). `refused`: QEMU's own check
 * (vmstate.c:vmstate_check, run under qtest) refuses it. `trap`: every check
 * passes, and migration breaks.
 */
export type Severity = 'illegal' | 'refused' | 'trap';

export interface Problem {
  readonly severity: Severity;
  /** As in `device.ring.regs`; subsections by their names. */
  readonly path: string;
  /** A stable name, kebab-case. */
  readonly id: string;
  /** One sentence: what is so, and what comes of it. */
  readonly text: string;
  /** The rule behind it. */
  readonly rule: RuleId;
}
