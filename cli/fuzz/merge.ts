import { concludeCampaign, unshrunkOf } from '../../campaign/fuzz/gather-parts.ts';
import type { ChunkSource } from '../../campaign/stream/totals.ts';
import { UNTIL_STOPPED } from '../../campaign/fuzz/plan.ts';
import { differenceOfCampaigns } from '../../campaign/fuzz/same-campaign.ts';
import type { Io } from '../io.ts';
import { isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { readCampaign, type CampaignFolder } from './folder.ts';
import { reportFuzz } from './report.ts';

/** Puts campaigns' folders together, prints the findings and writes the stream. */
export async function mergeCampaigns(
  paths: readonly string[],
  stream: string | undefined,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  const folders: CampaignFolder[] = [];
  for (const path of paths) {
    const folder = await readCampaign(path);
    if (folder === null) return usageProblem(`merge: ${path} has no campaign; fuzz --out makes one`);
    if (isProblem(folder)) return folder;
    folders.push(folder);
  }
  folders.sort((a, b) => a.header.range.first - b.header.range.first || a.header.range.runs - b.header.range.runs);
  const [first] = folders;
  if (first === undefined) return usageProblem('merge: there is nothing to merge');
  const problem = mixed(folders, first) ?? broken(folders);
  if (problem !== null) return usageProblem(`merge: ${problem}`);
  const conclusion = await concludeCampaign({
    header: first.header,
    chunks: () => chunksIn(folders),
    shrunk: folders.flatMap(({ store }) => store.shrunk()),
    times: [],
  });
  return await reportFuzz(conclusion, { out: undefined, stream, corpus: null }, io);
}

/** The folders are in the order of their runs, and do not overlap. */
async function* chunksIn(folders: readonly CampaignFolder[]): ChunkSource {
  for (const { store } of folders) yield* store.chunks();
}

function mixed(folders: readonly CampaignFolder[], first: CampaignFolder): string | null {
  for (const folder of folders) {
    const other = differenceOfCampaigns(first.header, folder.header);
    if (other !== null) return `${first.path} and ${folder.path} are not of one campaign: another ${other}`;
  }
  return null;
}

/** Gaps, overlaps and what is unfinished. */
function broken(folders: readonly CampaignFolder[]): string | null {
  let next: number | null = null;
  let before: CampaignFolder | null = null;
  for (const folder of folders) {
    const { first, runs } = folder.header.range;
    if (runs === 0) continue;
    if (next !== null && before !== null && first < next)
      return `${before.path} and ${folder.path} overlap: both have run ${first}`;
    if (next !== null && first > next) return `runs ${next} to ${first - 1} are missing`;
    const end = reached(folder);
    if (runs !== UNTIL_STOPPED && end !== first + runs)
      return `${folder.path} is not finished: run ${end} is missing; the command that made it goes on with it`;
    next = end;
    before = folder;
  }
  const missing = missingAtEnds(folders, next ?? 0);
  if (missing !== null) return missing;
  const unshrunk = folders.find(({ store, totals }) => unshrunkOf(totals, store.shrunk()) > 0);
  return unshrunk === undefined
    ? null
    : `${unshrunk.path} is not finished: there are failures to be shrunk; the command that made it goes on with it`;
}

/** The first and the last shard are missed where nothing else tells of them. */
function missingAtEnds([first]: readonly CampaignFolder[], end: number): string | null {
  const whole = first?.header.whole;
  if (first === undefined || whole === undefined) return null;
  const begin = first.header.range.first;
  if (begin > 0) return `runs 0 to ${begin - 1} are missing`;
  return end < whole ? `runs ${end} to ${whole - 1} are missing` : null;
}

/** The first run of the folder's range that is in none of its chunks. */
function reached({ header, store }: CampaignFolder): number {
  let at = header.range.first;
  for (const { first, runs } of store.times()) if (first === at) at += runs;
  return at;
}
