import { Option, type Command } from 'commander';
import { runOfDocument } from '../../report/ci/run-of-document.ts';
import type { ResultDocument } from '../../report/json/document.ts';
import type { Outline } from '../../report/outline/outline.ts';
import { outlineMarkdown } from '../../report/outline/markdown.ts';
import { outlineText } from '../../report/outline/terminal.ts';
import { pageOfResults, type PageContext } from '../../report/page/page-of-results.ts';
import { badgeSvg } from '../../report/results/badge.ts';
import { comparisonOutline, compareResults, isWorse } from '../../report/results/compare-results.ts';
import { historyOutline, historyTimeline } from '../../report/results/history.ts';
import { summaryOutline } from '../../report/results/summary.ts';
import { writeAtomic } from '../files.ts';
import { htmlPage, reproducerOf } from '../html-report.ts';
import type { Execute, Io } from '../io.ts';
import { EXIT, HTML_NEEDS_FILE, isProblem, usageProblem, type CommandProblem, type ExitCode } from '../outcome.ts';
import { readHistory, readStoredResult, type StoredResult } from '../read-results.ts';
import { annotationsOfRuns, renderRuns, VERSION } from '../report-files.ts';

const formats = ['terminal', 'markdown', 'html', 'badge', 'json', 'junit', 'sarif', 'github'] as const;

/** Formats of results: a comparison or a history is none. */
const ofResults: readonly string[] = ['json', 'junit', 'sarif', 'github'];

interface ReportFlags {
  readonly format: (typeof formats)[number];
  readonly out?: string;
  readonly compare?: boolean;
  readonly history?: string;
}

const exitCodes = `
Exit codes: 0 shown, 1 with --compare: a finding is new or a law that held is broken,
2 wrong flags or files.`;

/** Adds `report`. */
export function addReport(program: Command, execute: Execute): void {
  program
    .command('report')
    .description('show stored results: of one run, of several engines side by side, compared, or over time')
    .argument('[result...]', 'JSON reports, result streams, or folders of campaigns')
    .addOption(new Option('--format <format>', 'how to show them').choices(formats).default('terminal'))
    .option('--out <file>', 'write it into a file instead of standard output')
    .addOption(new Option('--compare', 'compare two results, the older one first').conflicts('history'))
    .option('--history <folder>', 'trends over the results in a folder, in the order of their names')
    .addHelpText('after', exitCodes)
    .action((paths: readonly string[], flags: ReportFlags) => execute((io) => report(paths, flags, io)));
}

/** What is shown: always an outline, and a page or a badge of results. */
interface Shown {
  readonly kind: 'shown';
  readonly outline: Outline;
  readonly results: readonly ResultDocument[];
  readonly page: Partial<PageContext>;
  readonly exit: ExitCode;
}

async function report(paths: readonly string[], flags: ReportFlags, io: Io): Promise<ExitCode | CommandProblem> {
  if (flags.format === 'html' && flags.out === undefined) return usageProblem(HTML_NEEDS_FILE);
  if (ofResults.includes(flags.format) && (flags.compare === true || flags.history !== undefined))
    return usageProblem(`--format ${flags.format}: give results, without --compare and --history`);
  const shown = await gather(paths, flags);
  if (isProblem(shown)) return shown;
  const text = await render(shown, flags, io);
  if (typeof text !== 'string') return text;
  if (flags.out === undefined) io.out(text);
  else {
    const error = await writeAtomic(flags.out, text);
    if (error !== null) return usageProblem(`--out: ${flags.out} cannot be written (${error.code})`);
  }
  return shown.exit;
}

async function gather(
  paths: readonly string[],
  { history, compare = false }: ReportFlags,
): Promise<Shown | CommandProblem> {
  if (history !== undefined)
    return paths.length > 0 ? usageProblem('--history: give a folder alone, without results') : ofHistory(history);
  const stored: StoredResult[] = [];
  for (const path of paths) {
    const read = await readStoredResult(path);
    if (isProblem(read)) return read;
    stored.push(read);
  }
  if (compare) return ofComparison(stored);
  if (stored.length === 0) return usageProblem('report: give a result: a JSON report, a result stream, or --history');
  const results = stored.map(({ result }) => result);
  const timeline = stored.length === 1 ? (stored[0]?.timeline ?? null) : null;
  const page = { timeline, facts: stored.map(({ facts }) => facts) };
  return { kind: 'shown', outline: summaryOutline(results), results, page, exit: EXIT.conforms };
}

function ofComparison([old, now, ...others]: readonly StoredResult[]): Shown | CommandProblem {
  if (old === undefined || now === undefined || others.length > 0)
    return usageProblem('--compare: give two results, the older one first');
  const outline = comparisonOutline(old.result, now.result);
  return {
    kind: 'shown',
    outline,
    results: [now.result],
    page: { outline, timeline: now.timeline, facts: [now.facts] },
    exit: isWorse(compareResults(old.result, now.result)) ? EXIT.nonconform : EXIT.conforms,
  };
}

async function ofHistory(folder: string): Promise<Shown | CommandProblem> {
  const past = await readHistory(folder);
  if ('kind' in past) return past;
  const outline = historyOutline(past);
  const results = past.slice(-1).map(({ result }) => result);
  return { kind: 'shown', outline, results, page: { outline, timeline: historyTimeline(past) }, exit: EXIT.conforms };
}

async function render(
  { outline, results, page }: Shown,
  { format }: ReportFlags,
  io: Io,
): Promise<string | CommandProblem> {
  switch (format) {
    case 'terminal':
      return outlineText(outline, io.color);
    case 'markdown':
      return outlineMarkdown(outline);
    case 'html':
      return htmlPage(pageOfResults(results, { ...page, version: VERSION, toC: reproducerOf }));
    case 'badge': {
      const [only] = results;
      return only === undefined || results.length > 1
        ? usageProblem('--format badge: give one result')
        : badgeSvg(only);
    }
    case 'json': {
      const [only] = results;
      return only === undefined || results.length > 1
        ? usageProblem('--format json: give one result')
        : `${JSON.stringify(only, null, 2)}\n`;
    }
    case 'junit':
    case 'sarif':
      return await renderRuns(format, results.map(runOfDocument));
    case 'github':
      return await annotationsOfRuns(results.map(runOfDocument));
  }
}
