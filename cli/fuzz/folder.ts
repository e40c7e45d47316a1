import { createHash } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { differenceOfCampaigns } from '../../campaign/fuzz/same-campaign.ts';
import { createMemoryStore, shrunkKey, type CampaignStore } from '../../campaign/fuzz/store.ts';
import { plainJson } from '../../campaign/failure-document.ts';
import { readRecord, readShrunk } from '../../campaign/stream/read.ts';
import type { HeaderRecord, StreamRecord } from '../../campaign/stream/record.ts';
import { recordLine } from '../../campaign/stream/write.ts';
import { issuesText } from '../../vmstate/issue.ts';
import { readText, writeAtomic, type FileError } from '../files.ts';
import { isProblem, usageProblem, type CommandProblem } from '../outcome.ts';

/*
 * A campaign in a folder: `campaign.json` says which, `chunks/` has a file for
 * each finished chunk, `shrunk/` one for each kind of failure. Every file is
 * renamed into place when it is whole, so that a process may be killed any time.
 */
const HEADER = 'campaign.json';
const CHUNKS = 'chunks';
const SHRUNK = 'shrunk';

/** What a folder says before anything is opened for writing. */
export interface CampaignFolder {
  readonly kind: 'folder';
  readonly path: string;
  readonly header: HeaderRecord;
  readonly store: CampaignStore;
}

/** Reads the header of a campaign; null: the folder has none. */
export async function readCampaignHeader(path: string): Promise<HeaderRecord | CommandProblem | null> {
  const file = join(path, HEADER);
  const text = await readText(file);
  if (typeof text !== 'string') return text.code === 'ENOENT' ? null : unreadable(file, text);
  const [record] = [readLine(file, text)];
  if (record.kind === 'problem') return record;
  return record.kind === 'header' ? record : usageProblem(`${file} is not the header of a campaign`);
}

/** Reads a folder that an earlier run has left. */
export async function readCampaign(path: string): Promise<CampaignFolder | CommandProblem | null> {
  const header = await readCampaignHeader(path);
  if (header === null || isProblem(header)) return header;
  const store = createMemoryStore();
  const problem = (await readChunks(path, store)) ?? (await readShrunkFiles(path, store));
  return problem ?? { kind: 'folder', path, header, store };
}

/** Opens a folder for a campaign: a new one, or one in which the same campaign has begun. */
export async function openCampaign(path: string, header: HeaderRecord): Promise<CampaignStore | CommandProblem> {
  const found = await readCampaign(path);
  if (found !== null && isProblem(found)) return found;
  if (found !== null) {
    const other = differenceOfCampaigns(found.header, header) ?? rangeOf(found.header, header);
    if (other !== null)
      return usageProblem(`--out: ${path} has another campaign (another ${other}); use another folder`);
    return writing(path, found.store);
  }
  try {
    await mkdir(join(path, CHUNKS), { recursive: true });
    await mkdir(join(path, SHRUNK), { recursive: true });
  } catch (error) {
    return usageProblem(`--out: ${path} cannot be made (${String(error)})`);
  }
  const failed = await writeAtomic(join(path, HEADER), recordLine(header));
  return failed === null ? writing(path, createMemoryStore()) : unwritable(failed);
}

function rangeOf(a: HeaderRecord, b: HeaderRecord): string | null {
  return a.range.first === b.range.first && a.range.runs === b.range.runs ? null : 'range of runs';
}

/** Writes whatever is added into the folder first. */
function writing(path: string, memory: CampaignStore): CampaignStore {
  const keep = async (file: string, text: string): Promise<void> => {
    const failed = await writeAtomic(join(path, file), text);
    if (failed !== null) throw new Error(`${failed.path} cannot be written (${failed.code})`);
  };
  return {
    ...memory,
    async addChunk(chunk, time) {
      const name = `${String(chunk.first).padStart(10, '0')}.ndjson`;
      await keep(join(CHUNKS, name), recordLine(chunk) + recordLine(time));
      await memory.addChunk(chunk, time);
    },
    async addShrunk(shrunk) {
      const name = createHash('sha256').update(shrunkKey(shrunk.failure)).digest('hex').slice(0, 16);
      await keep(join(SHRUNK, `${name}.json`), `${JSON.stringify(shrunk, plainJson)}\n`);
      await memory.addShrunk(shrunk);
    },
  };
}

async function readChunks(path: string, store: CampaignStore): Promise<CommandProblem | null> {
  for (const file of await filesIn(join(path, CHUNKS), '.ndjson')) {
    const text = await readText(file);
    if (typeof text !== 'string') return unreadable(file, text);
    const [chunk, time] = text
      .trimEnd()
      .split('\n')
      .map((line) => readLine(file, line));
    if (chunk?.kind === 'problem') return chunk;
    if (chunk?.kind !== 'chunk' || time?.kind !== 'time')
      return usageProblem(`${file} is not a chunk of a campaign; delete it to have its runs judged again`);
    await store.addChunk(chunk, time);
  }
  return null;
}

async function readShrunkFiles(path: string, store: CampaignStore): Promise<CommandProblem | null> {
  for (const file of await filesIn(join(path, SHRUNK), '.json')) {
    const text = await readText(file);
    if (typeof text !== 'string') return unreadable(file, text);
    const shrunk = readShrunk(text);
    if (!shrunk.ok)
      return usageProblem(
        `${file} is damaged: ${issuesText(shrunk.issues, 'finding')}; delete it to have it shrunk again`,
      );
    await store.addShrunk(shrunk.value);
  }
  return null;
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
