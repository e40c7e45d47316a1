import { InvalidArgumentError, Option } from 'commander';

/** What `--report` can write into a file. */
const formats = ['junit', 'sarif', 'markdown', 'json', 'html'] as const;

export type FileFormat = (typeof formats)[number];

/** One `--report`: a file, or annotations on stdout. */
export type ReportTarget = { readonly format: FileFormat; readonly file: string } | { readonly format: 'github' };

/** `--report FORMAT=FILE`, repeatable; or `--report github`. */
export function reportOption(): Option {
  return new Option(
    '--report <format=file>',
    `also write a report: ${formats.join(', ')}; or print annotations: github; repeatable`,
  )
    .argParser(addTarget)
    .default([], 'none');
}

/** `--report sarif=FILE` of `lint`; its value is the file. */
export function lintReportOption(): Option {
  return new Option('--report <sarif=file>', 'also write the findings as SARIF').argParser((text): string => {
    const target = parseTarget(text);
    if (target.format !== 'sarif') throw new InvalidArgumentError('It takes sarif=FILE.');
    return target.file;
  });
}

function addTarget(text: string, previous: readonly ReportTarget[]): ReportTarget[] {
  const target = parseTarget(text);
  const file = fileOf(target);
  if (previous.some((each) => fileOf(each) === file)) throw new InvalidArgumentError('Each report needs its own file.');
  return [...previous, target];
}

/** Null: stdout. */
function fileOf(target: ReportTarget): string | null {
  return target.format === 'github' ? null : target.file;
}

function parseTarget(text: string): ReportTarget {
  if (text === 'github') return { format: 'github' };
  const [name = '', ...rest] = text.split('=');
  const format = formats.find((each) => each === name);
  const file = rest.join('=');
  if (format === undefined || file === '') {
    throw new InvalidArgumentError(`It takes FORMAT=FILE with one of ${formats.join(', ')}; or github.`);
  }
  return { format, file };
}

/** Whether annotations go to stdout. */
export function printsAnnotations(targets: readonly ReportTarget[]): boolean {
  return targets.some(({ format }) => format === 'github');
}
