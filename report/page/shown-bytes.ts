import type { FailureJson, LoadDocument } from '../json/document.ts';
import type { PageBytes } from './data.ts';

/** The bytes that a failure is about: expected and received, else the stream that was loaded, else the expected save. */
export function shownBytes({ violation: { evidence, load }, saved }: FailureJson): PageBytes | null {
  if (evidence.kind === 'bytes') {
    const { expected, received, spans } = evidence;
    return {
      title: 'Bytes on the wire',
      left: { name: 'expected', hex: expected },
      right: { name: 'received', hex: received },
      spans,
    };
  }
  if (load !== undefined) {
    const { wire, versionId } = load;
    const same = isAsSaved(load);
    return {
      title: `Stream loaded as version ${versionId}`,
      left: { name: same ? 'saved and loaded' : 'saved', hex: load.saved.bytes },
      right: same ? null : { name: 'loaded', hex: wire },
      spans: load.saved.spans,
    };
  }
  return saved === null
    ? null
    : { title: 'Bytes of the save', left: { name: 'expected', hex: saved.bytes }, right: null, spans: saved.spans };
}

/** Bytes that every load gets behind the state, and must leave. */
const TRAILER = 4;

/** Whether what was loaded is what was saved, with those bytes behind it. */
export function isAsSaved({ wire, saved: { bytes } }: LoadDocument): boolean {
  return wire.startsWith(bytes) && wire.length - bytes.length <= 2 * TRAILER;
}
