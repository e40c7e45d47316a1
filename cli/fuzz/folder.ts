import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { differenceOfCampaigns } from '../../campaign/fuzz/same-campaign.ts';
import { createStore, shrunkKey, type CampaignStore, type Shelved, type Shrunk } from '../../campaign/fuzz/store.ts';
import { plainJson } from '../../campaign/failure-document.ts';
import { readRecord, readShrunk } from '../../campaign/stream/read.ts';
import type { ChunkRecord, HeaderRecord, StreamRecord, TimeRecord } from '../../campaign/stream/record.ts';
import { addToTotals, emptyTotals, type CampaignTotals } from '../../campaign/stream/totals.ts';
import { recordLine } from '../../campaign/stream/write.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { sha256OfText } from '../../vmstate/sha256.ts';
import { readText, whyNotWritable, writeAtomic, type FileError } from '../files.ts';
import { markFolder } from './in-use.ts';
import { isProblem, ProblemError, usageProblem, type CommandProblem } from '../outcome.ts';

/*
 * A campaign in a folder: `campaign.json` says which, `chunks/` has a file for
 * each finished chunk, `shrunk/` one for each kind of failure. Every file is
 * renamed into place when it is whole, so that a process may be killed any time.
 */
const HEADER = 'campaign.json';
const CHUNKS = 'chunks';
const SHRUNK = 'shrunk';

/** The store of a campaign that is being run. */
export interface OpenStore {
  readonly kind: 'open';
  readonly store: CampaignStore;
  readonly close: () => void;
}

/** What a folder says before anything is opened for writing. */
export interface CampaignFolder {
  readonly kind: 'folder';
  readonly path: string;
  readonly header: HeaderRecord;
  readonly store: CampaignStore;
  readonly totals: CampaignTotals;
}

/** Reads the header of a campaign; null: the folder has none. */
export async function readCampaignHeader(path: string): Promise<HeaderRecord | CommandProblem | null> {
  const file = join(path, HEADER);
  const text = await readText(file);
  if (typeof text !== 'string') return ['ENOENT', 'ENOTDIR'].includes(text.code) ? null : unreadable(file, text);
  const [record] = [readLine(file, text)];
  if (record.kind === 'problem') return record;
  return record.kind === 'header' ? record : usageProblem(`${file} is not the header of a campaign`);
}

/** Reads a folder that an earlier run has left. */
export async function readCampaign(path: string): Promise<CampaignFolder | CommandProblem | null> {
  const header = await readCampaignHeader(path);
  if (header === null || isProblem(header)) return header;
  const totals = emptyTotals();
  const times: TimeRecord[] = [];
  for (const file of await filesIn(join(path, CHUNKS), '.ndjson')) {
    const read = await readChunk(file);
    if (isProblem(read)) return read;
    if (chunkFile(path, read.chunk.first) !== file)
      return usageProblem(`${file} has the chunk of run ${read.chunk.first}, which is not its name; delete it`);
    addToTotals(totals, read.chunk);
    times.push(read.time);
  }
  const shrunk = await readShrunkFiles(path);
  if ('kind' in shrunk) return shrunk;
  return { kind: 'folder', path, header, totals, store: storeIn(path, { times, shrunk }) };
}

/** Opens a folder for a campaign: a new one, or one in which the same campaign has begun. `onWarning` is told who is there, too. */
export async function openCampaign(
  path: string,
  header: HeaderRecord,
  onWarning: (text: string) => void = () => undefined,
): Promise<OpenStore | CommandProblem> {
  const store = await openFolder(path, header);
  if (isProblem(store)) return store;
  const { other, remove } = markFolder(path);
  if (other !== null) onWarning(`--out: process ${other} is at the campaign in ${path}, too: both do the same work`);
  return { kind: 'open', store, close: remove };
}

