import { validators as corpus } from '../campaign/corpus/validators.ts';
import { validators as stream } from '../campaign/stream/validators.ts';
import { validators as vectors } from '../campaign/vectors/validators.ts';
import { validators as config } from '../cli/config/validators.ts';
import { validators as queue } from '../cli/queue/validators.ts';
import { validators as set } from '../devices/set/validators.ts';
import { validators as protocol } from '../engine/protocol/validators.ts';
import { validators as findings } from '../qemu/findings/validators.ts';
import { validators as result } from '../report/json/validators.ts';
import { validators as smoke } from '../smoke/validators.ts';

/** What each module named `validators.ts` compiles. The build fails on one that is not here. */
export const compiled: ReadonlyMap<string, object> = new Map<string, object>([
  ['campaign/corpus/validators.ts', corpus],
  ['campaign/stream/validators.ts', stream],
  ['campaign/vectors/validators.ts', vectors],
  ['cli/config/validators.ts', config],
  ['cli/queue/validators.ts', queue],
  ['devices/set/validators.ts', set],
  ['engine/protocol/validators.ts', protocol],
  ['qemu/findings/validators.ts', findings],
  ['report/json/validators.ts', result],
  ['smoke/validators.ts', smoke],
]);
