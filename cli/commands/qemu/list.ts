import type { Command } from 'commander';
import { listEngines } from '../../../qemu/manifest.ts';
import { table } from '../../../report/terminal/table.ts';
import { HOME } from '../../engine-choice.ts';
import type { Execute, Io } from '../../io.ts';
import { EXIT, type ExitCode } from '../../outcome.ts';

/** Adds `qemu list`. */
export function addQemuList(qemu: Command, execute: Execute): void {
  qemu
    .command('list')
    .description('list the engines that are built')
    .action(() => execute(list));
}

async function list(io: Io): Promise<ExitCode> {
  const engines = await listEngines(io.env[HOME]);
  if (engines.length === 0) {
    io.out('No engine is built yet; build one with: npx vmstate-conformance qemu build 11.1\n');
    return EXIT.conforms;
  }
  const rows = engines.map(({ name, version, dialect }) => [name, version, dialect]);
  io.out(`${table({ head: ['engine', 'QEMU', 'dialect'], rows })}\n`);
  return EXIT.conforms;
}
