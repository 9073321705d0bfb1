import { altaError, closest, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { decodeState, type Model } from '@alta-ts/model';
import { canExist, passNames } from './activation-names.js';
import type { Activation, Hook, Patch } from './hook.js';
import { type Ragged, rowsOfSequence } from './ragged.js';
import type { TransformerOptions } from './transformer.js';

/** The hooks and patches of one run. */
export interface Watch {
	/** Whether there are any at all. */
	readonly any: boolean;
	/** Whether one of them concerns an activation. */
	wants(name: string): boolean;
	/**
	 * Applies patches and calls hooks, for the sequences that are still running.
	 *
	 * @param data all rows of the batch; patches change it in place.
	 * @returns whether a patch was applied.
	 */
	see(name: string, data: Float64Array, columns: number, running: readonly boolean[]): boolean;
	/** @throws AltaError ALTA6010 for every hook and patch, named by a string, that concerned nothing. */
	finish(): void;
}

/**
 * Prepares hooks and patches for a run on a batch.
 *
 * @throws AltaError ALTA6009 for every name of an activation that cannot exist.
 */
export function watch(model: Model, batch: Ragged, { hooks = [], patch = [] }: TransformerOptions): Watch {
	const names = [...hooks, ...patch].flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
	throwProblems([...new Set(names)].filter((name) => !canExist(model.config, name)).map((name) => unknownActivation(model, name)));
	const reached = new Set<Hook | Patch>();
	return {
		any: hooks.length + patch.length > 0,
		wants: (name) => hooks.some((hook) => matches(hook, name)) || patch.some((each) => each.name === name),
		see: (name, data, columns, running) => {
			let changed = false;
			for (const each of patch) {
				if (each.name !== name) continue;
				for (let sequence = 0; sequence < batch.sequences; sequence++) {
					if (running[sequence] !== true || !applyPatch(model, each, batch, sequence, data, columns)) continue;
					reached.add(each);
					changed = true;
				}
			}
			for (const hook of hooks.filter((each) => matches(each, name))) {
				for (let sequence = 0; sequence < batch.sequences; sequence++) {
					if (running[sequence] !== true) continue;
					reached.add(hook);
					hook.visit(activationOf(model, name, sequence, batch, data, columns));
				}
			}
			return changed;
		},
		finish: () => {
			if (batch.sequences === 0) return;
			const unreached = [...hooks, ...patch].filter((each) => typeof each.name === 'string' && !reached.has(each));
			throwProblems(unreached.map((each) => notReached(model, each)));
		},
	};
}

function matches({ name }: Hook, activation: string): boolean {
	return typeof name === 'string' ? name === activation : name(activation);
}

function activationOf(model: Model, name: string, sequence: number, batch: Ragged, data: Float64Array, columns: number): Activation {
	const [from, to] = rowsOfSequence(batch, sequence);
	const rows = to - from;
	const own = data.slice(from * columns, to * columns);
	return {
		name,
		sequence,
		rows,
		columns,
		data: own,
		decode: () => {
			if (name.includes('.mlp.hidden.')) throw noLayout(model, name);
			return Array.from({ length: rows }, (_, row) => decodeState(model.layout, own.subarray(row * columns, (row + 1) * columns)));
		},
	};
}

/** Returns whether the patch concerned the sequence. */
function applyPatch(model: Model, patch: Patch, batch: Ragged, sequence: number, data: Float64Array, columns: number): boolean {
	const { name, position } = patch;
	const [from, to] = rowsOfSequence(batch, sequence);
	if (patch.sequence !== undefined && patch.sequence !== sequence) return false;
	if (position !== undefined && !(position >= 0 && position < to - from)) return false;
	const first = position === undefined ? from : from + position;
	const last = position === undefined ? to : first + 1;
	const own = data.slice(first * columns, last * columns);
	const rows = last - first;
	const patched = patch.apply(own, { name, sequence, rows, columns, ...(position === undefined ? {} : { position }) }) ?? own;
	if (patched.length !== own.length) {
		throw altaError('ALTA6011', {
			what: `A patch of "${name}" returned ${patched.length} numbers for ${rows} rows of ${columns}.`,
			where: [`model ${model.name}`, `sequence ${sequence}`, `activation ${name}`],
			why: 'A patch changes numbers; it cannot change how many there are.',
			fix: `Return ${own.length} numbers, or change them in place and return nothing.`,
		});
	}
	data.set(patched, first * columns);
	return true;
}

function unknownActivation(model: Model, name: string): Problem {
	const pass = /\.loop\.(\d+)\./.exec(name)?.[1] ?? '0';
	const names = ['embedding', ...model.config.stages.flatMap((_, stage) => passNames(model.config, stage, Number(pass)))];
	const meant = closest(name, names);
	return problem('ALTA6009', {
		what: `The model has no activation "${name}".`,
		where: [`model ${model.name}`, `activation ${name}`],
		why: `In pass ${pass} of its stages, the activations are ${shortList(names)}.`,
		fix: meant === undefined ? 'Name one of these.' : `Write "${meant}".`,
	});
}

function notReached(model: Model, { name }: Hook | Patch): Problem {
	return problem('ALTA6010', {
		what: `The run did not come to activation "${String(name)}".`,
		where: [`model ${model.name}`, `activation ${String(name)}`],
		why: 'A hook or patch that is never used is most likely a mistake: all sequences halted before, or the sequence or position does not exist.',
		fix: 'Name a pass, sequence and position that the run reaches.',
	});
}

function noLayout(model: Model, name: string): Error {
	return altaError('ALTA6013', {
		what: `Activation "${name}" has no layout to be decoded by.`,
		where: [`model ${model.name}`, `activation ${name}`],
		why: 'Only rows as wide as the residual stream stand for values of variables; the units of a hidden layer do not.',
		fix: 'Read `data`.',
	});
}

const SHOWN_NAMES = 20;

function shortList(names: readonly string[]): string {
	const rest = names.length - SHOWN_NAMES;
	return names.slice(0, SHOWN_NAMES).join(' ') + (rest > 0 ? ` and ${rest} more` : '');
}
