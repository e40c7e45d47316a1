/* SPDX-License-Identifier: GPL-2.0-or-later */
/* migration/qemu-file.c includes it, and uses nothing of it. */
