import type {
  EqualityAssumption,
  Answer,
  Cause,
  Condition,
  Direction,
  Owner,
  Parting,
  Witness,
} from '../../devices/compat/answer.ts';
import { truncate } from '../terminal/truncate.ts';

/** The headline of an answer: one word or two, the same in every format. */
export function headline({ kind }: Answer): string {
  switch (kind) {
    case 'compatible':
      return 'compatible';
    case 'conditional':
      return 'compatible if';
    case 'refused':
      return 'refused cleanly';
    case 'shifted':
      return 'stream shifts';
    case 'reinterpreted':
      return 'same bytes, other values';
    case 'unknown':
      return 'unknown';
  }
}

/** Who saves and who loads. */
export function sideNames(direction: Direction): { readonly saves: 'old' | 'new'; readonly loads: 'old' | 'new' } {
  return direction === 'forward' ? { saves: 'old', loads: 'new' } : { saves: 'new', loads: 'old' };
}

/** An answer in one sentence without its headline; empty for `compatible`. */
export function sentence(answer: Answer, direction: Direction): string {
  switch (answer.kind) {
    case 'compatible':
      return '';
    case 'conditional':
      return answer.conditions.map(conditionText).join('; ');
    case 'unknown':
      return truncate(answer.why);
    default:
      return outcomeText(answer.witness, direction);
  }
}

function outcomeText({ outcome }: Witness, direction: Direction): string {
  const { loads } = sideNames(direction);
  switch (outcome.kind) {
    case 'refused':
      return `${checkText(outcome.check)}${outcome.at === '' ? '' : `, at ${truncate(outcome.at)}`}: ${truncate(outcome.why)}`;
    case 'shifted': {
      const bytes = Math.abs(outcome.bytes);
      const amount = `${bytes} ${bytes === 1 ? 'byte' : 'bytes'} ${outcome.bytes < 0 ? 'fewer' : 'more'} than there are`;
      return `at ${partingText(outcome.parting, direction)}; the ${loads} reads ${amount}`;
    }
    case 'reinterpreted':
      return (
        outcome.partings
          .slice(0, SHOWN)
          .map((parting) => partingText(parting, direction))
          .join('; ') + moreText(outcome.partings)
      );
    case 'unknown':
      return truncate(outcome.why);
  }
}

/** Of many fields that get other values these are named. */
const SHOWN = 3;

function moreText(partings: readonly Parting[]): string {
  return partings.length > SHOWN ? `; and ${partings.length - SHOWN} more` : '';
}

/** `byte 8: the old has limit (uint32), the new limit (uint64)`. */
export function partingText({ offset, source, destination }: Parting, direction: Direction): string {
  const { saves, loads } = sideNames(direction);
  return `byte ${offset}: the ${saves} writes ${ownerText(source)}, the ${loads} reads ${ownerText(destination)}`;
}

function ownerText(owner: Owner | null): string {
  return owner === null ? 'no more' : `${truncate(owner.path)} (${owner.type})`;
}

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'subsection':
      return `${truncate(condition.name)} is not sent`;
    case 'test':
      return `the test of ${fieldList(condition.fields)} in the ${condition.side} says ${condition.holds ? 'yes' : 'no'}`;
    case 'check':
      return `the value of ${truncate(condition.field)} passes its check (${checkText(condition.check)})`;
  }
}

export function alikeText({ what, fields }: EqualityAssumption): string {
  switch (what) {
    case 'test':
      return `the test of ${fieldList(fields)}`;
    case 'count':
      return `the count of ${fieldList(fields)}`;
    case 'value':
      return `the value of ${fieldList(fields)}`;
  }
}

/** Why nothing was found. */
export function proofText(answer: Extract<Answer, { kind: 'compatible' | 'conditional' }>): string {
  const { proof } = answer;
  return proof.kind === 'equal grammars'
    ? 'proven: both sides read by one grammar'
    : `no difference found in ${proof.states} states`;
}

function checkText(check: Cause): string {
  switch (check) {
    case 'version':
      return 'the version of the description';
    case 'element version':
      return 'the version of a list element';
    case 'object version':
      return 'the version of a temporary object';
    case 'tree version':
      return 'the version of a tree';
    case 'subsection':
      return 'an unknown subsection';
    case 'not equal':
      return 'must be equal';
    case 'not less or equal':
      return 'must not be greater';
    default:
      return check;
  }
}

const NAMED = 3;

function fieldList(fields: readonly string[]): string {
  const shown = fields.slice(0, NAMED).map(truncate).join(', ');
  return fields.length > NAMED ? `${shown} and ${fields.length - NAMED} more` : shown;
}
