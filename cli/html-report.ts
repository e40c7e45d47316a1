import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CampaignResult } from '../campaign/result.ts';
import { OracleFault } from '../oracle/fault.ts';
import type { ReportContext } from '../report/context.ts';
import { readResult } from '../report/json/read-result.ts';
import { resultJson } from '../report/json/result-json.ts';
import type { PageData } from '../report/page/data.ts';
import { renderPage } from '../report/page/html.ts';
import { pageOfResults } from '../report/page/page-of-results.ts';
import { modelText } from '../report/terminal/model-text.ts';
import { cTest } from '../reproducer/test.ts';
import type { Case } from '../vmstate/case/case.ts';
import { issuesText } from '../vmstate/issue.ts';
import { usageProblem, type CommandProblem } from './outcome.ts';

/** The page of one result. */
export function htmlReport(result: CampaignResult, context: ReportContext): Promise<string | CommandProblem> {
  const read = readResult(resultJson(result, context));
  if (!read.ok) throw new Error(`the JSON report is not as its schema says: ${issuesText(read.issues, 'result')}`);
  return htmlPage(pageOfResults([read.value], { version: context.version, toC: reproducerOf }));
}

/** A page with this data. */
export async function htmlPage(data: PageData): Promise<string | CommandProblem> {
  const template = await pageTemplate();
  return template === null
    ? usageProblem('html: the page has not been built; run: npm run build')
    : renderPage(data, template);
}

/** A case as a C unit test; null: it contradicts itself. */
export function reproducerOf(of: Case): string | null {
  try {
    return cTest(of, modelText(of.model));
  } catch (error) {
    if (error instanceof OracleFault) return null;
    throw error;
  }
}

/** The template is in the build, wherever this runs from; null: there is none. */
async function pageTemplate(from: string = import.meta.url): Promise<string | null> {
  const here = dirname(fileURLToPath(from));
  for (const up of ['..', '../..', '../dist']) {
    try {
      return await readFile(join(here, up, 'report', 'page', 'template.html'), 'utf8');
    } catch {
      // Not there: it is in another of them.
    }
  }
  return null;
}
