import type { LoadOutcome, SaveOutcome } from '../engine/engine.ts';
import type { Cited, Verdict, Violation } from './violation.ts';

type Answer = SaveOutcome | LoadOutcome;

/** An outcome in one line. */
export function answerText(outcome: Answer): string {
  switch (outcome.status) {
    case 'ok':
      return 'ok';
    case 'rejected':
      return `rejected with ${outcome.code}: ${outcome.message}`;
    case 'unsupported':
      return `unsupported: ${outcome.feature}`;
    case 'error':
      return `error: ${outcome.message}`;
    case 'crashed':
    case 'hung':
    case 'protocol-error':
      return `${outcome.status}: ${outcome.message}${outcome.stderr === '' ? '' : ` (stderr: ${tellingLine(outcome.stderr)})`}`;
  }
}

/** What runtimes print behind the report of an error, and says nothing of it. */
const EPILOGUE = /^(?:Node\.js v\d|note: run with `RUST_BACKTRACE|exit status \d)/;

/** How Go begins a report, behind which it prints stacks of all goroutines. */
const PANIC = /^(?:panic|fatal error): /;

/** The last line that says what went wrong: lines of a stack trace are indented, and stand behind it in some languages. */
function tellingLine(text: string): string {
  const lines = text.trimEnd().split('\n');
  const telling =
    lines.find((line) => PANIC.test(line)) ??
    lines.findLast((line) => /^\S.*\p{L}/u.test(line) && !EPILOGUE.test(line));
  return (telling ?? lines.at(-1) ?? '').trim();
}

/** The violation for an answer other than the expected one. */
export function verdictOf(outcome: Answer): Exclude<Verdict, 'conform'> {
  switch (outcome.status) {
    case 'unsupported':
    case 'crashed':
    case 'hung':
    case 'protocol-error':
      return outcome.status;
    case 'ok':
    case 'rejected':
    case 'error':
      return 'nonconform';
  }
}

/** The violation of an engine that gave another kind of answer. */
export function wrongAnswer({ law, rule }: Cited, operation: string, expected: string, outcome: Answer): Violation {
  const received = answerText(outcome);
  return {
    law,
    rule,
    verdict: verdictOf(outcome),
    summary: `${operation}: the engine answered ${received} instead of ${expected}`,
    evidence: { kind: 'answer', expected, received },
  };
}
