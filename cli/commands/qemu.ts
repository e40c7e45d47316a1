import { buildQemu } from '../../qemu/build.ts';
import { listEngines } from '../../qemu/manifest.ts';
import { BuildProblem } from '../../qemu/problem.ts';
import { HOME } from '../built-engine.ts';
import { table } from '../../report/terminal/table.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { usageProblem, type Problem } from '../problem.ts';

export interface BuildFlags {
  readonly source?: string;
  readonly patch: readonly string[];
  readonly name?: string;
}

/** `vmstate-conformance qemu build RELEASE` */
export async function buildEngine(release: string, flags: BuildFlags, io: Io): Promise<ExitCode | Problem> {
  const { source, patch, name } = flags;
  if (name === 'reference') return usageProblem("--name: 'reference' is the embedded engine; choose another name");
  try {
    const home = io.env[HOME];
    const onProgress = (line: string): void => {
      io.err(`${line}\n`);
    };
    const { manifest } = await buildQemu({ release, source, patches: patch, name, home, onProgress });
    io.out(`Built ${manifest.name} (QEMU ${manifest.version}). Judge it with:\n`);
    io.out(`npx vmstate-conformance check --engine ${manifest.name}\n`);
    return EXIT.conforms;
  } catch (error) {
    if (!(error instanceof BuildProblem)) throw error;
    return usageProblem(error.hint === '' ? error.message : `${error.message}; ${error.hint}`);
  }
}

/** `vmstate-conformance qemu list` */
export async function listBuilt(io: Io): Promise<ExitCode> {
  const engines = await listEngines(io.env[HOME]);
  if (engines.length === 0) {
    io.out('No engine is built yet; build one with: npx vmstate-conformance qemu build 11.1\n');
    return EXIT.conforms;
  }
  const rows = engines.map(({ name, version, dialect }) => [name, version, dialect]);
  io.out(`${table({ head: ['engine', 'QEMU', 'dialect'], rows })}\n`);
  return EXIT.conforms;
}
