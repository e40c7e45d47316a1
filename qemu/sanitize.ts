/** What a sanitizer finds ends the engine (adapters/qemu/sanitize.c). */
const flags = ['-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all', '-fno-omit-frame-pointer'];

/** The environment in which the compiler builds an engine with AddressSanitizer and UndefinedBehaviorSanitizer. */
export function sanitizing(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, CFLAGS: [env['CFLAGS'] ?? '', ...flags].join(' ').trim() };
}
