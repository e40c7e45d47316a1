import { coordinate } from '../../campaign/fuzz/coordinate.ts';
import { findingsOf } from '../../campaign/fuzz/conclude.ts';
import { doTask } from '../../campaign/fuzz/do-task.ts';
import type { FuzzPlan } from '../../campaign/fuzz/plan.ts';
import { createMemoryStore } from '../../campaign/fuzz/store.ts';
import type { Runner } from '../../campaign/fuzz/task.ts';
import { endRecord, headerRecord } from '../../campaign/stream/parts.ts';
import type { Range } from '../../campaign/stream/record.ts';
import { streamText, type StreamParts } from '../../campaign/stream/write.ts';
import { findingsText } from '../../report/terminal/findings.ts';
import type { ChosenEngine } from '../engine-choice.ts';
import { writeAtomic } from '../files.ts';
import type { Io } from '../io.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { createProgress } from '../progress.ts';
import { VERSION } from '../report-files.ts';

/** A campaign of the command line. */
export interface FuzzOptions {
  readonly plan: FuzzPlan;
  readonly range: Range;
  readonly chosen: ChosenEngine;
  /** File of the result stream. */
  readonly stream: string | undefined;
}

/** Runs a campaign, prints its findings and writes its stream. */
export async function fuzz(options: FuzzOptions, io: Io): Promise<ExitCode | CommandProblem> {
  const { plan, range, chosen, stream } = options;
  const store = createMemoryStore();
  const runner: Runner<CommandProblem> = (task) => doTask(chosen.engine, plan, task, io.signal);
  const progress = createProgress(io.progress, range.runs);
  let done = 0;
  const problem = await coordinate<CommandProblem>({
    range,
    chunk: plan.chunk,
    store,
    runners: [runner],
    enough: io.signal,
    signal: io.signal,
    isProblem,
    onResult: (result) => {
      if (result.kind === 'chunk') progress.tell((done += result.chunk.cases));
    },
  });
  progress.end();
  if (problem !== null) return problem;
  const chunks = [...store.chunks()].sort((a, b) => a.first - b.first);
  const findings = findingsOf(chunks, store.shrunk());
  const end = endRecord(chunks, findings);
  const header = headerRecord({
    suite: VERSION,
    hello: chosen.engine.hello,
    engineFlags: chosen.flags,
    plan,
    range: { first: range.first, runs: end.runs },
  });
  const parts: StreamParts = { header, chunks, findings, end, times: store.times() };
  io.out(findingsText(parts, io.color));
  if (stream !== undefined) {
    const error = await writeAtomic(stream, streamText(parts));
    if (error !== null) return usageProblem(`--stream: ${stream} cannot be written (${error.code})`);
  }
  if (io.signal.aborted) return EXIT.interrupted;
  return end.passes ? EXIT.conforms : EXIT.nonconform;
}
