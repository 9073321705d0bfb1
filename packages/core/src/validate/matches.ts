import { valueKey } from '../domain.js';
import type { CategoricalVariable, Match, OffsetSet, Table, Variable, VariableMatch } from '../program.js';
import { findVariable, repeated, report, type Scope, type Where, warn } from './scope.js';
import { checkListed } from './values.js';

/** Checks one condition of a head. */
export function checkMatch(scope: Scope, match: Match, where: Where): void {
	if ('offsets' in match) checkOffsets(scope, match.offsets, where);
	else checkVariables(scope, match, where);
}

function checkVariables(scope: Scope, match: VariableMatch, where: Where): void {
	const query = findVariable(scope, match.query, where);
	const key = findVariable(scope, match.key, where);
	const wanted = match.test === 'member' ? 'set' : 'categorical';
	const queryFits = query !== undefined && hasKind(scope, query, wanted, `the query of ${testName(match)}`, where);
	const keyFits = key !== undefined && hasKind(scope, key, 'categorical', `the key of ${testName(match)}`, where);
	if (!queryFits || !keyFits || key.kind !== 'categorical') return;
	if (typeof match.test === 'object') {
		if (query.kind === 'categorical') checkTable(scope, match.test, query, key, where);
		return;
	}
	const asked = new Set<unknown>(query.kind === 'set' ? query.members : query.values);
	if (key.values.some((atom) => asked.has(atom))) return;
	warn(scope, 'ALTA1037', {
		what: `${query.name} and ${key.name} have no value in common, so the head never selects anything.`,
		where,
		why: 'Values match when they are the same: 1, "1" and true are three different ones.',
		fix: 'Use the same values in both, or say with a table which match.',
	});
}

function testName(match: VariableMatch): string {
	return typeof match.test === 'string' ? `"${match.test}"` : 'a table';
}

function hasKind(scope: Scope, variable: Variable, kind: Variable['kind'], role: string, where: Where): boolean {
	if (variable.kind === kind) return true;
	report(scope, 'ALTA1036', {
		what: `${variable.name} is ${variable.kind}, and cannot be ${role}.`,
		where,
		why: 'Equality and tables compare two categorical variables; membership looks for a categorical key in a set.',
		fix: `Use a ${kind} variable, or another test.`,
	});
	return false;
}

function checkTable(scope: Scope, table: Table, query: CategoricalVariable, key: CategoricalVariable, where: Where): void {
	const use = { code: 'ALTA1038', where, verb: 'be matched with' };
	for (const entry of table) {
		checkListed(scope, query, entry.query, use);
		for (const atom of entry.keys) checkListed(scope, key, atom, use);
		for (const atom of repeated(entry.keys, valueKey))
			listedTwice(scope, `key ${JSON.stringify(atom)} of query ${JSON.stringify(entry.query)}`, where);
	}
	for (const entry of repeated(table, (each) => valueKey(each.query))) listedTwice(scope, `query ${JSON.stringify(entry.query)}`, where);
}

function checkOffsets(scope: Scope, offsets: OffsetSet, where: Where): void {
	const isList = 'length' in offsets;
	const numbers = isList ? offsets : [offsets.from ?? 0, offsets.to ?? 0];
	for (const offset of numbers.filter((each) => !Number.isInteger(each))) {
		const why = 'An offset is the distance between two positions: key position − query position.';
		report(scope, 'ALTA1040', {
			what: `${offset} is not an offset.`,
			where,
			why,
			fix: 'Use integers, such as −1 for the position to the left.',
		});
	}
	if (isList) {
		for (const offset of repeated(offsets, (each) => each)) listedTwice(scope, `offset ${offset}`, where);
		if (offsets.length > 0) return;
		const why = 'The head could never select anything.';
		report(scope, 'ALTA1042', { what: 'The list of offsets is empty.', where, why, fix: 'List an offset, or leave the match out.' });
	} else if (offsets.from !== undefined && offsets.to !== undefined && offsets.from > offsets.to) {
		const why = 'No offset lies in such a range, so the head could never select anything.';
		const what = `The offsets from ${offsets.from} to ${offsets.to} are none.`;
		report(scope, 'ALTA1041', { what, where, why, fix: 'Give the smaller end first.' });
	}
}

function listedTwice(scope: Scope, thing: string, where: Where): void {
	const why = 'It would say nothing new, and may be a slip for another one.';
	report(scope, 'ALTA1039', { what: `The match lists ${thing} twice.`, where, why, fix: 'List it once.' });
}
