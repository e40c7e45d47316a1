import { framesOfLoad } from '../../oracle/messages/load-templates.ts';
import { messageText, partText, type ErrorMessage } from '../../oracle/messages/message.ts';
import { framesOfSave } from '../../oracle/messages/save-templates.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Dialect } from '../../vmstate/dialect.ts';
import { appliesIn, type RuleId } from '../rules/rules.ts';
import type { Violation } from '../violation.ts';

/** The rules about what is said of a refusal: why, and what the parts around it add. */
export interface MessageRules {
  readonly cause: RuleId;
  readonly around: RuleId;
  /** What the parts around say. */
  readonly frames: readonly string[];
}

/** Those of each operation. */
export const rulesOfMessages: Readonly<Record<'load' | 'save', MessageRules>> = {
  load: { cause: 'VMS-MSG-1', around: 'VMS-MSG-2', frames: framesOfLoad },
  save: { cause: 'VMS-MSG-3', around: 'VMS-MSG-4', frames: framesOfSave },
};

/** Whether the engine says why it refuses, in a dialect of which the words are known. */
export function tellsMessages({ hello: { features } }: Engine, dialect: Dialect): boolean {
  return features.includes('op:message') && appliesIn(rulesOfMessages.load.cause, dialect);
}

/** A refusal that should be told so. */
interface Told {
  readonly law: string;
  readonly dialect: Dialect;
  readonly operation: 'load' | 'save';
  /** Null: they are unknown. */
  readonly messages: readonly ErrorMessage[] | null;
}

/** The violation of an engine that says something else of its refusal than the release; null: none, or it does not tell. */
export function differentMessages(
  { law, dialect, operation, messages }: Told,
  received: readonly string[] | undefined,
): Violation | null {
  const rules = rulesOfMessages[operation];
  if (messages === null || received === undefined || !appliesIn(rules.cause, dialect)) return null;
  const expected = messages.map(messageText);
  const length = Math.max(expected.length, received.length);
  for (let at = 0; at < length; at++) {
    if (comparable(expected[at] ?? null) === comparable(received[at] ?? null)) continue;
    return {
      law,
      rule: ruleOf(rules, messages[at], received[at]),
      verdict: 'nonconform',
      summary: `the refused ${operation} says ${quoted(received[at])} instead of ${quoted(expected[at])}`,
      evidence: { kind: 'answer', expected: lines(expected), received: lines(received) },
    };
  }
  return null;
}

/** A text that ends with the cause as it should has something else around it. */
function ruleOf(
  { cause, around, frames }: MessageRules,
  expected: ErrorMessage | undefined,
  received?: string,
): RuleId {
  if (expected === undefined) return around;
  const first = expected.findIndex(({ kind }) => !frames.includes(kind));
  if (first < 0) return around;
  const own = expected.slice(first).map(partText).join('');
  return received !== undefined && comparable(received)?.endsWith(comparable(own) ?? '') === true ? around : cause;
}

/** Bytes of a name that are no UTF-8 come as U+FFFD, and nobody says how many of them. */
function comparable(text: string | null): string | null {
  return text === null ? null : text.replace(/[\p{Surrogate}\ufffd]+/gu, '\ufffd');
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}

function lines(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join('\n');
}
