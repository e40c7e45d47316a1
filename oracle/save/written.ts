import type { Dialect } from '../../vmstate/dialect.ts';
import type { Model } from '../../vmstate/model/model.ts';
import { copyBytes } from '../../vmstate/slab.ts';
import { SaveEnded } from './ending.ts';
import { createSave, writeModel } from './model.ts';
import { saveRulesOf } from './rules.ts';

/**
 * The bytes that a save has put into the stream when a hook, an info or a size refuses it: they
 * stay there. All of them, if nothing refuses it. Throws OracleFault as `encode` does.
 */
export function bytesWritten(model: Model, dialect: Dialect): Uint8Array {
  const save = createSave(dialect, null);
  save.endings = saveRulesOf(dialect);
  try {
    return writeModel(save, model, dialect);
  } catch (error) {
    if (!(error instanceof SaveEnded)) throw error;
    return copyBytes(save.writer.bytes, save.writer.at);
  }
}
