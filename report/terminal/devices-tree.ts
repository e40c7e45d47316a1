import { plural } from '../../vmstate/plural.ts';
import type {
  DescriptionSet,
  DeviceDescription,
  DeviceField,
  DeviceFunction,
  ExistsTest,
  HostField,
  Reference,
} from '../../devices/set/types.ts';
import { hooksOf, shownName } from './devices-table.ts';
import { truncate } from './truncate.ts';
import { createColors, type Colors } from './colors.ts';

/** A description as a tree: fields, the structs in them, subsections. One that is inside itself is named and not opened again. */
export function renderTree(set: DescriptionSet, description: DeviceDescription, color: boolean): string {
  const tree = new Tree(set, createColors(color));
  tree.description(description, '', new Set());
  return `${tree.lines.join('\n')}\n`;
}

class Tree {
  readonly lines: string[] = [];
  readonly #set: DescriptionSet;
  readonly #colors: Colors;

  constructor(set: DescriptionSet, colors: Colors) {
    this.#set = set;
    this.#colors = colors;
  }

  description(description: DeviceDescription, indent: string, above: ReadonlySet<DeviceDescription>): void {
    const { name, version_id, minimum_version_id, symbol, fields, subsections } = description;
    const notes = [...hooksOf(description), ...(symbol === undefined ? [] : [truncate(symbol)])].join(' ');
    const head = `${this.#colors.bold(shownName(name))} version ${version_id}, minimum ${minimum_version_id}`;
    this.lines.push(`${indent}${head}${notes === '' ? '' : ` ${this.#colors.dim(notes)}`}`);
    const inner = `${indent}  `;
    const path = new Set([...above, description]);
    for (const field of fields) {
      this.lines.push(`${inner}${this.#fieldLine(field)}`);
      for (const to of [field.vmsd, field.key_vmsd]) if (to !== undefined) this.#reference(to, `${inner}  `, path);
    }
    for (const to of subsections) this.#reference(to, `${inner}+ `, path);
  }

  #reference(to: Reference, indent: string, above: ReadonlySet<DeviceDescription>): void {
    const target = typeof to === 'number' ? this.#set.descriptions[to] : undefined;
    if (typeof to === 'object') this.lines.push(`${indent}${truncate(to.external)} (in another file)`);
    else if (target === undefined || above.has(target))
      this.lines.push(`${indent}${shownName(target?.name ?? '')} (as above)`);
    else
      this.description(target, indent.replace('+ ', '  ').replace(/ {2}$/, indent.endsWith('+ ') ? '+ ' : '  '), above);
  }

  #fieldLine({ name, version_id, size, num, field_exists, host }: DeviceField): string {
    const version = version_id === 0 ? '' : ` from version ${version_id}`;
    const test = field_exists === undefined ? '' : ` if ${testText(field_exists)}`;
    const array = num === 0 ? '' : `[${num}]`;
    const type = host === undefined ? plural(size, 'byte') : typeText(host, size);
    return `${this.#colors.cyan(truncate(name))}${array} ${type}${this.#colors.dim(`${version}${test}`)}`;
  }
}

function typeText({ info, flags, offset, count, length }: HostField, size: number): string {
  const type = info === undefined ? '' : typeof info === 'string' ? `${info} ` : `own info "${truncate(info.own)}" `;
  const counted =
    count === undefined ? '' : ` count ${count.signed ? 'int' : 'uint'}${count.width * 8} at ${count.offset}`;
  const sized =
    length === undefined ? '' : ` size ${length.signed ? 'int' : 'uint'}${length.width * 8} at ${length.offset}`;
  return `${type}at ${offset}, ${plural(size, 'byte')}${counted}${sized}${flags.length === 0 ? '' : ` ${flags.join(' ')}`}`;
}

function testText(test: ExistsTest): string {
  switch (test.kind) {
    case 'function':
      return functionText(test);
    case 'unknown':
      return 'a function says so';
    case 'byte':
      return `the byte at ${test.offset} is not 0`;
    case 'version':
      return `the version is ${[test.from === undefined ? '' : `at least ${test.from}`, test.until === undefined ? '' : `below ${test.until}`].filter((part) => part !== '').join(' and ')}`;
  }
}

function functionText({ symbol, address }: DeviceFunction): string {
  return symbol === undefined ? `function 0x${address.toString(16)}` : truncate(symbol);
}
