import { isDialect } from '../../vmstate/dialect.ts';
import type { EngineManifest } from '../manifest.ts';
import { sendRequest, type OpenConnection } from './send-request.ts';
import type { QemuFinding } from './finding.ts';
import { judgeFinding } from './judge.ts';
import { lineOf } from './line.ts';

export interface Verification {
  readonly findings: readonly QemuFinding[];
  readonly engines: readonly EngineManifest[];
  readonly open: OpenConnection;
  /** Receives one line for each finding and engine. */
  readonly onLine: (line: string) => void;
}

/** Sends the requests of every finding to each engine. True if all behave as observed. */
export async function verifyFindings(verification: Verification): Promise<boolean> {
  let unchanged = true;
  for (const engine of verification.engines) {
    if (!(await verifyEngine(verification, engine))) unchanged = false;
  }
  return unchanged;
}

async function verifyEngine({ findings, open, onLine }: Verification, engine: EngineManifest): Promise<boolean> {
  const { dialect, name, command } = engine;
  let unchanged = true;
  if (!isDialect(dialect)) return unchanged;
  for (const finding of findings) {
    const verdict = await judgeFinding(finding, dialect, (request) => sendRequest(open(command), request));
    if (verdict === null) continue;
    onLine(lineOf(finding.name, name, verdict));
    unchanged &&= verdict.kind === 'observed';
  }
  return unchanged;
}
