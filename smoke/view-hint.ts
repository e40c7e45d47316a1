import type { Hello } from '../engine/engine.ts';
import { readReply } from '../engine/protocol/reply.ts';
import type { Finding } from './exchange.ts';

/**
 * The same findings; where whatever was asked of the engine came to `error`,
 * the first that failed says that it may have been asked in the wrong language.
 */
export function withViewHint(findings: readonly Finding[], view: Hello['view']): readonly Finding[] {
  const asked = findings.filter(({ verdict }) => verdict !== 'skipped');
  const first = asked.find(({ verdict }) => verdict === 'failed');
  const statuses = asked.flatMap((finding) =>
    finding.verdict === 'failed' ? finding.evidence.received.map(statusOf) : [],
  );
  if (first?.verdict !== 'failed' || asked.some(({ verdict }) => verdict === 'ok')) return findings;
  if (!statuses.includes('error') || !statuses.every((status) => status === 'error' || status === 'unsupported'))
    return findings;
  const { evidence } = first;
  return findings.map((each) =>
    each === first ? { ...first, evidence: { ...evidence, problems: [...evidence.problems, hints[view]] } } : each,
  );
}

const hints: Readonly<Record<Hello['view'], string>> = {
  memory:
    'hint: every response was "error". Its hello says "view":"memory", so requests have a description and memory; if it wants a shape and values it must say "view":"values", and "abi":null',
  values:
    'hint: every response was "error". Its hello says "view":"values", so requests have a shape and values; if it wants a description and memory it must say "view":"memory"',
};

function statusOf(line: string): unknown {
  const reply = readReply(line);
  return reply.kind === 'answer' ? reply.response['status'] : undefined;
}
