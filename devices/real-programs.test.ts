import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDialect } from '../vmstate/dialect.ts';
import { bytesInMemory } from './elf/byte-source.ts';
import { loadImage } from './elf/load.ts';
import { lintSet } from './lint/lint.ts';
import { DeviceProblem } from './problem.ts';
import { readBuild } from './read/read-build.ts';
import { readSets } from './read/read-file.ts';
import { unresolvedOf } from './set/join.ts';
import { findDescriptions } from './tables/find.ts';
import { readImage } from './tables/read-image.ts';

/** Debian's programs, as `.ci/device-programs FOLDER` unpacks them. */
const folder = process.env['DEVICE_PROGRAMS'] ?? '';

/** The release, the target, how many descriptions and fields there are at least. */
const programs: readonly (readonly [string, string, number, number])[] = [
  ['7.2', 'x86_64', 409, 2086],
  ['7.2', 'aarch64', 630, 3873],
  ['7.2', 'ppc64', 416, 2170],
  ['7.2', 's390x', 132, 397],
  ['7.2', 'riscv64', 271, 1621],
  ['10.0', 'x86_64', 439, 2173],
  ['10.0', 'aarch64', 662, 3752],
  ['10.0', 'ppc64', 433, 2191],
  ['10.0', 's390x', 185, 616],
  ['10.0', 'riscv64', 296, 1677],
  ['11.1', 'x86_64', 490, 2483],
  ['11.1', 'aarch64', 715, 4061],
  ['11.1', 'ppc64', 476, 2495],
  ['11.1', 's390x', 223, 867],
  ['11.1', 'riscv64', 336, 1957],
];

/** Every alarm that was read against the source and is real: docs/findings/devices. */
const realDefects = [
  'field-too-new imx2.wdt.timer',
  'field-too-new imx2.wdt.itimer',
  'field-too-new k230.wdt.timer',
  'field-too-new rs5c372.wday_offset',
  'field-too-new xlnx.csu_dma.src_timer',
  'sent-twice aspeed.rtc.offset',
  'sent-twice pl080.tc_int',
  'sent-twice sb16.csp_param',
  'subsection-prefix cpu.cpu/m',
  'subsection-twice cpu.cpu/tlb6xx',
  'subsection-twice sd-card.sd-card/ext_csd_modes-state',
];

const fileOf = (release: string, target: string): string => join(folder, release, 'usr/bin', `qemu-system-${target}`);

describe.skipIf(folder === '')('programs of Debian', () => {
  it.each(programs)('QEMU %s for %s is read whole', (release, target, descriptions, fields) => {
    const file = fileOf(release, target);
    const [one] = readSets(file);
    if (one === undefined || 'problem' in one) throw new Error(one?.problem ?? 'nothing was read');
    const { set } = one;
    // The suite that has the newest release will have another one day.
    if (release === '11.1' && set.source.release?.startsWith('11.1.') === false) return;
    expect(set.source.release?.startsWith(`${release}.`)).toBe(true);
    // Point releases add; none has taken away more than a few.
    expect(set.descriptions.length).toBeGreaterThanOrEqual(descriptions - 5);
    expect(set.descriptions.length).toBeLessThan(descriptions + 60);
    expect(set.descriptions.flatMap((description) => description.fields).length).toBeGreaterThanOrEqual(fields - 20);
    const { dialect, host } = set.source;
    if (dialect === undefined || !isDialect(dialect)) throw new Error('the dialect is unknown');
    const alarms = lintSet(set, { dialect, pointerSize: host?.pointerSize ?? 8 }).map(
      ({ id, path }) => `${id} ${path}`,
    );
    expect(alarms.filter((alarm) => !realDefects.includes(alarm))).toEqual([]);
  });

  it.each(programs.filter(([, target]) => target === 'x86_64'))(
    'in QEMU %s for %s every reference leads to a description',
    (release, target) => {
      const found = findDescriptions(loadImage(bytesInMemory(readFileSync(fileOf(release, target))), 'program'));
      expect(found?.dangling).toEqual([]);
    },
  );

  it.each(['10.0', '11.1'])(
    'in QEMU %s the module of qxl has the PCI device and the VGA of the program in it',
    (release) => {
      const [program, other] = [fileOf(release, 'x86_64'), fileOf('7.2', 'x86_64')];
      const module = join(folder, release, 'usr/lib/x86_64-linux-gnu/qemu/hw-display-qxl.so');
      const [alien, one, ...more] = readBuild([other, program, module]);
      if (one === undefined || 'problem' in one || alien === undefined || 'problem' in alien)
        throw new Error('a file was not read');
      expect(more).toEqual([]);
      expect(alien.set.source.modules).toBeUndefined();
      expect(one.set.source.modules).toEqual(['hw-display-qxl.so']);
      expect(unresolvedOf(one.set)).toEqual([]);
      const qxl = one.set.descriptions.find(({ name }) => name === 'qxl');
      const inner = qxl?.fields.slice(0, 2).map(({ vmsd }) => one.set.descriptions[Number(vmsd)]?.name);
      expect(inner).toEqual(['PCIDevice', 'vga']);
    },
  );

  it('a damaged module is read, or refused in one line', { timeout: 1_800_000 }, () => {
    const modules = ['hw-display-qxl.so', 'hw-usb-redirect.so', 'hw-display-virtio-gpu.so']
      .map((name) => join(folder, '10.0/usr/lib/x86_64-linux-gnu/qemu', name))
      .filter(existsSync)
      .map((path) => readFileSync(path));
    expect(modules).not.toEqual([]);
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        fc.nat(modules.length - 1),
        fc.array(change, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (index, changes, inHeaders) => {
          const bytes = Uint8Array.from(modules[index] ?? []);
          for (const { at, byte } of changes) bytes[Math.floor(at * (inHeaders ? 1024 : bytes.length))] = byte;
          try {
            readImage(loadImage(bytesInMemory(bytes), 'module'), 'module');
          } catch (error) {
            if (!(error instanceof DeviceProblem)) throw error;
            expect(error.message).not.toMatch(/\n/);
          }
        },
      ),
      { numRuns: Number(process.env['DEVICE_MUTATIONS'] ?? 400) },
    );
  });
});
