import type { Dialect } from '../../vmstate/dialect.ts';
import { flagsFromNames } from '../../vmstate/host/flags.ts';
import type { DescriptionSet, DeviceDescription, DeviceField, HostField, Reference } from '../set/types.ts';
import type { LintFinding } from './finding.ts';

/** The description under the linter. */
export interface LintContext {
  readonly set: DescriptionSet;
  readonly description: DeviceDescription;
  readonly path: string;
  readonly dialect: Dialect;
  readonly pointerSize: 4 | 8;
}

/** A field with the data that only a program has. */
export interface LintField {
  readonly field: DeviceField;
  readonly host: HostField;
  /** Word of `VMS`. */
  readonly flags: number;
  /** Position among the description's fields. */
  readonly index: number;
  readonly path: string;
}

/** The fields of a description whose flags and offsets are known. */
export function knownFields({ description, path }: LintContext): LintField[] {
  return description.fields.flatMap((field, index) => {
    const { host } = field;
    if (host === undefined) return [];
    return [{ field, host, index, flags: flagsFromNames(host.flags) ?? 0, path: `${path}.${field.name}` }];
  });
}

/** The description behind a reference; undefined if another file has it. */
export function resolve({ set }: LintContext, to: Reference | undefined): DeviceDescription | undefined {
  return typeof to === 'number' ? set.descriptions[to] : undefined;
}

type FindingParts = Omit<LintFinding, 'device' | 'path'> & { readonly path?: string };

/** A finding of the description, or of the part of it that `path` names. */
export function finding({ description, path }: LintContext, parts: FindingParts): LintFinding {
  return { device: description.name, path, ...parts };
}
