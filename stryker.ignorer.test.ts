import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { describe, expect, it } from 'vitest';
