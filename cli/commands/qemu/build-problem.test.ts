import { expect, it } from 'vitest';
import { BuildProblem } from '../../../qemu/problem.ts';
import { orBuildProblem } from './build-problem.ts';

const going = new AbortController().signal;
const fail = () => Promise.reject(new BuildProblem('it does not compile', 'read the error'));

it('makes a usage problem of a build that fails', async () => {
  expect(await orBuildProblem({ signal: going }, fail)).toMatchObject({
    exit: 2,
    message: 'it does not compile; read the error',
  });
});

it('takes no result, and no failure, of interrupted work for one of QEMU', async () => {
  const signal = AbortSignal.abort();
  expect(await orBuildProblem({ signal }, fail)).toBe(130);
  expect(await orBuildProblem({ signal }, () => Promise.resolve(1))).toBe(130);
  expect(await orBuildProblem({ signal: going }, () => Promise.resolve(1))).toBe(1);
});

it('does not hide a mistake of the suite', async () => {
  await expect(orBuildProblem({ signal: going }, () => Promise.reject(new TypeError('x')))).rejects.toThrow('x');
});
