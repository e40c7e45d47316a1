import { allLaws } from '../../spec/laws/index.ts';
import { rules } from '../../spec/rules/rules.ts';
import { CASE_ID_DIGITS } from '../../vmstate/case/case-id.ts';
import { globMatches, type Pattern } from './entry.ts';

interface Problem {
  readonly problem: string;
}

/** Fewer digits of a case id say too little. */
const FEWEST_DIGITS = 4;

const wanted =
  "a law ('load/*'), a rule ('VMS-NULL-*'), a case ('case:3f2a…'), or parts such as 'law=load/verdict rule=VMS-LOAD-3 case=3f2a…'";

/** Reads a pattern; one that could never match anything is a problem. */
export function parsePattern(text: string): Pattern | Problem {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return { problem: `a pattern is missing before the first '|': ${wanted}` };
  const pattern: { law: string | null; rule: string | null; case: string | null } = {
    law: null,
    rule: null,
    case: null,
  };
  for (const word of words) {
    const part = partOf(word, words.length === 1);
    if (part === null) return { problem: `'${word}' is no pattern; it takes ${wanted}` };
    if (pattern[part.key] !== null) return { problem: `'${part.key}=' is given twice` };
    pattern[part.key] = part.value;
  }
  return mismatch(pattern) ?? pattern;
}

function partOf(word: string, alone: boolean): { readonly key: keyof Pattern; readonly value: string } | null {
  const [, key, value = ''] = /^(law|rule|case)=(.+)$/.exec(word) ?? [];
  if (key === 'law' || key === 'rule' || key === 'case') return { key, value };
  if (!alone || word.includes('=')) return null;
  if (word.startsWith('case:')) return { key: 'case', value: word.slice('case:'.length) };
  return { key: word.startsWith('VMS-') ? 'rule' : 'law', value: word };
}

function mismatch({ law, rule, case: id }: Pattern): Problem | null {
  if (law !== null && !allLaws.some((each) => globMatches(law, each.id))) {
    return { problem: `no law matches '${law}'; there are: ${allLaws.map((each) => each.id).join(', ')}` };
  }
  if (rule !== null && !rules.some((each) => globMatches(rule, each.id))) {
    return { problem: `no rule matches '${rule}'; 'vmstate-conformance rules' lists them` };
  }
  if (id !== null && (!/^[0-9a-f]+$/.test(id) || id.length < FEWEST_DIGITS || id.length > CASE_ID_DIGITS)) {
    return { problem: `'${id}' is no case id: ${FEWEST_DIGITS} to ${CASE_ID_DIGITS} lower-case hex digits are wanted` };
  }
  return null;
}
