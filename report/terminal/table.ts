import Table from 'cli-table3';

export type Align = 'left' | 'right';

export interface TableSpec {
  /** Empty: no head line. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** By column; left where nothing is said. */
  readonly align?: readonly Align[];
  readonly indent?: number;
}

const bare = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Columns without rules, which survive copying into a mail; no line ends in spaces. */
export function table({ head, rows, align = [], indent = 0 }: TableSpec): string {
  const style = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };
  const made = new Table({ chars: bare, style, head: [...head], colAligns: [...align] });
  made.push(...rows.map((row) => [...row]));
  const margin = ' '.repeat(indent);
  return made
    .toString()
    .split('\n')
    .map((line) => `${margin}${line}`.trimEnd())
    .join('\n');
}
