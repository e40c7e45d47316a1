/* SPDX-License-Identifier: GPL-2.0-or-later */
/* QEMU poisons per-target macros; none can occur here. */
