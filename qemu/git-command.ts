/** QEMU's own repository. */
export const QEMU_GIT = 'https://gitlab.com/qemu-project/qemu.git';

/** The command that builds a release from QEMU's own repository. */
export function gitCommand(release: string, tag: string): string {
  return `npx vmstate-conformance qemu build ${release} --git ${QEMU_GIT} --ref ${tag}`;
}
