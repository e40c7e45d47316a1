import {
  firstDifferentCharacter,
  memberOf,
  type EntryPair,
  type OwnMembers,
} from '../differences/vmdesc-differences.ts';
import type { RuleId } from '../rules/rules.ts';

/** Members that say which element an entry is of, or how many share it. */
const OF_ARRAYS = ['array_len', 'index'];

/** The type of the entry of a marker, by release. */
const MARKERS: readonly unknown[] = ['nullptr', 'ptr-marker'];

/**
 * The rule of two vmdescs that differ, by the first entry in which they do: entries behind it
 * are others as soon as an array has one more or less. Null: they differ in no entry, but in the order
 * of members, or in what one entry has twice; there arrays may be what differs.
 */
export function ruleOfVmdesc(expected: string, received: string, first: EntryPair | null): RuleId {
  if (plain(expected) === plain(received)) return 'VMS-DESC-3';
  const isQuirk = first === null ? hasArraysBehind(expected, received) : isOfArrays(first);
  return isQuirk ? 'VMS-DESC-2' : 'VMS-DESC-1';
}

function isOfArrays({ expected, received, isBeside }: EntryPair): boolean {
  const both = [expected, received].filter((entry) => entry !== null);
  // An array that has no entry at all, or has another name, is one that is not described.
  if (!both.every((entry) => isBeside(memberOf(entry)))) return false;
  if (both.some((entry) => MARKERS.includes(entry.get('type')))) return true;
  // An element more or less: one is there where another member, or nothing, should be, or the other way round.
  if (expected === null || received === null || memberOf(expected) !== memberOf(received)) return true;
  return textWithout(expected) === textWithout(received);
}

/** What an entry says beside which element it is, or how many. */
function textWithout(entry: OwnMembers): string {
  return JSON.stringify([...entry].filter(([key]) => !OF_ARRAYS.includes(key)));
}

/** Whether an entry of an array stands where the texts begin to differ, or behind it in one of them. */
function hasArraysBehind(expected: string, received: string): boolean {
  const from = Math.max(expected.lastIndexOf('{', firstDifferentCharacter(expected, received)), 0);
  return [expected, received].some((text) => /"(?:array_len|index)":|"(?:nullptr|ptr-marker)"/.test(text.slice(from)));
}

/** Without anything that a name could have escaped. */
function plain(vmdesc: string): string {
  return vmdesc.replace(/\\u[0-9A-Fa-f]{4}|\\.|[^ -~]/g, '');
}
