import type { Engine, Hello } from '../../engine/engine.ts';
import { createListedCheck } from '../../engine/protocol/listed.ts';
import { layoutSource } from '../../layout/layout.ts';
import { abiName } from '../../vmstate/host/abi.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { lawsFor } from '../features.ts';
import { signatureOf, signatureText } from '../findings/signature.ts';
import { brokenLaws, countsAt, type BrokenLaw } from '../fuzz/broken-laws.ts';
import type { FuzzPlan } from '../fuzz/plan.ts';
import type { Signature } from '../stream/finding-record.ts';

/** Why a case was kept. */
export type Past =
  /** It failed in this way. */
  | { readonly kind: 'finding'; readonly signature: Signature }
  /** It failed in this way, and then no longer. */
  | { readonly kind: 'fixed'; readonly signature: Signature }
  /** Not for a failure of this engine. */
  | { readonly kind: 'other' };

/** A law is broken. */
interface Failing {
  readonly broken: readonly BrokenLaw[];
}

/** What has become of a kept case. */
export type Replay =
  /** It was a finding, and breaks no law any more. */
  | { readonly outcome: 'fixed' }
  /** It was none, or fixed, and breaks no law. */
  | { readonly outcome: 'passes' }
  | (Failing & { readonly outcome: 'still fails' })
  | (Failing & { readonly outcome: 'fails otherwise'; readonly signature: Signature })
  /** It was fixed. */
  | (Failing & { readonly outcome: 'fails again' })
  /** It was not kept for a failure of this engine. */
  | (Failing & { readonly outcome: 'fails now' })
  | { readonly outcome: 'cannot run'; readonly why: string };

/** Whether the outcome is a failure. */
export function isFailing(replay: Replay): replay is Extract<Replay, Failing> {
  return 'broken' in replay;
}

/** How cases are judged. The dialect is each case's own. */
export type ReplayPlan = Pick<FuzzPlan, 'laws' | 'level' | 'known'>;

/** Judges a kept case again. */
export async function replayCase(
  of: Case,
  past: Past,
  engine: Engine,
  plan: ReplayPlan & Pick<FuzzPlan, 'dialect'>,
): Promise<Replay> {
  const lack = whyCannotRun(of, engine.hello, plan.dialect);
  if (lack !== null) return { outcome: 'cannot run', why: lack };
  const { judged } = lawsFor(engine.hello, plan.laws);
  const unsupported: string[] = [];
  const broken = await brokenLaws(of, { engine, laws: judged }, countsAt(plan), (summary) => {
    unsupported.push(summary);
  });
  const [first] = broken;
  if (first === undefined) {
    const [why] = unsupported;
    if (why !== undefined) return { outcome: 'cannot run', why };
    return { outcome: past.kind === 'finding' ? 'fixed' : 'passes' };
  }
  if (past.kind === 'other') return { outcome: 'fails now', broken };
  if (past.kind === 'fixed') return { outcome: 'fails again', broken };
  return broken.some(({ violation }) => isSame(signatureOf(violation, of), past.signature))
    ? { outcome: 'still fails', broken }
    : { outcome: 'fails otherwise', broken, signature: signatureOf(first.violation, of) };
}

function isSame(a: Signature, b: Signature): boolean {
  return signatureText(a) === signatureText(b);
}

/** Why an engine cannot be judged by a case, in words for the user; null: it can. */
export function whyCannotRun(of: Case, hello: Hello, dialect: string): string | null {
  if (of.dialect !== dialect) return `it is a case of ${of.dialect}, and the engine is judged by ${dialect}`;
  const { abi, view, features } = hello;
  if (view === 'memory' && abi !== null && abiName(abi) !== abiName(of.abi))
    return `it is of a ${abiName(of.abi)} host, and the engine is on ${abiName(abi)}`;
  const lacks = createListedCheck(features)(layoutSource(of).plan.description);
  return lacks === null ? null : `the engine does not list ${lacks}`;
}
