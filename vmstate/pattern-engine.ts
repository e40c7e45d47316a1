interface Pattern {
  readonly test: (text: string) => boolean;
  readonly toString: () => string;
}

/** What ajv compiles patterns with. */
interface PatternEngine {
  (pattern: string, flags: string): Pattern;
  /** The function as text, for validators that are written into a file. */
  code: string;
}

/**
 * Compiles a pattern of a schema. V8 remembers each round of a repeated group in a process that
 * has compiled many patterns, where it no longer optimizes them, and some megabytes of hex exhaust
 * its stack: long text is taken in pieces. It uses nothing from outside, for its text is copied.
 */
function compilePattern(pattern: string, flags: string): Pattern {
  const whole = new RegExp(pattern, flags);
  if (!pattern.includes('(?:[0-9a-f]{2})*')) return whole;
  const pairs = /^(?:[0-9a-f]{2})*$/;
  const piece = 65536;
  return {
    test(text) {
      if (text.length <= piece) return whole.test(text);
      for (let at = 0; at < text.length; at += piece) if (!pairs.test(text.slice(at, at + piece))) return false;
      return true;
    },
    // ajv tells patterns apart by it.
    toString: () => String(whole),
  };
}

export const patternEngine: PatternEngine = Object.assign(compilePattern, { code: `(${String(compilePattern)})` });
