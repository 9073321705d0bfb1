import type { Span } from '@alta-ts/diagnostics';
import { showValue, valueKey } from '../domain.js';
import type { Layer, LinearUpdate, Row, TableUpdate, Update, Variable } from '../program.js';
import { findRowConflicts } from '../row-conflicts.js';
import { findVariable, repeated, report, type Scope, type Where, warn } from './scope.js';
import { checkHolds, checkListed } from './values.js';

/** Checks the updates of all layers. */
export function checkUpdates(scope: Scope): void {
	const layers = scope.program.stages.flatMap((stage) => stage.layers);
	const transient = new Set(layers.flatMap((layer) => layer.heads.filter((head) => !head.keep).map((head) => head.output)));
	for (const [s, stage] of scope.program.stages.entries()) {
		for (const [l, layer] of stage.layers.entries()) {
			const where = [...scope.where, `stage ${s}`, `layer ${l}`];
			const own = new Set(layer.heads.map((head) => head.output));
			for (const [u, update] of layer.updates.entries()) {
				const place = [...where, updateStep(u, update)];
				const target = findVariable(scope, update.writes, place);
				if ('linear' in update) checkLinear(scope, update, target, place);
				else checkTable(scope, update, target, place);
				const reads = 'linear' in update ? Object.keys(update.linear) : update.reads;
				for (const name of reads) if (transient.has(name) && !own.has(name)) warnErased(scope, name, place);
			}
			checkWriters(scope, layer, where);
		}
	}
}

function updateStep(index: number, update: Update): string {
	return `update ${index} (writes ${update.writes})`;
}

function warnErased(scope: Scope, name: string, where: Where): void {
	warn(scope, 'ALTA1113', {
		what: `The update reads ${name}, which is always undefined in this layer.`,
		where,
		why: `${name} is the output of a head of another layer that does not keep it.`,
		fix: `Keep ${name} (\`keep: true\`), or run its head in this layer.`,
	});
}

function checkLinear(scope: Scope, update: LinearUpdate, target: Variable | undefined, where: Where): void {
	if (target !== undefined && target.kind !== 'numerical') {
		const why = 'A linear map gives a number.';
		report(scope, 'ALTA1109', {
			what: `A linear map cannot write ${target.name}, which is ${target.kind}.`,
			where,
			why,
			fix: 'Use a table.',
		});
	}
	for (const [name, coefficient] of [...Object.entries(update.linear), ['the bias', update.bias] as const]) {
		if (Number.isFinite(coefficient)) continue;
		const why = 'Coefficients become weights.';
		report(scope, 'ALTA1110', { what: `The number for ${name} is ${coefficient}.`, where, why, fix: 'Use a finite number.' });
	}
	for (const name of Object.keys(update.linear)) {
		const read = findVariable(scope, name, where);
		if (read === undefined || read.kind === 'numerical') continue;
		const why = 'A linear map adds up multiples of numbers.';
		report(scope, 'ALTA1108', { what: `A linear map cannot read ${name}, which is ${read.kind}.`, where, why, fix: 'Use a table.' });
	}
}

function checkTable(scope: Scope, update: TableUpdate, target: Variable | undefined, where: Where): void {
	for (const name of repeated(update.reads, (each) => each)) {
		const why = 'A table reads each of its variables once.';
		report(scope, 'ALTA1106', { what: `The update lists ${name} twice among its reads.`, where, why, fix: 'List it once.' });
	}
	for (const name of update.reads) {
		const read = findVariable(scope, name, where);
		if (read?.kind !== 'numerical' || read.values !== undefined) continue;
		report(scope, 'ALTA1101', {
			what: `The update reads ${name}, which is numerical and lists no values.`,
			where,
			why: 'A table compares a number by the nearest of the values its variable lists.',
			fix: `Give ${name} \`values\`, ascending.`,
			span: read.source,
		});
	}
	for (const [r, row] of update.rows.entries()) {
		const place = [...where, `row ${r}`];
		if (target !== undefined) checkHolds(scope, target, row.value, { code: 'ALTA1107', where: place, span: row.source, verb: 'become' });
		for (const name of Object.keys(row.when)) checkConstraint(scope, update, row, name, place);
	}
}

