import type { Command } from 'commander';
import { buildQemu } from '../../../qemu/build.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { collect } from '../../options.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';

interface BuildFlags {
  readonly source?: string;
  readonly patch: readonly string[];
  readonly name?: string;
}

/** Adds `qemu build`. */
export function addBuild(qemu: Command, execute: Execute): void {
  qemu
    .command('build')
    .description("build QEMU's interpreter as an engine")
    .argument('<release>', '7.2, 10.0, 10.2 or 11.1')
    .option('--source <dir>', "QEMU source tree to build from (default: the release's sources, downloaded)")
    .option('--patch <file>', 'apply a patch to a copy of the sources; repeatable', collect, [])
    .option('--name <name>', 'name of the engine (default: qemu-<release>)')
    .action((release: string, flags: BuildFlags) => execute((io) => build(release, flags, io)));
}

async function build(release: string, flags: BuildFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const { source, patch, name } = flags;
  if (name === 'reference') return usageProblem("--name: 'reference' is the built-in engine; choose another name");
  return orBuildProblem(async () => {
    const { manifest } = await buildQemu({
      release,
      source,
      patches: patch,
      name,
      home: io.env[HOME],
      onProgress: (line) => {
        io.err(`${line}\n`);
      },
    });
    io.out(`Built ${manifest.name} (QEMU ${manifest.version}). Check it with:\n`);
    io.out(`npx vmstate-conformance check --engine ${manifest.name}\n`);
    return EXIT.conforms;
  });
}
