import { expect, it } from 'vitest';
import { issueText } from './issue.ts';

const deep = (keys: number): string => {
  const path = Array.from({ length: keys }, (_, i) => (i % 2 === 0 ? 'members' : i));
  return issueText({ kind: 'form', path, message: 'is nested too deeply' }, 'case');
};

it('tells a short path whole', () => {
  expect(deep(4)).toBe('case.members[1].members[3]: is nested too deeply');
});

it('tells of a long path where it begins and where it ends', () => {
  const text = deep(400);
  expect(text.length).toBeLessThan(250);
  expect(text).toMatch(/^case\.members\[1\].* \.\. .*\.members\[399\]: is nested too deeply$/);
});
