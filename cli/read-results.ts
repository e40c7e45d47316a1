import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord } from '../campaign/stream/read.ts';
import type { StreamRecord } from '../campaign/stream/record.ts';
import type { ResultDocument } from '../report/json/document.ts';
import { readResult } from '../report/json/read-result.ts';
import type { Fact, Timeline } from '../report/page/data.ts';
import type { PastResult } from '../report/results/history.ts';
import { findingFacts, resultOfStream, type ReadStream } from '../report/stream/result-of-stream.ts';
import { timelineOf } from '../report/stream/timeline.ts';
import { issuesText } from '../vmstate/issue.ts';
import { readText } from './files.ts';
import { isProblem, usageProblem, type CommandProblem } from './outcome.ts';

/** A result of a file, and what only a stream has. */
export interface StoredResult {
  readonly kind: 'result';
  readonly result: ResultDocument;
  readonly timeline: Timeline | null;
  readonly facts: readonly (readonly Fact[])[];
}

/** Reads a JSON report, a result stream, or the stream in the folder of a campaign. */
export async function readStoredResult(path: string): Promise<StoredResult | CommandProblem> {
  let text = await readText(path);
  if (typeof text !== 'string' && text.code === 'EISDIR') text = await readText(join(path, 'stream.ndjson'));
  if (typeof text !== 'string') return usageProblem(`report: ${path} cannot be read (${text.code})`);
  return isStream(text) ? resultOfLines(path, text) : resultOfDocument(path, text);
}

/** The first line of a stream is a whole object; that of a document is a brace. */
function isStream(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  return first.startsWith('{"kind":');
}

function resultOfDocument(path: string, text: string): StoredResult | CommandProblem {
  const read = readResult(text);
  return read.ok
    ? { kind: 'result', result: read.value, timeline: null, facts: [] }
    : usageProblem(
        `report: ${path} is neither a JSON report nor a result stream: ${issuesText(read.issues, 'result')}`,
      );
}

function resultOfLines(path: string, text: string): StoredResult | CommandProblem {
  const stream = readStream(path, text);
  if (isProblem(stream)) return stream;
  const read = readResult(JSON.stringify(resultOfStream(stream)));
  return read.ok
    ? { kind: 'result', result: read.value, timeline: timelineOf(stream), facts: findingFacts(stream) }
    : usageProblem(`report: ${path} cannot be shown: ${issuesText(read.issues, 'result')}`);
}

function readStream(path: string, text: string): ReadStream | CommandProblem {
  const records: StreamRecord[] = [];
  for (const [index, line] of text.trimEnd().split('\n').entries()) {
    const read = readRecord(line);
    if (!read.ok)
      return usageProblem(
        `report: ${path}, line ${index + 1} is not of a result stream: ${issuesText(read.issues, 'line')}`,
      );
    records.push(read.value);
  }
  const all = <K extends StreamRecord['kind']>(kind: K): Extract<StreamRecord, { kind: K }>[] =>
    records.filter((record): record is Extract<StreamRecord, { kind: K }> => record.kind === kind);
  const [header] = all('header');
  if (header === undefined) return usageProblem(`report: ${path} is a result stream without a header`);
  return { header, chunks: all('chunk'), findings: all('finding'), times: all('time'), end: all('end')[0] ?? null };
}

/** The results in a folder, in the order of their names. */
export async function readHistory(folder: string): Promise<readonly PastResult[] | CommandProblem> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) return usageProblem(`--history: ${folder} cannot be read`);
  const files = names.filter((name) => /\.(json|ndjson)$/.test(name)).sort();
  if (files.length === 0) return usageProblem(`--history: ${folder} has no results (*.json, *.ndjson)`);
  const past: PastResult[] = [];
  for (const file of files) {
    const read = await readStoredResult(join(folder, file));
    if (isProblem(read)) return read;
    past.push({ file, result: read.result });
  }
  return past;
}
