import stringWidth from 'fast-string-width';

export type Align = 'left' | 'right';

export interface TableSpec {
  /** Empty: no head line. */
  readonly head: readonly string[];
  /** A cell may have several lines. */
  readonly rows: readonly (readonly string[])[];
  /** By column; left where nothing is said. */
  readonly align?: readonly Align[];
  readonly indent?: number;
}

const GAP = '  ';

/** Columns without rules, which survive copying into a mail; no line ends in spaces. */
export function table({ head, rows, align = [], indent = 0 }: TableSpec): string {
  const cells = (head.length === 0 ? rows : [head, ...rows]).map((row) => row.map((cell) => cell.split('\n')));
  const widths: number[] = [];
  for (const row of cells)
    for (const [column, lines] of row.entries())
      widths[column] = Math.max(widths[column] ?? 0, ...lines.map((line) => stringWidth(line)));
  const padded = (line: string, column: number): string => {
    const padding = ' '.repeat((widths[column] ?? 0) - stringWidth(line));
    return align[column] === 'right' ? padding + line : line + padding;
  };
  const margin = ' '.repeat(indent);
  const text = cells.map((row) => {
    const height = Math.max(1, ...row.map((lines) => lines.length));
    return Array.from({ length: height }, (_, i) =>
      `${margin}${row.map((lines, column) => padded(lines[i] ?? '', column)).join(GAP)}`.trimEnd(),
    ).join('\n');
  });
  return text.join('\n');
}
