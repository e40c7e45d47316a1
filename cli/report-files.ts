import { InvalidArgumentError, Option } from 'commander';
import pkg from '../package.json' with { type: 'json' };
import type { CampaignResult } from '../campaign/result.ts';
import type { ReportContext } from '../report/context.ts';
import { githubAnnotations } from '../report/github/annotations.ts';
import { resultJson } from '../report/json/result-json.ts';
import { junitReport } from '../report/junit/junit.ts';
import { markdownReport } from '../report/markdown/summary.ts';
import { checkSarif } from '../report/sarif/check-sarif.ts';
import { writeAtomic } from './files.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** What `--report` can write into a file. */
const formats = ['junit', 'sarif', 'markdown', 'json'] as const;

type FileFormat = (typeof formats)[number];

/** One `--report`: a file, or annotations on stdout. */
export type ReportTarget = { readonly format: FileFormat; readonly file: string } | { readonly format: 'github' };

/** Version of this package. */
export const VERSION: string = pkg.version;

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

/** Writes the reports into their files; null on success. */
export async function writeReports(
  result: CampaignResult,
  targets: readonly ReportTarget[],
  context: ReportContext,
): Promise<CommandProblem | null> {
  for (const target of targets) {
    if (target.format === 'github') continue;
    const error = await writeReport(target.file, render(target.format, result, context));
    if (error !== null) return error;
  }
  return null;
}

export function printsAnnotations(targets: readonly ReportTarget[]): boolean {
  return targets.some(({ format }) => format === 'github');
}

/** The annotations; empty unless they were asked for. */
export function annotations(result: CampaignResult, targets: readonly ReportTarget[], context: ReportContext): string {
  return printsAnnotations(targets) ? githubAnnotations(result, context.source) : '';
}

/** Writes one report into its file; null on success. */
export async function writeReport(file: string, text: string): Promise<CommandProblem | null> {
  const error = await writeAtomic(file, text);
  return error === null ? null : usageProblem(`--report: ${file} cannot be written (${error.code})`);
}

function render(format: FileFormat, result: CampaignResult, context: ReportContext): string {
  switch (format) {
    case 'junit':
      return junitReport(result, context);
    case 'sarif':
      return checkSarif(result, context);
    case 'markdown':
      return markdownReport(result, context);
    case 'json':
      return resultJson(result, context);
  }
}
