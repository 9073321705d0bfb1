import type { Value } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import type { TensorDType } from '@alta-ts/model';
import type { AdapterInfo, Capabilities } from '@alta-ts/tensor';

/** What runs models. It works in a worker, so all that goes in and out is plain data. */
export interface Machine {
	/** Every backend that the page knows, those included that do not work here. */
	probe(): Promise<readonly BackendState[]>;
	/** Loads a model; runs are runs of this one from then on. */
	load(source: ModelSource): Promise<ModelFacts>;
	/** Runs an input on the loaded model. */
	run(request: RunRequest): Promise<Answer>;
}

/** A backend: what it runs on here and can do, or why it does not work here and what to do about it. */
export type BackendState = { readonly name: string } & (
	| { readonly available: true; readonly adapter: AdapterInfo; readonly capabilities: Capabilities }
	| { readonly available: false; readonly reason: string; readonly fix: string }
);

/** Where a model is: in a folder at an address, or in files by name. */
export type ModelSource = { readonly address: string } | { readonly files: Readonly<Record<string, Uint8Array>> };

/** What there is to know of a model before it runs. */
export interface ModelFacts {
	readonly name: string;
	/** Numbers of each position. */
	readonly width: number;
	readonly parameters: number;
	readonly nonzeros: number;
	/** What its weights are numbers of. */
	readonly dtype: TensorDType;
	/** The longest input in tokens; undefined where there is none. */
	readonly maxLength: number | undefined;
	/** The tokens that inputs are written in; undefined where a task says how they are written. */
	readonly tokens: readonly string[] | undefined;
	/** The task of the weights in a few words; undefined where they have none. */
	readonly task: string | undefined;
	/** Inputs to try, where a task has some. */
	readonly examples: readonly string[];
}

/** What is to be run, and on which backend. */
export interface RunRequest {
	readonly backend: string;
	readonly text: string;
}

/** What a run gave. */
export interface Answer {
	/** The name of the model that ran. */
	readonly model: string;
	/** What it was asked. */
	readonly input: string;
	/** As the task writes it. */
	readonly text: string;
	/** What the model read. */
	readonly tokens: readonly string[];
	/** What it gave, one value a token. */
	readonly output: readonly Value[];
	readonly layers: number;
	/** Whether the run ended by itself. */
	readonly halted: boolean;
	/** How long the run took, in milliseconds. */
	readonly runTime: number;
	/** How long it took to open the backend and to put the weights on it, in milliseconds; 0 where they were there already. */
	readonly loadTime: number;
	/** The backend that was asked for, by its name on the page. */
	readonly requested: string;
	/** The backend that did the work. */
	readonly executed: string;
	readonly adapter: AdapterInfo;
	/** That the device was lost on the way, where it was: the answer is of a new one. */
	readonly lost?: Problem;
}
