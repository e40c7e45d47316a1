/** The parts of package.json that lead to files of the build. */
export interface Manifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** Every file of the build that the package promises: commands, modules and their declarations. */
export function entriesOf({ bin, exports }: Manifest): string[] {
  const targets = Object.values(exports).flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each)));
  return [...Object.values(bin), ...targets].filter((path) => /^(\.\/)?dist\//.test(path));
}
