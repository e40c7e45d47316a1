import { describe, expect, it } from 'vitest';
import { timerSource } from './timer-source.ts';

const before = '#include "x.h"\n\nvoid timer_del(QEMUTimer *ts);\n\nstatic int other(void)\n{\n    return 0;\n}\n\n';
const put = 'void timer_put(QEMUFile *f, QEMUTimer *ts)\n{\n    if (ts) {\n        put(f, ts);\n    }\n}';
const get = 'void timer_get(QEMUFile *f, QEMUTimer *ts)\n{\n    get(f, ts);\n}';
const load =
  'static bool load_timer(QEMUFile *f, void *pv,\n                       Error **errp)\n{\n    timer_get(f, pv);\n    return true;\n}';
const save = 'static bool save_timer(QEMUFile *f, void *pv)\n{\n    timer_put(f, pv);\n    return true;\n}';
const info =
  'const VMStateInfo vmstate_info_timer = {\n    .name = "timer",\n    .load  = load_timer,\n    .save  = save_timer,\n};';
const savevm = `${before}${put}\n\n${get}\n\n/* VMState */\n${load}\n\n${save}\n\n${info}\n\ntypedef struct CompatEntry {\n    int x;\n} CompatEntry;\n`;

describe('timerSource', () => {
  it('takes the info and its functions, and nothing else', () => {
    expect(timerSource(savevm)).toBe(`${[put, get, load, save, info].join('\n\n')}\n`);
  });

  it('takes the functions of older releases by the names that the info gives them', () => {
    const older = savevm
      .replaceAll('load_timer', 'get_timer')
      .replace('.load ', '.get ')
      .replaceAll('save_timer', 'put_timer')
      .replace('.save ', '.put ');
    expect(timerSource(older)).toContain('static bool get_timer(');
    expect(timerSource(older)).toContain('static bool put_timer(');
  });

  it('gives up on a tree that has them elsewhere', () => {
    expect(timerSource(savevm.replace('vmstate_info_timer', 'vmstate_info_clock'))).toBeUndefined();
    expect(timerSource(savevm.replace('void timer_get(', 'void timer_fetch('))).toBeUndefined();
    expect(timerSource(savevm.replace('bool load_timer(', 'bool load_a_timer('))).toBeUndefined();
    expect(timerSource('')).toBeUndefined();
  });
});
