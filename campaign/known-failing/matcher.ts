import type { RuleId } from '../../spec/rules/rules.ts';
import type { Case } from '../../vmstate/case/case.ts';
import { caseId } from '../../vmstate/case/case-id.ts';
import { globMatches, type KnownEntry } from './entry.ts';

/** Answers which entries know a violation; one per campaign, because it remembers. */
export interface Matcher {
  /** Whether some entry names a single case: only then do conforming cases matter to it. */
  readonly namesCases: boolean;
  /** The entries that know a violation of this law and rule by this case. */
  entriesFor(law: string, rule: RuleId, of: Case): readonly KnownEntry[];
  /** Told of each case that a law could judge, when `namesCases`. */
  judged(law: string, of: Case): void;
  /** Whether the case that an entry names has been judged by a law that it names. */
  hasSeen(entry: KnownEntry): boolean;
  /** The entries of which that is so. */
  seen(): readonly KnownEntry[];
  /** Told that it is so of these: somebody else has judged their cases. */
  remember(entries: readonly KnownEntry[]): void;
}

export function createMatcher(entries: readonly KnownEntry[]): Matcher {
  const ofKind = new Map<string, readonly KnownEntry[]>();
  const naming = entries.filter(({ pattern }) => pattern.case !== null);
  const seen = new Set<KnownEntry>();
  // Several laws ask about the same case; an id costs a hash of its text.
  const ids = new WeakMap<Case, string>();
  return {
    namesCases: naming.length > 0,
    entriesFor: (law, rule, of) => {
      const key = `${law} ${rule}`;
      let candidates = ofKind.get(key);
      if (candidates === undefined) {
        candidates = entries.filter(
          ({ pattern }) => lawMatches(pattern.law, law) && (pattern.rule === null || globMatches(pattern.rule, rule)),
        );
        ofKind.set(key, candidates);
      }
      return candidates.some(({ pattern }) => pattern.case !== null)
        ? candidates.filter((entry) => isOf(entry, of))
        : candidates;
    },
    judged: (law, of) => {
      for (const entry of naming) {
        if (!seen.has(entry) && lawMatches(entry.pattern.law, law) && isOf(entry, of)) seen.add(entry);
      }
    },
    hasSeen: (entry) => seen.has(entry),
    seen: () => [...seen],
    remember: (others) => {
      for (const entry of others) seen.add(entry);
    },
  };

  function isOf({ pattern }: KnownEntry, of: Case): boolean {
    if (pattern.case === null) return true;
    let id = ids.get(of);
    if (id === undefined) ids.set(of, (id = caseId(of)));
    return id.startsWith(pattern.case);
  }
}

function lawMatches(glob: string | null, law: string): boolean {
  return glob === null || globMatches(glob, law);
}
