import type { KernelSizes } from '../kernels/make-kernel.js';

/** Something to compute: data, so that it can be handed to another process. */
export type Work = KernelSizes | ProgramWork;

/** Programs of the library, compiled to f32 weights, on texts. */
export interface ProgramWork {
	readonly kind: 'program';
	/** Its name in the library. */
	readonly program: string;
	readonly texts: readonly string[];
	/** All texts in one batch, or one after the other. */
	readonly together: boolean;
}

/** Row-major numbers, or one answer for each text. */
export type Answer = Float32Array | readonly string[];

/** Something that computes: one of our backends, a library of others, or plain loops. */
export interface Engine {
	/** What it is chosen by, with its threads where they matter: `onnxruntime-web, 1 thread`. */
	readonly name: string;
	/** The name of our backend; absent for a peer. */
	readonly backend?: string;
	/** Gets ready to do some work, or tells why it cannot. */
	readonly open: (work: Work) => Promise<OpenEngine | NotRun>;
}

/** An engine with its work laid out. */
export interface OpenEngine {
	/** Does the work once: from numbers that lie ready to an answer on the host. */
	readonly run: () => Answer | Promise<Answer>;
	/** Does the work so many times over, without bringing any answer but the last one to the host. */
	readonly queue?: (times: number) => Promise<void>;
	/** Version of the library, threads, features: whatever helps to read the figures. */
	readonly details?: string;
	readonly close?: () => void | Promise<void>;
}

/** Why something was not run. */
export interface NotRun {
	readonly notRun: string;
}

/** Whether an engine could not be opened. */
export function isNotRun(opened: object): opened is NotRun {
	return 'notRun' in opened;
}

/**
 * The engine of a name.
 *
 * @throws Error where there is none
 */
export function findEngineIn(engines: readonly Engine[], name: string): Engine {
	const engine = engines.find((each) => each.name === name);
	if (engine === undefined) throw new Error(`There is no engine "${name}".`);
	return engine;
}
