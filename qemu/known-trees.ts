import type { Dialect } from '../vmstate/dialect.ts';

/** A tree of QEMU that was built and checked. */
export interface KnownTree {
  /** What QEMU calls it. */
  readonly version: string;
  readonly dialect: Dialect;
  /** How it can be had: a name in QEMU's repository. Distributions' sources are in releases.ts. */
  readonly ref: string;
  /** How many cases of its dialect it was checked with, at level quirk. */
  readonly cases: number;
  /** In what it differs from its dialect; null: in nothing but what every release is known to fail. */
  readonly differs: string | null;
  /** What was run, where it was not all of the tree. */
  readonly part?: string;
}

const twice =
  'aborts where the save of a VMS_VSTRUCT fails: its error is set twice (fixed by commit d41ce10d0f, in 10.0.13 and 11.1)';

function tree(version: string, dialect: Dialect, cases: number, differs: string | null = null): KnownTree {
  return { version, dialect, ref: `v${version}`, cases, differs };
}

/**
 * The trees of QEMU that were tried, oldest first. All of them build, but for those of which a part was run;
 * what each was checked with is a measurement, to be repeated with .ci/trees.
 */
export const knownTrees: readonly KnownTree[] = [
  tree('7.2.0', 'qemu-7.2', 200_000),
  tree('8.0.0', 'qemu-7.2', 3000),
  tree('8.1.0', 'qemu-7.2', 3000),
  tree('8.2.0', 'qemu-8.2', 200_000),
  tree('9.0.0', 'qemu-8.2', 3000),
  tree('9.1.0', 'qemu-8.2', 20_000),
  tree('9.2.0', 'qemu-8.2', 20_000, twice),
  tree('10.0.0', 'qemu-10.0', 3000, twice),
  tree('10.0.13', 'qemu-10.0', 200_000),
  tree('10.1.0', 'qemu-10.0', 3000, twice),
  tree('10.2.0', 'qemu-10.2', 3000),
  tree('10.2.2', 'qemu-10.2', 200_000),
  tree('11.0.0', 'qemu-10.2', 3000),
  { ...tree('11.0.92', 'qemu-11.1', 3000), ref: 'v11.1.0-rc2' },
  tree('11.1.1', 'qemu-11.1', 1_000_000),
  {
    ...tree('11.2', 'qemu-11.2', 200_000),
    ref: '595273f1b71e7de40867223d1566be8355353921',
    part: 'its vmstate.c, in a tree of 11.1.0-rc2',
  },
];

/** The newest tree of a dialect, if there is one: how to get an engine of it. */
export function treeOf(dialect: string): KnownTree | undefined {
  return knownTrees.findLast((known) => known.dialect === dialect && known.differs === null);
}
