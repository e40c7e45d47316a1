/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * QEMU calls a device's functions without saying for which description, so
 * each description needs functions of its own, and C makes none at run time:
 * pools of small ones are written out by macro, each of which knows its number.
 */
#ifndef VMSC_POOL_H
#define VMSC_POOL_H

#define VMSC_16(M, n)                                                                              \
    M(n##0) M(n##1) M(n##2) M(n##3) M(n##4) M(n##5) M(n##6) M(n##7)                                \
    M(n##8) M(n##9) M(n##a) M(n##b) M(n##c) M(n##d) M(n##e) M(n##f)

#define VMSC_256(M, n)                                                                             \
    VMSC_16(M, n##0) VMSC_16(M, n##1) VMSC_16(M, n##2) VMSC_16(M, n##3)                            \
    VMSC_16(M, n##4) VMSC_16(M, n##5) VMSC_16(M, n##6) VMSC_16(M, n##7)                            \
    VMSC_16(M, n##8) VMSC_16(M, n##9) VMSC_16(M, n##a) VMSC_16(M, n##b)                            \
    VMSC_16(M, n##c) VMSC_16(M, n##d) VMSC_16(M, n##e) VMSC_16(M, n##f)

/* M(0x000) to M(0x3ff) */
#define VMSC_1024(M) VMSC_256(M, 0x0) VMSC_256(M, 0x1) VMSC_256(M, 0x2) VMSC_256(M, 0x3)

/* The optimizer takes seconds for so many functions, and finds nothing. */
#define VMSC_PLAIN _Pragma("GCC push_options") _Pragma("GCC optimize (\"O0\")")
#define VMSC_PLAIN_END _Pragma("GCC pop_options")

#endif
