import type { CampaignResult } from '../../campaign/result.ts';
import { fixedEntries, otherFailures, toldFindings } from '../finding.ts';
import { replayLine, type ReplaySource } from '../terminal/replay.ts';
import { shownBy } from '../terminal/words.ts';
import { truncate } from '../terminal/truncate.ts';

/**
 * Workflow commands of GitHub Actions: an error for each finding, and
 * for whatever else fails the run. Empty when nothing does.
 */
export function githubAnnotations(result: CampaignResult, source: ReplaySource): string {
  const file = result.knownFailing?.list.file ?? '';
  return [
    ...toldFindings(result).map(({ failure, laws }) => {
      const { law, rule, verdict, summary } = failure.violation;
      return error(
        { title: `${law}: ${verdict} (${rule})` },
        `${truncate(summary)}\n${shownBy(laws)}\n${replayLine(source, result, failure)}`,
      );
    }),
    ...otherFailures(result).map(({ id, text }) => error({ title: id }, truncate(text))),
    ...fixedEntries(result).map(({ entry: { line, text } }) =>
      error({ file, line: String(line), title: 'known failure no longer fails' }, truncate(text)),
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
