/** One number of the benchmark. Its name is its identity between releases. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | 'µs' | 'cases/s' | 'cases' | 'fields' | 'engines' | 'faults' | 'edges' | '×' | '%' | 'KB';
  /** The same in generated cases of B, the plain fast-check generator; for a speed, relative to that of B. Absent: it is no time. */
  readonly inB?: number;
}

/** Figures of a release. The ratios to B are what another machine can be compared by. */
export interface MeasuredRelease {
  readonly version: string;
  readonly node: string;
  readonly figures: readonly Figure[];
}

/** A figure that is a time, with its ratio to the time of one case of B. */
export function timeFigure(name: string, seconds: number, unit: 's' | 'ms' | 'µs', secondsOfB: number): Figure {
  const scale = { s: 1, ms: 1e3, µs: 1e6 }[unit];
  return { name, value: seconds * scale, unit, inB: seconds / secondsOfB };
}

/** This figure over that of the release: of the ratios to B where there are any. Null: the release has none. */
export function changeSince(release: MeasuredRelease | null, figure: Figure): number | null {
  const then = release?.figures.find(({ name }) => name === figure.name);
  if (then === undefined) return null;
  if (figure.inB !== undefined && then.inB !== undefined) return figure.inB / then.inB;
  return then.value === 0 ? null : figure.value / then.value;
}

/** Lines of the report: name, value, ratio to B, ratio to the release. */
export function figureRows(figures: readonly Figure[], release: MeasuredRelease | null): string[][] {
  return figures.map((figure) => {
    const change = changeSince(release, figure);
    return [
      figure.name,
      `${digits(figure.value)} ${figure.unit}`,
      figure.inB === undefined ? '' : digits(figure.inB),
      change === null ? '' : `${change.toFixed(2)} ×`,
    ];
  });
}

/** Three digits that count, no exponent. */
function digits(value: number): string {
  return Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
}
