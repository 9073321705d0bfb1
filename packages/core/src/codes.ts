import type { CodeTable } from '@alta-ts/diagnostics';
import { authoringCodes } from './codes-authoring.js';
import { programCodes } from './codes-program.js';

/** Every code of this package. */
export const codes: CodeTable = { ...programCodes, ...authoringCodes };