async function openFolder(path: string, header: HeaderRecord): Promise<CampaignStore | CommandProblem> {
  const found = await readCampaign(path);
  if (found !== null && isProblem(found)) return found;
  if (found !== null) {
    const other = differenceOfCampaigns(found.header, header) ?? differenceOfRuns(found.header, header);
    if (other !== null)
      return usageProblem(`--out: ${path} has another campaign (another ${other}); use another folder`);
  }
  for (const folder of [path, join(path, CHUNKS), join(path, SHRUNK)]) {
    const why = await whyNotWritable(folder);
    if (why !== null) return usageProblem(`--out: ${why}`);
  }
  if (found !== null) return found.store;
  const failed = await writeAtomic(join(path, HEADER), recordLine(header));
  return failed === null ? storeIn(path, { times: [], shrunk: [] }) : unwritable(failed);
}

/** Parts of one campaign may differ in these; what goes on in a folder does not. */
function differenceOfRuns(a: HeaderRecord, b: HeaderRecord): string | null {
  if (a.range.first !== b.range.first || a.range.runs !== b.range.runs) return 'range of runs';
  return JSON.stringify(a.engineFlags) === JSON.stringify(b.engineFlags) ? null : 'command of the engine';
}

/** Writes whatever is added into the folder, and reads chunks from there. */
function storeIn(path: string, shelved: Shelved): CampaignStore {
  const write = async (file: string, text: string): Promise<void> => {
    const failed = await writeAtomic(file, text);
    if (failed !== null) throw new ProblemError(unwritable(failed));
  };
  return createStore(
    {
      put: (chunk, time) => write(chunkFile(path, chunk.first), recordLine(chunk) + recordLine(time)),
      async get(first) {
        const read = await readChunk(chunkFile(path, first));
        if (isProblem(read)) throw new ProblemError(read);
        return read.chunk;
      },
      putShrunk(shrunk) {
        const name = sha256OfText(shrunkKey(shrunk.failure)).slice(0, 16);
        return write(join(path, SHRUNK, `${name}.json`), `${JSON.stringify(shrunk, plainJson)}\n`);
      },
    },
    shelved,
  );
}

/** Named by its first run, so that names in order are runs in order. */
function chunkFile(path: string, first: number): string {
  return join(path, CHUNKS, `${String(first).padStart(10, '0')}.ndjson`);
}

interface StoredChunk {
  readonly kind: 'stored';
  readonly chunk: ChunkRecord;
  readonly time: TimeRecord;
}

async function readChunk(file: string): Promise<StoredChunk | CommandProblem> {
  const text = await readText(file);
  if (typeof text !== 'string') return unreadable(file, text);
  const [chunk, time] = text
    .trimEnd()
    .split('\n')
    .map((line) => readLine(file, line));
  if (chunk?.kind === 'problem') return chunk;
  if (chunk?.kind !== 'chunk' || time?.kind !== 'time')
    return usageProblem(`${file} is not a chunk of a campaign; delete it to have its runs judged again`);
  return { kind: 'stored', chunk, time };
}

async function readShrunkFiles(path: string): Promise<Shrunk[] | CommandProblem> {
  const found: Shrunk[] = [];
  for (const file of await filesIn(join(path, SHRUNK), '.json')) {
    const text = await readText(file);
    if (typeof text !== 'string') return unreadable(file, text);
    const shrunk = readShrunk(text);
    if (!shrunk.ok)
      return usageProblem(
        `${file} is damaged: ${issuesText(shrunk.issues, 'finding')}; delete it to have it shrunk again`,
      );
    found.push(shrunk.value);
  }
  return found;
}

/** The files of a folder in the order of their names; what a killed process left unfinished has another ending. */
async function filesIn(folder: string, ending: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

function readLine(file: string, line: string): StreamRecord | CommandProblem {
  const read = readRecord(line);
  return read.ok ? read.value : usageProblem(`${file} is damaged: ${issuesText(read.issues, 'line')}`);
}

function unreadable(file: string, { code }: FileError): CommandProblem {
  return usageProblem(`${file} cannot be read (${code})`);
}

function unwritable({ path, code }: FileError): CommandProblem {
  return usageProblem(`${path} cannot be written (${code})`);
}
