import { renderRules } from '../../report/terminal/rules.ts';
import { rules } from '../../spec/rules.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** `vmstate-conformance rules` */
export function printRules(io: Io): ExitCode {
  io.out(renderRules(rules, io.color));
  return EXIT.conforms;
}
