import type { Command } from 'commander';
import { rulesJson } from '../../report/json/rules-json.ts';
import { renderRules } from '../../report/terminal/rules.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readLastCheck, recallCheck } from '../last-check.ts';
import { isProblem, type Problem } from '../problem.ts';

interface RulesFlags {
  readonly json?: boolean;
  readonly last?: string;
}

/** Adds `rules` to the command line. */
export function addRules(program: Command, io: Io, tell: (outcome: ExitCode | Problem) => void): void {
  program
    .command('rules')
    .description('print the rules, the laws that check them, and how often the last check put them to the test')
    .option('--json', 'print them as one JSON document')
    .option(
      '--last <file>',
      "counts of this check: what 'check --json' printed (default: the last check on this machine)",
    )
    .action(async (flags: RulesFlags) => {
      tell(await printRules(flags, io));
    });
}

/** `vmstate-conformance rules` */
async function printRules({ json = false, last: file }: RulesFlags, io: Io): Promise<ExitCode | Problem> {
  const last = file === undefined ? await recalled(io) : await readLastCheck(file);
  if (last !== null && isProblem(last)) return last;
  io.out(json ? rulesJson(last) : renderRules(last, io.color));
  return EXIT.conforms;
}

function recalled({ lastCheck }: Io): ReturnType<typeof recallCheck> {
  return lastCheck === undefined ? Promise.resolve(null) : recallCheck(lastCheck);
}
