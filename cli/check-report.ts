import { isBroken, passes, type CampaignResult } from '../campaign/result.ts';
import { judgedNothing } from '../report/terminal/conclusion.ts';
import { saveCase } from './case-files.ts';
import type { Io } from './io.ts';
import { ambiguityOf, rewriteKnownFailing } from './known-failing-file.ts';
import { EXIT, usageProblem, type CommandProblem, type ExitCode } from './outcome.ts';
import { annotations, VERSION, writeReports } from './report-files.ts';
import type { ReportTarget } from './report-options.ts';

/** The flags of `check` that say what is printed and written. */
export interface CheckReport {
  /** The flags that select the same engine again. */
  readonly engineFlags: readonly string[];
  readonly case?: string;
  readonly saveCase?: string;
  readonly updateKnown?: boolean;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly showExchange?: boolean;
  readonly report: readonly ReportTarget[];
}

/** Prints the result of `check`, writes the files that were asked for, and returns the exit code. */
export async function reportCheck(
  result: CampaignResult,
  report: CheckReport,
  io: Io,
): Promise<ExitCode | CommandProblem> {
  // Ctrl-C after the last case does not make the result incomplete.
  const interrupted = io.signal.aborted && result.cases < result.runs;
  const { json = false, verbose = false, showExchange = false, engineFlags, saveCase: path } = report;
  const source = { engineFlags };
  if (json) {
    const { resultJson } = await import('../report/json/result-json.ts');
    io.out(resultJson(result, { interrupted, source }));
  } else {
    const { renderCheck } = await import('../report/terminal/check.ts');
    io.out(renderCheck(result, { color: io.color, verbose, showExchange, interrupted, source }));
  }
  const context = { version: VERSION, interrupted, source };
  io.out(await annotations(result, report.report, context));
  const unwritten = await writeReports(result, report.report, context);
  const told = result.findings[0]?.failure;
  const unsaved = path === undefined || told === undefined ? null : await saveCase(path, told.smallest, told.exchanges);
  const unstored = unwritten ?? unsaved;
  if (unstored !== null) return unstored;
  const { knownFailing } = result;
  if (interrupted) {
    if (report.updateKnown === true)
      io.err(`vmstate-conformance: --update-known: ${knownFailing?.list.file ?? ''} was not written: interrupted\n`);
    return EXIT.interrupted;
  }
  const ambiguity = knownFailing === null ? null : ambiguityOf(knownFailing);
  if (ambiguity !== null) return ambiguity;
  if (knownFailing !== null && report.updateKnown === true) {
    const changes = await rewriteKnownFailing(knownFailing, result);
    if (typeof changes !== 'string') return changes;
    // stdout holds the JSON document and nothing else.
    (json ? io.err : io.out)(json ? changes : `\n${changes}`);
    return EXIT.conforms;
  }
  if (isBroken(result)) return EXIT.nonconform;
  if (judgedNothing(result))
    return usageProblem('nothing was checked: no law applied to any case; try more --runs or other laws');
  if (!passes(result)) return EXIT.nonconform;
  if (result.missing.length > 0) {
    io.err(
      'vmstate-conformance: the generators produced nothing of what the report lists as missing: the run is incomplete; please report this bug\n',
    );
    return EXIT.internal;
  }
  return EXIT.conforms;
}
