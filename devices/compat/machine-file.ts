import type { Condition, Direction } from './answer.ts';
import type { CompatResult } from './compare-sets.ts';

const head = `# Results of tests on a machine, read by 'compat --machine FILE': '[old|new] FIELD=VALUE' a line.
# Each line below is a condition under which a device is compatible.
# Remove the '#' in front of those that hold on the machine, or change the value.
`;

/**
 * A file for `--machine`: every condition of a comparison as a comment, with the value under which
 * the device is compatible. Which of them hold, only somebody who knows the machine can say.
 */
export function machineFile({ devices }: CompatResult): string {
  const lines = new Map<string, string[]>();
  for (const { name, answers } of devices) {
    for (const direction of ['forward', 'backward'] as const) {
      const answer = answers[direction];
      if (answer.kind !== 'conditional') continue;
      for (const text of answer.conditions.flatMap((one) => conditionLines(one, direction)))
        lines.set(text, [...(lines.get(text) ?? []), name]);
    }
  }
  const body = [...lines].map(([text, names]) => `\n# ${[...new Set(names)].map(inComment).join(', ')}\n#${text}\n`);
  return head + body.join('');
}

/** A check of a value is no property of a machine. */
function conditionLines(condition: Condition, direction: Direction): string[] {
  switch (condition.kind) {
    case 'subsection':
      return [`${direction === 'forward' ? 'old' : 'new'} ${inComment(condition.name)}=false`];
    case 'test':
      return condition.fields.map((field) => `${condition.side} ${inComment(field)}=${String(condition.holds)}`);
    case 'check':
      return [];
  }
}

/** Names come from a program: none begins a line of its own. */
function inComment(name: string): string {
  return name.replaceAll(/[\x00-\x1f\x7f\u0085\u2028\u2029]/g, '?');
}
