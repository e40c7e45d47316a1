import { describe, expect, it } from 'vitest';
import { Draw } from '../../random/draw.ts';
import { drawReal, formOf, formWords } from './tables.ts';
import facts from './tables.json' with { type: 'json' };
import { Weighted } from './weighted.ts';

describe('the facts of real tables', () => {
  it('are words that the generator knows', () => {
    const words = Object.keys(facts.forms);
    expect(words.length).toBeGreaterThan(80);
    expect(words.map((text) => formWords(formOf(text)))).toEqual(words);
  });

  it('name the programs that they are of', () => {
    expect(facts.programs).toContainEqual(expect.stringMatching(/^qemu-system-x86_64 7\.2\./));
    expect(facts.descriptions).toBeGreaterThan(1000);
  });

  it('are no words of a form that is none', () => {
    expect(() => formOf('uint24 fixed')).toThrow('no type is called uint24');
  });
});

describe('what is drawn of them', () => {
  it('comes as often as the square root of its count', () => {
    const weighted = new Weighted({ common: 900, rare: 1 }, (text) => text);
    const draw = new Draw(1);
    const drawn = Array.from({ length: 31_000 }, () => weighted.draw(draw));
    const rare = drawn.filter((text) => text === 'rare').length;
    expect(rare).toBeGreaterThan(850);
    expect(rare).toBeLessThan(1150);
  });

  it('is small enough for a case', () => {
    const draw = new Draw(2);
    for (let i = 0; i < 5000; i++) {
      expect(drawReal.deviceFields(draw)).toBeLessThanOrEqual(70);
      expect(drawReal.structFields(draw)).toBeGreaterThan(0);
      expect(drawReal.array(draw)).toBeLessThanOrEqual(64);
      expect(drawReal.buffer(draw)).toBeLessThanOrEqual(256);
      const { version, minimumVersion } = drawReal.versions(draw);
      expect(minimumVersion).toBeLessThanOrEqual(version);
    }
  });
});
