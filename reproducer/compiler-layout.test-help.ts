/** A compiler-independent view of the structs of a C test: where the System V ABI with 8-byte pointers puts members. */

interface Extent {
  readonly size: number;
  readonly align: number;
}

const basic: Readonly<Record<string, number>> = {
  bool: 1,
  int8_t: 1,
  uint8_t: 1,
  int16_t: 2,
  uint16_t: 2,
  int32_t: 4,
  uint32_t: 4,
  int64_t: 8,
  uint64_t: 8,
  'unsigned long': 8,
};

/** Each QEMU_BUILD_BUG_ON about a struct that would fail, as text. */
export function failedChecks(cText: string): string[] {
  const structs = new Map<string, Extent>();
  const offsets = new Map<string, number>();
  for (const [, type = '', body = ''] of cText.matchAll(/^typedef struct (\w+) \{\n([^}]*)\} \1;/gm)) {
    let size = 0;
    let align = 1;
    for (const line of body.split('\n').filter((each) => each !== '')) {
      const { name, extent } = declared(line, structs);
      size = Math.ceil(size / extent.align) * extent.align;
      offsets.set(`offsetof(${type}, ${name})`, size);
      size += extent.size;
      align = Math.max(align, extent.align);
    }
    structs.set(type, { size: Math.ceil(size / align) * align, align });
    offsets.set(`sizeof(${type})`, Math.ceil(size / align) * align);
  }
  const checks = cText.matchAll(/^QEMU_BUILD_BUG_ON\(((?:offsetof|sizeof)\(Case[^)]*\)) != (\d+)\);/gm);
  return Array.from(checks)
    .filter(([, what = '', expected]) => offsets.get(what) !== Number(expected))
    .map(([check, what = '']) => `${check} is ${offsets.get(what)}`);
}

function declared(line: string, structs: ReadonlyMap<string, Extent>): { name: string; extent: Extent } {
  const list = /^ {4}Q(TAILQ|LIST)_(HEAD|ENTRY)\(.*\) (\w+);/.exec(line);
  if (list !== null) {
    const words = list[1] === 'LIST' && list[2] === 'HEAD' ? 1 : 2;
    return { name: list[3] ?? '', extent: { size: 8 * words, align: 8 } };
  }
  const plain = /^ {4}(unsigned long|struct \w+|\w+) (\(?)(\**)(\w+)\)?((?:\[\d+\])*);/.exec(line);
  if (plain === null) throw new Error(`not understood: ${line}`);
  const [, type = '', pointerToArray, stars = '', name = '', dimensions = ''] = plain;
  const width = basic[type];
  const element =
    stars !== ''
      ? { size: 8, align: 8 }
      : ((width === undefined ? structs.get(type) : { size: width, align: width }) ?? { size: 0, align: 1 });
  const counts = Array.from(dimensions.matchAll(/\d+/g), Number);
  // The dimensions behind `(*name)` are those of what it points to.
  const elements = pointerToArray === '' ? counts.reduce((product, n) => product * n, 1) : 1;
  return { name, extent: { size: element.size * elements, align: element.align } };
}
