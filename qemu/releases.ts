import type { Dialect } from '../vmstate/dialect.ts';
import { gitCommand } from './git-command.ts';
import { treeOf } from './known-trees.ts';
import { BuildProblem } from './problem.ts';

/** A release of QEMU whose sources a distribution offers. */
export interface Release {
  /** What users call it: `10.2`. */
  readonly name: string;
  readonly dialect: Dialect;
  /** The source archive that was tried, and its SHA-256. */
  readonly archive: string;
  readonly sha256: string;
  /** The same sources in QEMU's own repository. */
  readonly tag: string;
}

export const releases: readonly Release[] = [
  {
    name: '7.2',
    dialect: 'qemu-7.2',
    archive: 'qemu_7.2+dfsg.orig.tar.xz',
    sha256: '91aca71520040edc40b8d437aa3004dae614f58e286cf653ee8996c07af2962f',
    tag: 'v7.2.0',
  },
  {
    name: '10.0',
    dialect: 'qemu-10.0',
    archive: 'qemu_10.0.13+ds.orig.tar.xz',
    sha256: '6a0888e806c2ffc0c5f0733e974f9aea55491950d3c47c98669c8b236dde59ae',
    tag: 'v10.0.13',
  },
  {
    name: '10.2',
    dialect: 'qemu-10.2',
    archive: 'qemu_10.2.2+ds.orig.tar.xz',
    sha256: 'be05230fe47a6937cd29f28f562932c8125f9c93c2a82c625198f7a4aa601dfb',
    tag: 'v10.2.2',
  },
  {
    name: '11.1',
    dialect: 'qemu-11.1',
    archive: 'qemu_11.1.1+ds.orig.tar.xz',
    sha256: '0b1376e75dbe3e2fea4e408f8669f88a723f419f36a5b7d74cc6a4cfe07e4f5e',
    tag: 'v11.1.1',
  },
];

export function releaseNamed(name: string): Release {
  const found = releases.find((release) => release.name === name || release.dialect === name);
  if (found === undefined) {
    const names = releases.map((release) => release.name).join(', ');
    const known = treeOf(`qemu-${name.replace(/^qemu-/, '')}`);
    throw new BuildProblem(
      `there are no sources of QEMU ${name} to download`,
      known === undefined
        ? `releases: ${names}; 'qemu build' takes any other tree, by --source DIR or --git URL --ref REF`
        : `QEMU's own repository has them: ${gitCommand(name, known.ref)}`,
    );
  }
  return found;
}
