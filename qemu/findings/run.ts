import { isDialect } from '../../vmstate/dialect.ts';
import { findEngine, type EngineManifest } from '../manifest.ts';
import { releases } from '../releases.ts';
import { ask } from './ask.ts';
import type { Finding } from './finding.ts';
import { judge } from './judge.ts';
import { lineOf } from './tell.ts';

export interface Run {
  readonly findings: readonly Finding[];
  /** Names of built engines. */
  readonly engines: readonly string[];
  /** Where engines live, if not in the default place. */
  readonly home?: string | undefined;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}

async function checkEngine({ findings, out }: Run, engine: EngineManifest): Promise<boolean> {
  const { dialect, name, command } = engine;
  let unchanged = true;
  if (!isDialect(dialect)) return unchanged;
  for (const finding of findings) {
    const verdict = await judge(finding, dialect, (request) => ask(command, request));
    if (verdict === null) continue;
    out(lineOf(finding.name, name, verdict));
    unchanged &&= verdict.kind === 'observed';
  }
  return unchanged;
}

function howToBuild(name: string): string {
  const release = releases.find((each) => each.dialect === name);
  const end = release === undefined ? `RELEASE --name ${name}` : release.name;
  return `${name} is not built yet; run: npx vmstate-conformance qemu build ${end}`;
}

/** Checks the findings on each engine. 0: all as observed; 1: something changed; 2: an engine is not built. */
export async function runFindings(run: Run): Promise<0 | 1 | 2> {
  const found = await Promise.all(
    run.engines.map(async (name) => ({ name, manifest: await findEngine(name, run.home) })),
  );
  const missing = found.filter(({ manifest }) => manifest === undefined);
  for (const { name } of missing) run.err(howToBuild(name));
  if (missing.length > 0) return 2;
  let unchanged = true;
  for (const { manifest } of found) {
    if (manifest !== undefined && !(await checkEngine(run, manifest))) unchanged = false;
  }
  return unchanged ? 0 : 1;
}
