import { expect, test } from 'vitest';
import { renderSmoke } from './smoke.ts';

const zeros = '00'.repeat(2 * 1024 * 1024);

function failed(sent: string): string {
  const evidence = {
    problems: ['wire is "00" instead of "2a"'],
    sent: [sent],
    expected: ['{"wire":"2a"}'],
    received: [],
    stderr: '',
  };
  return renderSmoke(
    { hello: null, findings: [{ name: 'a block', verdict: 'failed', evidence }], unknown: [], interrupted: false },
    false,
  );
}

test('abbreviates megabytes of zeros to their number', () => {
  expect(failed(`{"id":1,"bytes":"${zeros}2a"}`)).toContain('    {"id":1,"bytes":"2,097,152 bytes of 00 … 2a"}\n');
});

test('a line that can be sent again is whole', () => {
  const line = `{"id":1,"bytes":"${'00'.repeat(900)}"}`;
  expect(failed(line)).toContain(`    ${line}\n`);
});

test('whatever is too long for that is cut', () => {
  expect(failed('["x",'.repeat(1000))).toMatch(/… \(5,000 characters\)\n/);
});

test('unknown features are a warning', () => {
  const text = renderSmoke(
    { hello: null, findings: [], unknown: [{ feature: 'bool', nearest: 'info:bool' }], interrupted: false },
    false,
  );
  expect(text).toContain(
    '\nwarning: features lists "bool" (do you mean "info:bool"?), which this suite does not know and never requests\n',
  );
});
