/**
 * Judges engines that interpret QEMU VMStateDescriptions.
 *
 * @packageDocumentation
 */
export type { Engine, Hello } from '../engine/engine.ts';
export { rules, type Level, type Rule, type RuleId } from '../spec/rules/rules.ts';
export type { Verdict } from '../spec/violation.ts';
export { formatCase, parseCase } from '../vmstate/case/case-file.ts';
export type { Case } from '../vmstate/case/case.ts';
export { dialects, type Dialect } from '../vmstate/dialect.ts';
export { issuesText, type Decoded, type Issue, type IssueKind, type PathKey } from '../vmstate/issue.ts';
export { laws, type LawInfo } from './catalog.ts';
export { assertConforms, check, judge } from './check.ts';
export { NonconformityError } from './nonconformity-error.ts';
export type { CheckOptions, JudgeOptions } from './options.ts';
export type { CheckResult, LawFailure, LawReport } from './result.ts';
