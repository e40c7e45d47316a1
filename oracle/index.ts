/**
 * The oracle: what QEMU writes and what a load must do, computed from the model alone.
 *
 * @packageDocumentation
 */
export { OracleFault } from './fault.ts';
export { decode, type Cause, type ExpectedLoad, type ExpectedState, type LoadTarget } from './load/decode.ts';
export { describeMeasured, type Expected } from './measure.ts';
export { messageText, type ErrorMessage, type MessagePart } from './messages/message.ts';
export { encode } from './save/encode.ts';
export { saveOutcome, type ExpectedSave, type SavedCalls } from './save/outcome.ts';
export { vmdescOf } from './vmdesc/vmdesc.ts';
export { annotate } from './wire/annotate.ts';
export type { Annotated, Span, SpanType } from './wire/span.ts';
