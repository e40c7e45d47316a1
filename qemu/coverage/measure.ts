import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildQemu } from '../build.ts';
import type { EngineManifest } from '../manifest.ts';
import { excusesOf, notCountedIn } from './excuses.ts';
import { gates, type Gate } from './gate.ts';
import { readGcov, sourceLines } from './gcov.ts';
import { summarizeCoverage, type CoverageSummary } from './summary.ts';

export interface Measurement {
  /** `10.2`, `11.1`, … */
  readonly release: string;
  readonly home?: string | undefined;
  /** Runs the engine; gcov's counters are complete when its process has ended. */
  readonly drive: (engine: EngineManifest) => Promise<void>;
  readonly onProgress: (line: string) => void;
}

/** Builds the engine of a release for gcov, drives it, and reads what was reached. Throws a BuildProblem. */
export async function measureCoverage(
  measurement: Measurement,
): Promise<readonly { readonly gate: Gate; readonly summary: CoverageSummary }[]> {
  const { release, home, drive, onProgress } = measurement;
  // The engine is built here, too: nobody else has a use for an instrumented one.
  const work = await mkdtemp(join(tmpdir(), 'vmstate-coverage-'));
  try {
    const objects = join(work, 'objects');
    const env = { ...process.env, CFLAGS: '-O0 --coverage -DVMSC_COVERAGE' };
    const { manifest } = await buildQemu({ release, env, home, objects, folder: join(work, 'engine'), onProgress });
    await drive(manifest);
    const documents = await readGcov(objects);
    return await Promise.all(
      gates.map(async (gate) => ({
        gate,
        summary: summarizeCoverage(
          gate.file,
          await sourceLines(documents, gate.file),
          excusesOf(gate.file),
          notCountedIn(gate.file),
        ),
      })),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
