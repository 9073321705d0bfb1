// @ts-check
import { writeFileSync } from 'node:fs';
import { generateKernels } from './generate-kernels.mjs';

/** Writes the kernels of backend-cpu from their sources. */
writeFileSync(new URL('../../packages/backend-cpu/src/kernels/kernels.generated.ts', import.meta.url), await generateKernels());