function checkConstraint(scope: Scope, update: TableUpdate, row: Row, name: string, where: Where): void {
	const span = row.source;
	if (!update.reads.includes(name)) {
		const why = 'A row can only constrain what its table reads.';
		const fix = `Add ${JSON.stringify(name)} to the reads, or take it out of the row.`;
		report(scope, 'ALTA1102', { what: `The row constrains ${name}, which the update does not read.`, where, why, fix, span });
		return;
	}
	const variable = scope.variables.get(name);
	const values = row.when[name] ?? [];
	if (variable === undefined || (variable.kind === 'numerical' && variable.values === undefined)) return;
	if (values.length === 0) {
		const why = `It lists no value of ${name}.`;
		const fix = `List the values of ${name}, or leave it out to accept any.`;
		warn(scope, 'ALTA1103', { what: 'The row can never fire.', where, why, fix, span });
	}
	for (const value of values) checkListed(scope, variable, value, { code: 'ALTA1104', where, span, verb: 'be compared with' });
	for (const value of repeated(values, valueKey)) {
		const why = 'The values a row accepts are a set.';
		report(scope, 'ALTA1105', { what: `The row lists ${showValue(value)} of ${name} twice.`, where, why, fix: 'List it once.', span });
	}
}

function checkWriters(scope: Scope, layer: Layer, where: Where): void {
	const written = new Set(layer.updates.map((update) => update.writes));
	for (const name of written) {
		const writers = layer.updates.flatMap((update, index) => (update.writes === name ? [{ update, index }] : []));
		const linear = writers.find(({ update }) => 'linear' in update);
		if (linear !== undefined && writers.length > 1) {
			const others = writers.filter((each) => each !== linear).map(({ index }) => `update ${index}`);
			report(scope, 'ALTA1111', {
				what: `${name} is written by a linear map and by ${others.join(' and ')} of the same layer.`,
				where: [...where, updateStep(linear.index, linear.update)],
				why: 'A linear map always writes, so the two would write together.',
				fix: 'Put them into different layers, or write to different variables.',
			});
		}
		checkDisjoint(scope, writers, where);
	}
}

function checkDisjoint(scope: Scope, writers: readonly { readonly update: Update; readonly index: number }[], where: Where): void {
	const tables = writers.flatMap(({ update, index }) => ('linear' in update ? [] : [{ update, index }]));
	// Only what is read is looked at, so that long programs take time in proportion.
	const read = new Set(tables.flatMap(({ update }) => update.reads));
	const conflicts = findRowConflicts(
		[...read].flatMap((name) => scope.variables.get(name) ?? []),
		tables.map(({ update }) => update),
	);
	for (const { first, second, state } of conflicts) {
		const [one, other] = [tables[first.update], tables[second.update]];
		if (one === undefined || other === undefined) continue;
		const [row, earlier] = [other.update.rows[second.row], one.update.rows[first.row]];
		const example = [...state].map(([name, value]) => `${name} = ${showValue(value)}`).join(', ');
		report(scope, 'ALTA1112', {
			what: `Row ${second.row} of update ${other.index} can fire together with row ${first.row} of update ${one.index}${example === '' ? '' : `, for example at ${example}`}.`,
			where: [...where, updateStep(other.index, other.update), `row ${second.row}`],
			why: `They write ${showValue(row?.value)} and ${showValue(earlier?.value)} to ${other.update.writes}, and in weights both would be added, even if they agree.`,
			fix: 'Constrain one of them further, so that at most one row fires in any state.',
			span: spanOf(row, earlier),
		});
	}
}

function spanOf(row: Row | undefined, earlier: Row | undefined): Span | undefined {
	return row?.source ?? earlier?.source;
}
