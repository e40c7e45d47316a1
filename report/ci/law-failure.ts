import type { CiFailure, CiFinding } from './run.ts';

/** A violation of a law in short. */
export interface OwnViolation {
  readonly rule: string;
  readonly verdict: string;
  readonly summary: string;
  /** The command that brings it about again; null: the finding has one. */
  readonly replay: string | null;
}

/** Why a law fails. The law that tells a finding has its whole report; others name it. */
export function lawFailure(law: string, own: OwnViolation, findings: readonly CiFinding[]): CiFailure {
  const told = findings.filter((finding) => finding.law === law);
  const [first] = told;
  if (first !== undefined)
    return {
      verdict: first.verdict,
      message: `${first.rule}: ${first.summary}`,
      text: told.map(({ text }) => text).join('\n\n'),
    };
  const message = `${own.rule}: ${own.summary}`;
  const shown = findings.find(({ laws }) => laws.includes(law));
  const cause = shown === undefined ? [] : [`the same cause as ${shown.law}: ${shown.rule}`];
  const replay = own.replay ?? shown?.replay;
  return {
    verdict: own.verdict,
    message,
    text: [message, ...cause, ...(replay === undefined ? [] : [replay])].join('\n'),
  };
}
