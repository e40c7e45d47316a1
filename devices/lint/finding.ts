import type { RuleId } from '../../spec/rules/rules.ts';

/**
 * Severity of a finding. `illegal`: no engine can handle it; QEMU asserts,
 * crashes or does not have the flag. `refused`: QEMU's own check
 * (vmstate.c:vmstate_check, run under qtest) rejects it. `trap`: every check
 * passes, and migration breaks.
 */
export type Severity = 'illegal' | 'refused' | 'trap';

/** One problem of a description. */
export interface LintFinding {
  readonly severity: Severity;
  /** Stable name of the check, in kebab-case. */
  readonly id: string;
  /** The rule that makes it a problem. */
  readonly rule: RuleId;
  /** Name of the description. */
  readonly device: string;
  /** `device.field`; in a file with one description the whole way to it: `device.ring.regs`. */
  readonly path: string;
  /** What is wrong, and what happens on the wire. */
  readonly text: string;
  /** How to fix it. */
  readonly fix: string;
}
