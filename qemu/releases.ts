import { BuildProblem } from './problem.ts';

/** A release of QEMU whose engine the adapter can be built around. */
export interface Release {
  /** What users call it: `10.2`. */
  readonly name: string;
  readonly dialect: string;
  /** VMSC_DIALECT of adapters/qemu/dialect.h. */
  readonly number: number;
  /** The source archive that was tried, and its SHA-256. */
  readonly archive: string;
  readonly sha256: string;
}

export const releases: readonly Release[] = [
  {
    name: '7.2',
    dialect: 'qemu-7.2',
    number: 702,
    archive: 'qemu_7.2+dfsg.orig.tar.xz',
    sha256: '91aca71520040edc40b8d437aa3004dae614f58e286cf653ee8996c07af2962f',
  },
  {
    name: '10.0',
    dialect: 'qemu-10.0',
    number: 1000,
    archive: 'qemu_10.0.13+ds.orig.tar.xz',
    sha256: '6a0888e806c2ffc0c5f0733e974f9aea55491950d3c47c98669c8b236dde59ae',
  },
  {
    name: '10.2',
    dialect: 'qemu-10.2',
    number: 1002,
    archive: 'qemu_10.2.2+ds.orig.tar.xz',
    sha256: 'be05230fe47a6937cd29f28f562932c8125f9c93c2a82c625198f7a4aa601dfb',
  },
  {
    name: '11.1',
    dialect: 'qemu-11.1',
    number: 1101,
    archive: 'qemu_11.1.1+ds.orig.tar.xz',
    sha256: '0b1376e75dbe3e2fea4e408f8669f88a723f419f36a5b7d74cc6a4cfe07e4f5e',
  },
];

export function releaseNamed(name: string): Release {
  const found = releases.find((release) => release.name === name || release.dialect === name);
  if (found === undefined) {
    const known = releases.map((release) => release.name).join(', ');
    throw new BuildProblem(`there is no way to build QEMU ${name}`, `releases: ${known}`);
  }
  return found;
}
