import pkg from '../package.json' with { type: 'json' };
import type { CampaignResult } from '../campaign/result.ts';
import type { CiRun } from '../report/ci/run.ts';
import type { ReportContext } from '../report/context.ts';
import { writeAtomic } from './files.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';
import { printsAnnotations, type FileFormat, type ReportTarget } from './report-options.ts';

/** Version of this package. */
export const VERSION: string = pkg.version;

/** Writes the reports into their files; null on success. */
export async function writeReports(
  result: CampaignResult,
  targets: readonly ReportTarget[],
  context: ReportContext,
): Promise<CommandProblem | null> {
  for (const target of targets) {
    if (target.format === 'github') continue;
    const text = await render(target.format, result, context);
    if (typeof text !== 'string') return text;
    const error = await writeReport(target.file, text);
    if (error !== null) return error;
  }
  return null;
}

/** The annotations; empty unless they were asked for. */
export async function annotations(
  result: CampaignResult,
  targets: readonly ReportTarget[],
  context: ReportContext,
): Promise<string> {
  if (!printsAnnotations(targets)) return '';
  return annotationsOfRuns([await ciRun(result, context)]);
}

/** Annotations of several results. */
export async function annotationsOfRuns(runs: readonly CiRun[]): Promise<string> {
  return (await import('../report/github/annotations.ts')).githubAnnotations(runs);
}

async function ciRun(result: CampaignResult, context: ReportContext): Promise<CiRun> {
  return (await import('../report/ci/run-of-result.ts')).runOfResult(result, context);
}

/** A report for a CI of several results: a suite or a SARIF run for each. */
export async function renderRuns(format: 'junit' | 'sarif', runs: readonly CiRun[]): Promise<string> {
  return format === 'junit'
    ? (await import('../report/junit/junit.ts')).junitReport(runs, VERSION)
    : (await import('../report/sarif/check-sarif.ts')).checkSarif(runs, VERSION);
}

/** Writes one report into its file; null on success. */
export async function writeReport(file: string, text: string): Promise<CommandProblem | null> {
  const error = await writeAtomic(file, text);
  return error === null ? null : usageProblem(`--report: ${file} cannot be written (${error.code})`);
}

/** Only the format that is asked for is loaded. */
async function render(
  format: FileFormat,
  result: CampaignResult,
  context: ReportContext,
): Promise<string | CommandProblem> {
  switch (format) {
    case 'junit':
    case 'sarif':
      return await renderRuns(format, [await ciRun(result, context)]);
    case 'markdown':
      return (await import('../report/markdown/summary.ts')).markdownReport(result, context);
    case 'json':
      return (await import('../report/json/result-json.ts')).resultJson(result, context);
    case 'html':
      return (await import('./html-report.ts')).htmlReport(result, context);
  }
}
