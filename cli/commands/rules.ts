import type { Command } from 'commander';
import { rulesJson } from '../../report/json/rules-json.ts';
import type { LastCheck } from '../../report/rule-entries.ts';
import { renderRules } from '../../report/terminal/rules.ts';
import type { Execute, Io } from '../io.ts';
import { loadLastCheck, readLastCheck } from '../last-check.ts';
import { EXIT, isProblem, type CommandProblem, type ExitCode } from '../outcome.ts';

interface RulesFlags {
  readonly json?: boolean;
  readonly last?: string;
}

/** Adds `rules`. */
export function addRules(program: Command, execute: Execute): void {
  program
    .command('rules')
    .description('print the rules, the laws that check them, and how often the last check tested them')
    .option('--json', 'print them as one JSON document')
    .option(
      '--last <file>',
      "take the counts from this output of 'check --json' (default: the last check on this machine)",
    )
    .action((flags: RulesFlags) => execute((io) => printRules(flags, io)));
}

async function printRules({ json = false, last: file }: RulesFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const last = await lastCheck(file, io);
  if (last !== null && isProblem(last)) return last;
  io.out(json ? rulesJson(last) : renderRules(last, io.color));
  return EXIT.conforms;
}

async function lastCheck(file: string | undefined, io: Io): Promise<LastCheck | CommandProblem | null> {
  if (file !== undefined) return readLastCheck(file);
  return io.lastCheck === undefined ? null : loadLastCheck(io.lastCheck);
}
