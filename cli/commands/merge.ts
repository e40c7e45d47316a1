import type { Command } from 'commander';
import { mergeCampaigns } from '../fuzz/merge.ts';
import type { Execute } from '../io.ts';
import { INTERRUPTED_CODES } from '../outcome.ts';

const exitCodes = `
Exit codes: 0 nothing new fails, 1 there are findings, 2 wrong folders: no campaign, unfinished, of different campaigns,
4 internal error of the suite, ${INTERRUPTED_CODES}.`;

/** Adds `merge`. */
export function addMerge(program: Command, execute: Execute): void {
  program
    .command('merge')
    .description('put the shards of a campaign together: the same results as those of one run')
    .argument('<folders...>', "folders of 'fuzz --out', in any order")
    .option('--stream <file>', 'write the result stream, without times')
    .addHelpText('after', exitCodes)
    .action((folders: readonly string[], flags: { readonly stream?: string }) =>
      execute((io) => mergeCampaigns(folders, flags.stream, io)),
    );
}
