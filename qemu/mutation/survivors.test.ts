import { describe, expect, it } from 'vitest';
import type { JudgedMutant, MutantOutcome } from './outcome.ts';
import { survivorFaults, parseSurvivors } from './survivors.ts';

function judged(id: string, outcome: MutantOutcome): JudgedMutant {
  return {
    mutant: { id, function: 'f', operator: 'bits', line: 3, start: 0, end: 1, replacement: '|' },
    change: "'&' becomes '|'",
    outcome,
  };
}

const killed: MutantOutcome = {
  status: 'killed',
  law: 'save/bytes',
  rule: 'VMS-WIRE-1',
  verdict: 'nonconform',
  cases: 2,
};
const survived: MutantOutcome = { status: 'survived', cases: 100 };

function faults(text: string, ...all: JudgedMutant[]): string[] {
  const list = parseSurvivors(text, 'list.txt');
  if ('problem' in list) throw new Error(list.problem);
  return survivorFaults(
    all,
    all.map(({ mutant }) => mutant),
    list,
  );
}

describe('the list of survivors', () => {
  it('is read with its comments; other lines are named', () => {
    expect(parseSurvivors('# why\r\n\r\na:b:bits:1 | equivalent\r\n', 'list.txt')).toEqual([
      { pattern: 'a:b:bits:1', reason: 'equivalent', line: 3 },
    ]);
    expect(parseSurvivors('a | b\na:b:bits:1\n', 'list.txt')).toEqual({
      problem: "list.txt:2: a line is 'id | reason'",
    });
    expect(parseSurvivors('a | b | c', 'list.txt')).toEqual({ problem: "list.txt:1: a line is 'id | reason'" });
  });

  it('excuses what it names, and no more', () => {
    const all = [judged('a:f:bits:1', survived), judged('a:f:bits:2', survived), judged('a:g:bits:1', killed)];
    expect(faults('a:f:bits:* | equivalent', ...all)).toEqual([]);
    expect(faults('a:f:bits:1 | equivalent', ...all)).toEqual([
      "a:f:bits:2 survived 100 cases: line 3, '&' becomes '|'",
    ]);
  });

  it('does not take a mutant for a survivor whose time was over', () => {
    const late = judged('a:f:bits:1', { status: 'out of time', cases: 40 });
    expect(faults('a:g:bits:1 | equivalent', late, judged('a:g:bits:1', survived))).toEqual([
      'a:f:bits:1 was judged by 40 cases only; give it more --time',
    ]);
  });

  it('is stale where a mutant was killed, or is no more', () => {
    const all = [judged('a:f:bits:1', killed)];
    expect(faults('a:f:bits:1 | equivalent', ...all)).toEqual(['line 1 of the list: a:f:bits:1 was killed']);
    expect(faults('a:f:logic:1 | equivalent', ...all)).toEqual(['line 1 of the list: no mutant is a:f:logic:1']);
  });
});
