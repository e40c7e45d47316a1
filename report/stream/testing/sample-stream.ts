import { failuresToShrink, findingsOf } from '../../../campaign/fuzz/conclude.ts';
import type { FuzzPlan } from '../../../campaign/fuzz/plan.ts';
import { runChunk } from '../../../campaign/fuzz/run-chunk.ts';
import { shrinkFinding } from '../../../campaign/fuzz/shrink-finding.ts';
import type { Shrunk } from '../../../campaign/fuzz/store.ts';
import { endRecord, headerRecord } from '../../../campaign/stream/parts.ts';
import { readRecord } from '../../../campaign/stream/read.ts';
import { resultStreamText } from '../../../campaign/stream/text.test-help.ts';
import { totalsOf } from '../../../campaign/stream/totals.ts';
import { faultyEngines } from '../../../spec/faulty/registry.ts';
import { lawsOfReleases } from '../../../spec/laws/index.ts';
import { createStreamReader, type ReadStream } from '../read-stream.ts';

const dialect = 'qemu-11.1';
const CHUNK = 40;
const plan: FuzzPlan = { dialect, seed: 7, chunk: CHUNK, laws: lawsOfReleases, level: 'quirk', known: undefined };

/** Finished after 2, 5 and 6 seconds. */
const finished = [2, 5, 6];

/** Shrinking takes its time: one stream is enough. */
let made: Promise<string> | null = null;

/** The text of a stream of 120 runs against an engine with a planted bug. */
export function sampleStreamText(): Promise<string> {
  made ??= makeStreamText();
  return made;
}

async function makeStreamText(): Promise<string> {
  const engine = faultyEngines.find(({ id }) => id === 'bool-loaded-inverted')?.create(dialect);
  if (engine === undefined) throw new Error('there is no such fault');
  const { signal } = new AbortController();
  const judged = finished.map((_, i) => runChunk(engine, plan, { first: CHUNK * i, runs: CHUNK }, { signal }));
  const chunks = (await Promise.all(judged)).filter((chunk) => chunk !== null);
  const totals = await totalsOf(chunks);
  const shrunk: Shrunk[] = [];
  for (const failure of failuresToShrink(totals).slice(0, 2))
    shrunk.push({ failure, finding: await shrinkFinding(engine, plan, failure, signal) });
  const findings = findingsOf(totals, shrunk);
  const range = { first: 0, runs: CHUNK * finished.length };
  return await resultStreamText({
    header: headerRecord({
      suite: '0.0.0',
      hello: engine.hello,
      engineFlags: ['--engine-cmd', './my engine'],
      plan,
      range,
    }),
    chunks: () => chunks,
    findings,
    times: finished.map((seconds, i) => ({
      kind: 'time',
      first: CHUNK * i,
      runs: CHUNK,
      finished: new Date(1000 * seconds).toISOString(),
      milliseconds: i === 0 ? 2000 : 1000,
    })),
    end: endRecord(totals, findings, []),
  });
}

/** The same, read back. */
export async function sampleStream(): Promise<ReadStream> {
  const reader = createStreamReader();
  for (const line of (await sampleStreamText()).trimEnd().split('\n')) {
    const read = readRecord(line);
    if (!read.ok) throw new Error(read.issues[0].message);
    reader.add(read.value);
  }
  const stream = reader.stream();
  if (stream === null) throw new Error('no header');
  return stream;
}
