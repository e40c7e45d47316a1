import { dialects } from '../../vmstate/dialect.ts';
import type { Rule } from './rule.ts';

/** The JSON that describes a stream. */
export const vmdescRules: readonly Rule[] = [
  {
    id: 'VMS-DESC-1',
    level: 'must',
    dialects,
    source: 'vmstate.c:vmsd_desc_field_start, vmsd_desc_field_end',
    statement:
      'The vmdesc of a save lists each field that was written, with its type and the size of one element, nested like the description, and the subsections that were sent. Requesting it changes no byte of the stream.',
  },
  {
    id: 'VMS-DESC-2',
    level: 'quirk',
    dialects,
    source: 'vmstate.c:vmstate_save_state_v, vmsd_can_compress',
    statement:
      'How the vmdesc represents arrays (array_len, index, runs of NULL) is specific to the release, including its errors.',
  },
  {
    id: 'VMS-DESC-3',
    level: 'should',
    dialects,
    source: 'json-writer.c:quoted_str; unicode.c:mod_utf8_codepoint',
    statement:
      'A name in the vmdesc is printable ASCII. Other characters are escaped as in JSON, those above 16 bits as a surrogate pair; an invalid code point (a surrogate, a noncharacter such as U+FDD0) becomes U+FFFD.',
  },
];
