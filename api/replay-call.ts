import type { ReplaySource } from '../report/terminal/replay.ts';

/** A failure found through the library is replayed by the same call with one more option. */
export function replayCall(name: 'check' | 'conformance'): ReplaySource {
  return {
    engineFlags: [],
    line: (result, { run, violation }) => {
      const which = result.kind === 'generated' ? `seed: ${result.seed}, run: ${run}, ` : '';
      return `${name}(engine, { dialect: '${result.dialect}', ${which}laws: ['${violation.law}'] })`;
    },
  };
}

/** The caller of `judge` holds the case. */
export const storedCase: ReplaySource = {
  engineFlags: [],
  line: () =>
    'write formatCase(failure.case) to case.json, then: const read = parseCase(text); if (read.ok) await judge(read.value, engine)',
};
