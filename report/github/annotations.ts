import type { CiRun } from '../ci/run.ts';
import { shownBy } from '../terminal/words.ts';
import { truncate } from '../terminal/truncate.ts';

/**
 * Workflow commands of GitHub Actions: an error for each finding, and
 * for whatever else fails a run. Empty when nothing does.
 */
export function githubAnnotations(runs: readonly CiRun[]): string {
  return runs.map((run) => annotationsOf(run, runs.length > 1 ? `${truncate(run.engine.name)}: ` : '')).join('');
}

/** `of` begins the titles: it names the engine where there are several. */
function annotationsOf({ findings, others, fixed, knownFile: file }: CiRun, of: string): string {
  return [
    ...findings.map(({ law, rule, verdict, summary, laws, replay }) =>
      error({ title: `${of}${law}: ${verdict} (${rule})` }, `${truncate(summary)}\n${shownBy(laws)}\n${replay}`),
    ),
    ...others.map(({ id, text }) => error({ title: `${of}${id}` }, truncate(text))),
    ...fixed.map(({ line, text }) =>
      error({ file, line: String(line), title: `${of}known failure no longer fails` }, truncate(text)),
    ),
  ].join('');
}

function error(properties: Readonly<Record<string, string>>, message: string): string {
  const told = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::error ${told.join(',')}::${escapeData(message)}\n`;
}

/** As the toolkit of GitHub Actions escapes it: packages/core/src/command.ts. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
