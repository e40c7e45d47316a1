import type { Command } from 'commander';
import { findingsFolder } from '../../../qemu/findings/folder.ts';
import { readFindings } from '../../../qemu/findings/read.ts';
import { verifyFindings } from '../../../qemu/findings/verify.ts';
import type { EngineManifest } from '../../../qemu/manifest.ts';
import { releases } from '../../../qemu/releases.ts';
import { openRaw } from '../../../smoke/raw-connection.ts';
import { rules } from '../../../spec/rules/rules.ts';
import { issuesText } from '../../../vmstate/issue.ts';
import { findBuiltEngine } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { EXIT, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';

const help = `
Sends the requests of docs/findings/*.json to each engine and compares its
responses with what that release was observed to do.

Exit codes: 0 every finding still reproduces, 1 at least one differs,
2 an engine is not built or a finding cannot be read.`;

/** Adds `qemu verify`. */
export function addVerify(qemu: Command, execute: Execute): void {
  qemu
    .command('verify')
    .description('verify that the findings in docs/findings still reproduce')
    .argument('[engine...]', 'names of built engines (default: those of all four releases)')
    .addHelpText('after', help)
    .action((engines: string[]) => execute((io) => orBuildProblem(io, () => verify(engines, io))));
}

async function verify(names: readonly string[], io: Io): Promise<ExitCode | CommandProblem> {
  const engines: EngineManifest[] = [];
  for (const name of names.length > 0 ? names : releases.map(({ dialect }) => dialect)) {
    const found = await findBuiltEngine(name, io.env);
    if (isProblem(found)) return found;
    engines.push(found);
  }
  const findings = await readFindings(findingsFolder(), (id) => rules.some((rule) => rule.id === id));
  if (!findings.ok) return usageProblem(issuesText(findings.issues, ''));
  const unchanged = await verifyFindings({
    findings: findings.value,
    engines,
    open: (command) => openRaw(command, io.env),
    onLine: (line) => {
      io.out(`${line}\n`);
    },
  });
  return unchanged ? EXIT.conforms : EXIT.nonconform;
}
