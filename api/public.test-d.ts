import type { Arbitrary } from 'fast-check';
import { describe, expectTypeOf, it } from 'vitest';
import { createReferenceEngine, startProcessEngine, type Engine, type EngineUnusable } from '../engine/index.ts';
import { cases, type CasesOptions } from '../generators/index.ts';
import { decode, encode, saveOutcome } from '../oracle/index.ts';
import { dialects, parseCase, type Case, type Dialect, type Model } from '../vmstate/index.ts';
import { assertConforms, check, judge, NonconformityError, type CheckOptions, type CheckResult } from './index.ts';
import { conformance, type ConformanceOptions } from './vitest.ts';

describe('the package', () => {
  it('judges engines', () => {
    expectTypeOf(check).toBeCallableWith(createReferenceEngine({ dialect: 'qemu-7.2' }), { runs: 1 });
    expectTypeOf(check).returns.resolves.toEqualTypeOf<CheckResult>();
    expectTypeOf(judge).returns.resolves.items.toHaveProperty('text').toBeString();
    expectTypeOf(assertConforms).parameter(0).toEqualTypeOf<Case>();
    expectTypeOf(assertConforms).returns.resolves.toBeVoid();
    expectTypeOf<NonconformityError>().toExtend<Error>();
    expectTypeOf<CheckResult['laws'][number]['verdicts']>().toHaveProperty('crashed').toBeNumber();
  });

  it('takes no option that it does not know, and undefined for every one that it does', () => {
    expectTypeOf<{ runz: number }>().not.toExtend<CheckOptions>();
    expectTypeOf<{ [K in keyof CheckOptions]: undefined }>().toExtend<CheckOptions>();
    expectTypeOf<{ level: 'all' }>().not.toExtend<CheckOptions>();
    expectTypeOf<ConformanceOptions>().not.toHaveProperty('signal');
    expectTypeOf(conformance).returns.toBeVoid();
  });

  it('takes engines that answer at once and engines that answer later', () => {
    expectTypeOf(createReferenceEngine).returns.toExtend<Engine>();
    expectTypeOf(startProcessEngine).returns.resolves.extract<{ status: 'unusable' }>().toEqualTypeOf<EngineUnusable>();
    expectTypeOf(startProcessEngine).returns.resolves.extract<{ status: 'ready' }>().toExtend<Engine>();
  });

  it('generates cases', () => {
    expectTypeOf(cases).parameters.toEqualTypeOf<[CasesOptions]>();
    expectTypeOf(cases).returns.toEqualTypeOf<Arbitrary<Case>>();
    expectTypeOf<Case['dialect']>().toEqualTypeOf<Dialect>();
    expectTypeOf<(typeof dialects)[number]>().toEqualTypeOf<Dialect>();
    expectTypeOf(parseCase).parameter(0).toBeString();
    expectTypeOf(parseCase).returns.extract<{ ok: true }>().toHaveProperty('value').toEqualTypeOf<Case>();
  });

  it('computes what is expected', () => {
    expectTypeOf(encode).parameters.toEqualTypeOf<[model: Model, dialect: Dialect]>();
    expectTypeOf(encode).returns.toExtend<Uint8Array>();
    expectTypeOf(saveOutcome).returns.toHaveProperty('verdict').toEqualTypeOf<'ok' | 'rejected' | 'undefined'>();
    expectTypeOf(decode).returns.toHaveProperty('verdict').toEqualTypeOf<'ok' | 'rejected' | 'undefined'>();
  });
});
