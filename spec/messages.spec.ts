import { describe, expect, it } from 'vitest';
import { generatorFor, caseOfRun } from '../campaign/case-of-run.ts';
import { evaluate } from '../campaign/evaluate.ts';
import { createEngineOf } from '../engine/reference/create.ts';
import { opsOf } from '../engine/reference/dialect-ops.ts';
import { replaceOps } from '../engine/reference/ops.ts';
import type { Words } from '../engine/reference/words.ts';
import { dialects, type Dialect } from '../vmstate/dialect.ts';
import { isViolation } from './law.ts';
import { lawsOfReleases } from './laws/index.ts';
import { appliesIn } from './rules/rules.ts';

/*
 * That every text of every release is judged: an engine that gets this one text wrong is refused, by a rule about
 * messages. The reference engine says each in one place, and this one is made to add a letter there.
 */

const SEED = 1;
const CASES = 800;

/** An abort costs time and says nothing. */
const laws = lawsOfReleases.filter((law) => law.kind !== 'probing' || law.aborts !== true);

/** What each release has a text for, by the name that the reference engine has for it. */
const loads = [
  'absent',
  'elementVersion',
  'marker',
  'nodeCount',
  'notBelow',
  'unequal',
  'versionTooNew',
  'versionTooOld',
];
const lines = ['loadedElement', 'loadedField', 'loadedNode'];
const byError = ['beforePostLoad', 'beforePreLoad', 'beforePreSave', 'beforeSubsection', 'element', 'noSubsection'];
const hooks = ['postLoad', 'preLoad', 'stream'];
const saves = ['preSave', 'savedField'];
const texts: Readonly<Partial<Record<Dialect, readonly string[]>>> = {
  'qemu-7.2': [...loads, ...lines, ...saves, 'savedElement', 'savedTree'],
  'qemu-8.2': [...loads, ...lines, ...saves, 'savedElement', 'savedTree'],
  'qemu-10.0': [...loads, ...lines, ...saves, 'postSave', 'put', 'savedElement', 'savedTree'],
  'qemu-10.2': [...loads, ...byError, ...hooks, ...saves, 'postSave', 'savedTree'],
  'qemu-11.1': [...loads, ...byError, ...hooks, ...saves, 'put'],
};

describe.each(dialects.filter((dialect) => appliesIn('VMS-MSG-1', dialect)))('in %s', (dialect) => {
  it('a wrong letter in any text is found', () => {
    const { caught, said } = chase(dialect, texts[dialect]?.length ?? 0);
    expect([...said].filter((name) => !caught.has(name))).toEqual([]);
    expect([...said].sort()).toEqual([...(texts[dialect] ?? [])].sort());
  });
});

/** Which texts were said, and of which a wrong letter was found. */
function chase(
  dialect: Dialect,
  most: number,
): { readonly caught: ReadonlySet<string>; readonly said: ReadonlySet<string> } {
  const caught = new Set<string>();
  const said = new Set<string>();
  // In each case the first text that is said and is not caught yet is wrong.
  let wrong: string | null = null;
  const right = opsOf(dialect);
  const words = altered(right.words, (name, text) => {
    if (text === null || text === '') return text;
    said.add(name);
    if (!caught.has(name)) wrong ??= name;
    return wrong === name ? `${text}~` : text;
  });
  const engine = createEngineOf('misspoken', dialect, replaceOps(right, { words }));
  const generator = generatorFor(engine.hello, dialect);
  for (let run = 0; run < CASES && caught.size < most; run++) {
    wrong = null;
    // Every law is due in run 0.
    void evaluate(caseOfRun(generator, SEED, run), { engine, laws }, 0, (_, found) => {
      if (isViolation(found) && found.rule.startsWith('VMS-MSG-') && wrong !== null) caught.add(wrong);
    });
  }
  return { caught, said };
}

function altered(words: Words, alter: (name: string, text: string | null) => string | null): Words {
  return new Proxy(words, {
    get: (target, name, receiver) => {
      const say: unknown = Reflect.get(target, name, receiver);
      if (typeof say !== 'function') return say;
      return (...given: unknown[]) => {
        const text: unknown = Reflect.apply(say, undefined, given);
        return alter(String(name), typeof text === 'string' ? text : null);
      };
    },
  });
}
