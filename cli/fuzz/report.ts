import { join } from 'node:path';
import type { Conclusion } from '../../campaign/fuzz/gather-parts.ts';
import { resultStreamLines, type StreamParts } from '../../campaign/stream/write.ts';
import { caseToken } from '../../campaign/corpus/token.ts';
import type { FindingRecord } from '../../campaign/stream/finding-record.ts';
import { parseCase } from '../../vmstate/case/case-file.ts';
import { findingPath } from '../corpus/folder.ts';
import { checkLine, keptLine } from '../../report/terminal/replay.ts';
import { findingsText } from '../../report/terminal/findings.ts';
import { writeAtomic } from '../files.ts';
import type { Io } from '../io.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

/** Where the results go. */
export interface FuzzOutput {
  /** Folder of the campaign. */
  readonly out: string | undefined;
  /** File of the result stream. */
  readonly stream: string | undefined;
  /** Folder of the corpus; null: none is used. */
  readonly corpus: string | null;
}

/** In a campaign's folder: the stream without times, the same however the campaign was run. */
export const STREAM_FILE = 'stream.ndjson';

/** Each failure with the command that brings it about again. */
function withReplay({ header, findings, ...parts }: StreamParts, corpus: string | null): StreamParts {
  const { engineFlags, dialect, level, seed } = header;
  return {
    ...parts,
    header,
    findings: findings.map((finding) => {
      const { run, violation, mutant } = finding.failure;
      const replay =
        mutant === true
          ? keptLine({ engineFlags, dialect, level, which: [keptAs(finding, corpus)] })
          : checkLine({
              engineFlags,
              dialect,
              level,
              which: ['--seed', String(seed), '--run', String(run)],
              law: violation.law,
            });
      return { ...finding, failure: { ...finding.failure, replay } };
    }),
  };
}

/** Where the smallest case of a finding is: its file in the corpus, without one a token. */
function keptAs({ failure: { smallest, smallestId } }: FindingRecord, corpus: string | null): string {
  if (corpus !== null) return findingPath(corpus, smallestId);
  const read = parseCase(JSON.stringify(smallest));
  return read.ok ? caseToken(read.value) : smallestId;
}

/** Prints the findings, writes the stream, and returns the exit code. */
export async function reportFuzz(
  conclusion: Conclusion,
  { out, stream, corpus }: FuzzOutput,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  const parts = withReplay(conclusion.parts, corpus);
  io.out(findingsText({ ...conclusion, parts }, io.color));
  const files = [
    ...(out === undefined ? [] : [{ file: join(out, STREAM_FILE), lines: resultStreamLines({ ...parts, times: [] }) }]),
    ...(stream === undefined ? [] : [{ file: stream, lines: resultStreamLines(parts) }]),
  ];
  for (const { file, lines } of files) {
    const error = await writeAtomic(file, lines);
    if (error !== null) return usageProblem(`${file} cannot be written (${error.code})`);
  }
  if (io.signal.aborted) return EXIT.interrupted;
  return parts.end.passes ? EXIT.conforms : EXIT.nonconform;
}
