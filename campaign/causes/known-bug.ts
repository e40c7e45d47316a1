import type { RuleId } from '../../spec/rules/rules.ts';

/** A bug of which is known what engines that have it answer. */
export interface KnownBug {
  readonly id: string;
  /** One sentence: what an engine does that has it. */
  readonly breaks: string;
  /** The rules that it breaks. */
  readonly rules: readonly RuleId[];
  /** Which of them says best what is wrong; null: it takes the case to tell. */
  readonly rule: RuleId | null;
}
