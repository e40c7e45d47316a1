import type { Engine } from '../../engine/engine.ts';
import { layout, layoutAs, type Layout } from '../../layout/layout.ts';
import type { Case } from '../../vmstate/case/case.ts';
import type { Subject } from '../subject.ts';

/**
 * The layout of the subject's case with other hooks or results of infos, of which its memory and its
 * stream know nothing. An engine that sees values has noise in those of the subject, which must not come twice.
 */
export function layoutOfChanged(of: Case, subject: Subject, { hello }: Engine): Layout {
  return hello.view === 'memory' ? layoutAs(of, subject.layout) : layout(of);
}
