import type { Command } from 'commander';
import type { Execute } from '../io.ts';
import { addBisect } from './qemu/bisect.ts';
import { addBuild } from './qemu/build.ts';
import { addCoverage } from './qemu/coverage.ts';
import { addQemuLint } from './qemu/lint.ts';
import { addQemuList } from './qemu/list.ts';
import { addMacros } from './qemu/macros.ts';
import { addMutate } from './qemu/mutate.ts';
import { addReproduce } from './qemu/reproduce.ts';
import { addVerify } from './qemu/verify.ts';

/** Adds `qemu` and its subcommands. */
export function addQemu(program: Command, execute: Execute): void {
  const qemu = program.command('qemu').description("engines built from QEMU's own sources");
  for (const add of [
    addBuild,
    addBisect,
    addQemuList,
    addVerify,
    addReproduce,
    addCoverage,
    addMacros,
    addQemuLint,
    addMutate,
  ])
    add(qemu, execute);
}
