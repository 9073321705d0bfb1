import { dyck2, histogram, sort } from '@alta-ts/programs';
import type { GraphValue } from '@alta-ts/rasp';
import { expect, test } from 'vitest';
