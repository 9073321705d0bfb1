import type { NotRun, Work } from '../engines/engine.js';
import type { FirstRun } from './seat.js';

/** What a process that holds an engine is asked. */
export type Request =
	| { readonly kind: 'open'; readonly work: Work }
	| { readonly kind: 'time'; readonly runs: number }
	| { readonly kind: 'time-on-device'; readonly runs: number };

/** What it answers. */
export type Reply =
	| { readonly kind: 'opened'; readonly result: FirstRun | NotRun }
	| { readonly kind: 'timed'; readonly milliseconds: number }
	| { readonly kind: 'failed'; readonly reason: string };
