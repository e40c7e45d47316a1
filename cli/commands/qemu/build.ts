import type { Command } from 'commander';
import { buildQemu } from '../../../qemu/build.ts';
import { QEMU_GIT } from '../../../qemu/git-command.ts';
import type { GitSource } from '../../../qemu/git.ts';
import { dialects } from '../../../vmstate/dialect.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { collect } from '../../options.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from '../../outcome.ts';
import { orBuildProblem } from './build-problem.ts';

interface BuildFlags {
  readonly source?: string;
  /** True: without a value. */
  readonly git?: string | true;
  readonly ref?: string;
  readonly patch: readonly string[];
  readonly name?: string;
  readonly sanitize?: true;
  readonly coverage?: true;
}

const names = dialects.map((dialect) => dialect.replace('qemu-', '')).join(', ');

/** Adds `qemu build`. */
export function addBuild(qemu: Command, execute: Execute): void {
  qemu
    .command('build')
    .description("build QEMU's interpreter as an engine")
    .argument('[release]', `${names}; of a tree: the dialect (default: detected from its headers)`)
    .option('--source <dir>', "QEMU source tree to build from (default: the release's sources, downloaded)")
    .option('--git [repository]', "repository to build from: a URL or a local clone (default: QEMU's own)")
    .option('--ref <ref>', 'branch, tag or commit to build from that repository (default: HEAD)')
    .option('--patch <file>', 'apply a patch to a copy of the sources; repeatable', collect, [])
    .option('--name <name>', 'name of the engine (default: qemu-<release>, or qemu-<commit> with --git)')
    .option('--sanitize', 'build with AddressSanitizer and UndefinedBehaviorSanitizer; what they find is a crash')
    .option('--coverage', 'have it report which edges of its code were reached, for fuzz --directed')
    .action((release: string | undefined, flags: BuildFlags) => execute((io) => build(release, flags, io)));
}

async function build(release: string | undefined, flags: BuildFlags, io: Io): Promise<ExitCode | CommandProblem> {
  const { source, patch, name, sanitize, coverage } = flags;
  const git = gitSource(flags);
  if (git !== undefined && source !== undefined) return usageProblem('--source excludes --git and --ref');
  if (git === undefined && source === undefined && release === undefined) {
    return usageProblem('nothing to build: give a release, --source DIR, or --git REPOSITORY --ref REF');
  }
  if (name === 'reference') return usageProblem("--name: 'reference' is the built-in engine; choose another name");
  return orBuildProblem(io, async () => {
    const { manifest } = await buildQemu({
      release,
      source,
      git,
      patches: patch,
      name,
      sanitize,
      coverage,
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

/** `--ref` alone names a commit of QEMU's own repository. */
function gitSource({ git, ref }: BuildFlags): GitSource | undefined {
  if (git === undefined && ref === undefined) return undefined;
  return { url: typeof git === 'string' ? git : QEMU_GIT, ref: ref ?? 'HEAD' };
}
