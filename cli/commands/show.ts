import { formatCase } from '../../vmstate/case/case-file.ts';
import { layoutSource } from '../../layout/layout.ts';
import { annotate } from '../../oracle/wire/annotate.ts';
import { OracleFault } from '../../oracle/fault.ts';
import { cTest } from '../../reproducer/test.ts';
import { fullCaseJson } from '../../report/json/case-json.ts';
import { bytesTable } from '../../report/terminal/bytes-table.ts';
import { descriptionTable } from '../../report/terminal/description-table.ts';
import { modelText } from '../../report/terminal/model-text.ts';
import { createPaint } from '../../report/terminal/paint.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { isProblem, usageProblem, type Problem } from '../problem.ts';
import { shownCase, type CaseFlags } from '../shown-case.ts';

/** The forms in which a case can be shown. */
export const forms = ['model', 'description', 'bytes', 'json', 'c'] as const;

export type Form = (typeof forms)[number];

export interface ShowFlags extends CaseFlags {
  readonly as: Form;
  readonly full?: boolean;
}

/** `vmstate-conformance show` */
export async function show(file: string | undefined, flags: ShowFlags, io: Io): Promise<ExitCode | Problem> {
  const { as, full = false } = flags;
  if (full && as !== 'json') return usageProblem('--full goes with --as json');
  const found = await shownCase(file, flags);
  if (isProblem(found)) return found;
  try {
    io.out(shown(found, as, full, io.color));
    return EXIT.conforms;
  } catch (error) {
    // A case written by hand can say what no description can.
    if (error instanceof OracleFault) return usageProblem(`show: the case contradicts itself: ${error.message}`);
    throw error;
  }
}

function shown(of: Case, as: Form, full: boolean, color: boolean): string {
  const paint = createPaint(color);
  switch (as) {
    case 'model':
      return `${modelText(of.model)}\n`;
    case 'description':
      return `${descriptionTable(layoutSource(of).plan.description, paint)}\n`;
    case 'bytes':
      return `${bytesTable(annotate(of.model, of.dialect), paint)}\n`;
    case 'json':
      return full ? fullCaseJson(of) : formatCase(of);
    case 'c':
      return cTest(of);
  }
}
