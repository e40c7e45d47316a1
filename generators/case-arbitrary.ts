import { Arbitrary, Stream, Value, type Random } from 'fast-check';
import type { Case } from '../vmstate/case/case.ts';
import type { CaseGenerator } from './case-generator.ts';

/** The cases of a generator, for fast-check. Shrinks stored cases (`examples`) as well as drawn ones. */
export class CaseArbitrary extends Arbitrary<Case> {
  private readonly generator: CaseGenerator;

  constructor(generator: CaseGenerator) {
    super();
    this.generator = generator;
  }

  override generate(mrng: Random): Value<Case> {
    return new Value(this.generator.fromSeed(mrng.nextInt(-2147483648, 2147483647)), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    return typeof value === 'object' && value !== null && 'model' in value && 'seed' in value;
  }

  override shrink(value: Case): Stream<Value<Case>> {
    return new Stream(this.generator.smaller(value)).map((smaller) => new Value(smaller, undefined));
  }
}
