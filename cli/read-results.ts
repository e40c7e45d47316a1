import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord } from '../campaign/stream/read.ts';
import type { ResultDocument } from '../report/json/document.ts';
import { readResult } from '../report/json/read-result.ts';
import type { Fact, Timeline } from '../report/page/data.ts';
import type { PastResult } from '../report/results/history.ts';
import { createStreamReader, type ReadStream } from '../report/stream/read-stream.ts';
import { findingFacts, resultOfStream } from '../report/stream/result-of-stream.ts';
import { timelineOf } from '../report/stream/timeline.ts';
import { issuesText } from '../vmstate/issue.ts';
import { readText, type FileError } from './files.ts';
import { readCampaignHeader } from './fuzz/folder.ts';
import { STREAM_FILE } from './fuzz/report.ts';
import { readLines } from './lines.ts';
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
  const first = await firstLine(path);
  if (typeof first === 'string') return await resultOf(path, first);
  const inside = join(path, STREAM_FILE);
  const stream = first.code === 'EISDIR' ? await firstLine(inside) : first;
  if (typeof stream !== 'string' && first.code === 'EISDIR' && (await readCampaignHeader(path)) !== null)
    return usageProblem(
      `report: the campaign in ${path} is not finished and has no stream yet; the command that made it goes on with it`,
    );
  return typeof stream === 'string'
    ? await resultOf(inside, stream)
    : usageProblem(`report: ${first.code === 'EISDIR' ? inside : path} cannot be read (${stream.code})`);
}

async function firstLine(path: string): Promise<string | FileError> {
  for await (const line of readLines(path)) return line;
  return '';
}

/** The first line of a stream is a whole object; that of a document is a brace. */
async function resultOf(path: string, first: string): Promise<StoredResult | CommandProblem> {
  if (first.startsWith('{"kind":')) return await resultOfLines(path);
  const text = await readText(path);
  return typeof text === 'string'
    ? resultOfDocument(path, text)
    : usageProblem(`report: ${path} cannot be read (${text.code})`);
}

function resultOfDocument(path: string, text: string): StoredResult | CommandProblem {
  const read = readResult(text);
  return read.ok
    ? { kind: 'result', result: read.value, timeline: null, facts: [] }
    : usageProblem(
        `report: ${path} is neither a JSON report nor a result stream: ${issuesText(read.issues, 'result')}`,
      );
}

async function resultOfLines(path: string): Promise<StoredResult | CommandProblem> {
  const stream = await readStream(path);
  if (isProblem(stream)) return stream;
  const read = readResult(JSON.stringify(resultOfStream(stream)));
  return read.ok
    ? { kind: 'result', result: read.value, timeline: timelineOf(stream), facts: findingFacts(stream) }
    : usageProblem(`report: ${path} cannot be shown: ${issuesText(read.issues, 'result')}`);
}

async function readStream(path: string): Promise<ReadStream | CommandProblem> {
  const reader = createStreamReader();
  let at = 0;
  for await (const line of readLines(path)) {
    if (typeof line !== 'string') return usageProblem(`report: ${path} cannot be read (${line.code})`);
    at++;
    const read = readRecord(line);
    if (!read.ok)
      return usageProblem(`report: ${path}, line ${at} is not of a result stream: ${issuesText(read.issues, 'line')}`);
    reader.add(read.value);
  }
  const stream = reader.stream();
  if (stream === null) return usageProblem(`report: ${path} is a result stream without a header`);
  const lacks = lacksOf(stream);
  return lacks === null ? stream : usageProblem(`report: ${path} is not whole: ${lacks}`);
}

/** What the end of a stream has counted and its lines do not have. */
function lacksOf({ end, totals, findings }: ReadStream): string | null {
  if (end === null) return null;
  if (end.cases !== totals.cases) return `it ends with ${end.cases} cases, and its chunks have ${totals.cases}`;
  if (end.findings === findings.length) return null;
  return `it ends with findings: ${end.findings}, and has ${findings.length}`;
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
