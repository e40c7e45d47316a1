/**
 * One of the things that a release says of a refusal, with what it names: a piece of a message. `kind` is a row of
 * the templates of loads or saves.
 *
 * @since 0.1.0
 */
export interface MessagePart {
  readonly kind: string;
  /** With `{word}` where a word goes. */
  readonly template: string;
  readonly words: Readonly<Record<string, string | number | bigint>>;
}

/**
 * A text that QEMU reports or returns: its cause comes last, before it what the parts around it put in front.
 *
 * @since 0.1.0
 */
export type ErrorMessage = readonly MessagePart[];

/** What a message names: structs, fields, numbers. */
export type MessageWords = Readonly<Record<string, string | number | bigint>>;

/** What becomes of a text. */
export type Use =
  /** It is printed at once: a message of its own. */
  | 'report'
  /** It becomes the Error of the caller. */
  | 'error'
  /** It is put before the Error that is set. */
  | 'prefix';

/** How a release puts one thing; null: it does not say it. */
export type Template = readonly [use: Use, text: string] | null;

/** What is said while something goes wrong: util/error.c and error_report, as far as they are seen from outside. */
export interface Saying {
  /** Printed, in order. */
  readonly reports: ErrorMessage[];
  /** The Error of the function that runs; null: none is set. */
  error: ErrorMessage | null;
  /** What is said depends on the size of an element, which a model does not tell. */
  isUnknown: boolean;
}

export function silence(): Saying {
  return { reports: [], error: null, isUnknown: false };
}

/** Says one thing, as the release puts it. */
export function say(saying: Saying, kind: string, template: Template, words: MessageWords): void {
  if (template === null) return;
  const [use, text] = template;
  const part: MessagePart = { kind, template: text, words };
  if (use === 'report') saying.reports.push([part]);
  else saying.error = use === 'error' ? [part] : [part, ...(saying.error ?? [])];
}

/** The Error that is set is printed (util/error.c:error_report_err). */
export function print(saying: Saying): void {
  if (saying.error !== null) saying.reports.push(saying.error);
  saying.error = null;
}

/** All that was said, in the order in which a user sees it: the Error, if it is set, comes last. Null: unknown. */
export function saidIn({ reports, error, isUnknown }: Saying): readonly ErrorMessage[] | null {
  if (isUnknown) return null;
  return error === null ? reports : [...reports, error];
}

/**
 * The text of a message.
 *
 * @example
 * ```ts
 * const expected = decode(target, wire, version, 'qemu-11.1');
 * if (expected.verdict === 'rejected') console.log(expected.messages?.map(messageText));
 * ```
 * @since 0.1.0
 */
export function messageText(message: ErrorMessage): string {
  return message.map(partText).join('');
}

/** The text of a part of it. */
export function partText({ template, words }: MessagePart): string {
  return template.replace(/\{(\w+)\}/g, (_, word: string) => String(words[word] ?? ''));
}
