import { domainIndex, showValue } from '../domain.js';
import type { Head, Layer, Variable } from '../program.js';
import { checkBuckets } from './buckets.js';
import { checkMatch } from './matches.js';
import { findVariable, isIntegerFrom, report, type Scope, type Where } from './scope.js';
import { checkHolds } from './values.js';

/** Checks the heads of all layers. */
export function checkHeads(scope: Scope): void {
	const layers = scope.program.stages.flatMap((stage) => stage.layers);
	const writers = new Map<string, readonly [head: Head, layer: Layer]>();
	const updated = new Set(layers.flatMap((layer) => layer.updates.map((update) => update.writes)));
	const transient = new Set(layers.flatMap((layer) => layer.heads.filter((head) => !head.keep).map((head) => head.output)));
	for (const [head, layer, where] of placedHeads(scope)) {
		const { output, keep } = head;
		const [other, otherLayer] = writers.get(output) ?? [];
		if (otherLayer === layer) {
			const why = 'Each run of the layer replaces the output of a head, so that only one of them would be left.';
			report(scope, 'ALTA1031', { what: `Two heads of a layer write ${output}.`, where, why, fix: 'Give each head an output of its own.' });
		} else if (other !== undefined && other.keep !== keep) {
			const why = 'Whether an output is kept is a matter of the variable, which heads of other layers may find it in.';
			const fix = 'Let both keep it, or give each head an output of its own.';
			report(scope, 'ALTA1031', { what: `Of two heads that write ${output}, one keeps it and one does not.`, where, why, fix });
		}
		writers.set(output, [head, layer]);
		if (updated.has(output)) {
			const why = 'Each run of its layer replaces the output of a head, and with it what an update wrote.';
			const fix = 'Copy the output into another variable, and update that one.';
			report(scope, 'ALTA1032', { what: `${output} is written by this head and by an update.`, where, why, fix });
		}
		checkReads(scope, head, transient, where);
		const value = findVariable(scope, head.value, where);
		const target = findVariable(scope, output, where);
		if (target !== undefined) checkOutput(scope, head, target, value, where);
		if (target !== undefined && value !== undefined) checkBuckets(scope, head, target, value, where);
		if (value !== undefined && (head.combine === 'mean' || head.combine === 'sum') && value.kind !== 'numerical') {
			report(scope, 'ALTA1035', {
				what: `The ${head.combine} of ${head.value} cannot be taken, which is ${value.kind}.`,
				where,
				why: 'Means and sums are made of numbers.',
				fix: 'Read a numerical variable, or combine with "only" or a pick.',
			});
		}
		for (const match of head.where) checkMatch(scope, match, where);
	}
}

function placedHeads(scope: Scope): readonly (readonly [Head, Layer, Where])[] {
	const inLayer = (layer: Layer, where: Where): readonly (readonly [Head, Layer, Where])[] =>
		layer.heads.map((head) => [head, layer, [...where, `head ${head.output}`]]);
	return scope.program.stages.flatMap((stage, s) =>
		stage.layers.flatMap((layer, l) => inLayer(layer, [...scope.where, `stage ${s}`, `layer ${l}`])),
	);
}

function checkReads(scope: Scope, head: Head, transient: ReadonlySet<string>, where: Where): void {
	const read = new Set([head.value, ...head.where.flatMap((match) => ('offsets' in match ? [] : [match.query, match.key]))]);
	for (const name of read) {
		if (!transient.has(name)) continue;
		report(scope, 'ALTA1045', {
			what: `The head reads ${name}, which is always undefined when heads run.`,
			where,
			why: `${name} is the output of a head that does not keep it: it is erased at the end of each layer, and heads see the state before theirs.`,
			fix: `Keep ${name} (\`keep: true\`) and read it in a later layer, or copy it with an update.`,
		});
	}
}

function checkOutput(scope: Scope, head: Head, output: Variable, value: Variable | undefined, where: Where): void {
	const { init, name, source: span } = output;
	if (!('constant' in init) || init.constant !== undefined) {
		report(scope, 'ALTA1030', {
			what: `${name} is written by a head, but does not start undefined.`,
			where,
			why: 'Before its head has run there is nothing in it.',
			fix: 'Declare it with `init: { constant: undefined }`.',
			span,
		});
	}
	if (value !== undefined) checkFits(scope, output, value, where);
	const { empty } = head;
	if (empty === 'undefined') return;
	if ('constant' in empty && empty.constant !== undefined)
		checkHolds(scope, output, empty.constant, { code: 'ALTA1043', where, verb: 'be' });
	else if ('constant' in empty) {
		const why = 'There is one way to say that a head gives undefined where it selects nothing.';
		report(scope, 'ALTA1043', {
			what: 'The constant for an empty selection is undefined.',
			where,
			why,
			fix: 'Write `empty: "undefined"`.',
		});
	} else if (!isIntegerFrom(0, empty.position)) {
		report(scope, 'ALTA1044', {
			what: `An empty selection cannot read position ${empty.position}.`,
			where,
			why: 'Positions are counted from 0.',
			fix: 'Give an integer of at least 0.',
		});
	}
}

function checkFits(scope: Scope, output: Variable, value: Variable, where: Where): void {
	if (output.kind !== value.kind) {
		report(scope, 'ALTA1033', {
			what: `${output.name} is ${output.kind}, but the head reads ${value.name}, which is ${value.kind}.`,
			where,
			why: 'A head hands on what it reads, so its output is of the same kind.',
			fix: `Declare ${output.name} as ${value.kind}.`,
			span: output.source,
		});
	} else if (value.kind !== 'numerical') {
		const lacking = value.values.filter((each) => domainIndex(output, each) < 0);
		if (lacking.length === 0) return;
		report(scope, 'ALTA1034', {
			what: `${output.name} cannot hold ${showValue(lacking[0])}, which ${value.name} may hold.`,
			where,
			why: 'A head hands on whatever it reads.',
			fix: `Let the values of ${output.name} contain all values of ${value.name}.`,
			span: output.source,
		});
	}
}
