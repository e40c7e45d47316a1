import pkg from '../package.json' with { type: 'json' };
import type { CampaignResult } from '../campaign/result.ts';
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
  const { githubAnnotations } = await import('../report/github/annotations.ts');
  return githubAnnotations(result, context.source);
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
      return (await import('../report/junit/junit.ts')).junitReport(result, context);
    case 'sarif':
      return (await import('../report/sarif/check-sarif.ts')).checkSarif(result, context);
    case 'markdown':
      return (await import('../report/markdown/summary.ts')).markdownReport(result, context);
    case 'json':
      return (await import('../report/json/result-json.ts')).resultJson(result, context);
    case 'html':
      return (await import('./html-report.ts')).htmlReport(result, context);
  }
}
