import { isInfo, isOfQemu, type Info } from '../../vmstate/info.ts';

/**
 * QEMU's own infos whose `.name` is not this suite's name for them
 * (migration/vmstate-types.c). "int64 equal" is what vmstate_info_uint64_equal calls itself.
 */
const renamed: ReadonlyMap<string, Info> = new Map<string, Info>([
  ['uint8 equal', 'uint8_equal'],
  ['uint16 equal', 'uint16_equal'],
  ['int32 equal', 'int32_equal'],
  ['uint32 equal', 'uint32_equal'],
  ['int64 equal', 'uint64_equal'],
  ['int32 le', 'int32_le'],
  ['CPU_Double_U', 'cpudouble'],
  ['GByteArray', 'g_byte_array'],
]);

/** The suite's name for an info of QEMU's own, undefined for one that a device defines. */
export function standardInfo(name: string): Info | undefined {
  return renamed.get(name) ?? (isInfo(name) && isOfQemu(name) ? name : undefined);
}
