import type { ResultDocument } from '../json/document.ts';

type Named = Pick<ResultDocument, 'engine' | 'engineFlags' | 'dialect'>;

/**
 * A name for the engine of each result, side by side. Builds of one release call themselves alike:
 * where two do, each also has the option that chose it, its dialect, and at last its place.
 */
export function engineNames(results: readonly Named[]): string[] {
  const steps: readonly ((result: Named, at: number) => string)[] = [
    ({ engineFlags = [] }) => engineFlags[1] ?? '',
    ({ dialect }) => dialect,
    (_, at) => `${at + 1}`,
  ];
  const first = results.map(({ engine }) => `${engine.name} ${engine.version}`);
  return steps.reduce(
    (names, step) =>
      names.map((name, at) => {
        const result = results[at];
        const more = result === undefined || !isTwice(names, name) ? '' : step(result, at);
        return more === '' ? name : `${name}, ${more}`;
      }),
    first,
  );
}

function isTwice(names: readonly string[], name: string): boolean {
  return names.indexOf(name) !== names.lastIndexOf(name);
}
