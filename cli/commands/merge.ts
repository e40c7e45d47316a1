import type { Command } from 'commander';
import { mergeCampaigns } from '../fuzz/merge.ts';
import type { Execute } from '../io.ts';

/** Adds `merge`. */
export function addMerge(program: Command, execute: Execute): void {
  program
    .command('merge')
    .description('put the shards of a campaign together: the same results as those of one run')
    .argument('<folders...>', "folders of 'fuzz --out', in any order")
    .option('--stream <file>', 'write the result stream, without times')
    .action((folders: readonly string[], flags: { readonly stream?: string }) =>
      execute((io) => mergeCampaigns(folders, flags.stream, io)),
    );
}
