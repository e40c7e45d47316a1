import { describe, expect, it } from 'vitest';
import { BuildProblem } from '../problem.ts';
import { parseArguments } from './arguments.ts';

describe('parseArguments', () => {
  it('takes 11.1 and as many cases as reach what can be reached, unless told', () => {
    expect(parseArguments([])).toEqual({ release: '11.1', runs: 20000 });
    expect(parseArguments(['10.2', '50'])).toEqual({ release: '10.2', runs: 50 });
  });

  it.each(['0', '-1', '1.5', 'many', '', '1e3', '12345678901'])('refuses %j cases', (runs) => {
    expect(() => parseArguments(['11.1', runs])).toThrow(`the number of cases is '${runs}'`);
    expect(() => parseArguments(['11.1', runs])).toThrow(BuildProblem);
  });

  it('refuses what is too much', () => {
    expect(() => parseArguments(['11.1', '5', '6', '7'])).toThrow("'6 7' is too much");
  });
});
