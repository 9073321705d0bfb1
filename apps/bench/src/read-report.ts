import { readFileSync } from 'node:fs';
import { altaError } from '@alta-ts/diagnostics';
import type { Report } from './report.js';

/**
 * Reads figures that an earlier run has written.
 *
 * @throws ALTA9083 where they cannot be read
 */
export function readReport(path: string): Report {
	const report = parse(path);
	if (isReport(report)) return report;
	throw refused(path, 'It is JSON, but not the figures of this version of the benchmarks.', 'Measure again with --write.');
}

function parse(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch (error) {
		throw refused(path, error instanceof Error ? error.message : String(error), 'Give the path of a benchmarks.json.');
	}
}

function refused(path: string, why: string, fix: string): Error {
	return altaError('ALTA9083', { what: `${path} is no report of benchmarks.`, where: ['--from'], why, fix });
}

function isReport(value: unknown): value is Report {
	return (
		has(value, {
			date: 'string',
			command: 'string',
			quick: 'boolean',
			node: 'string',
			cores: 'number',
			platform: 'string',
			load: 'number',
		}) &&
		all(value, 'comparisons', isCompared) &&
		all(value, 'benchmarks', (each) => has(each, { name: 'string', task: 'string', peer: 'string' }) && all(each, 'figures', isFigure))
	);
}

function isCompared(value: unknown): boolean {
	return (
		has(value, { name: 'string', group: 'string', task: 'string' }) &&
		all(value, 'entries', (each) => has(each, { engine: 'string', status: 'string' })) &&
		all(value, 'ratios', (each) => has(each, { ours: 'string', other: 'string' }) && isRange(each))
	);
}

function isFigure(value: unknown): boolean {
	return has(value, { quantity: 'string', ours: 'number', peer: 'number' }) && isRange(value);
}

function isRange(value: unknown): boolean {
	return has(value, { ratio: 'number', rounds: 'number' }) && all(value, 'spread', (end) => typeof end === 'number');
}

/** Whether a value is an object with properties of these types. */
function has(value: unknown, types: Readonly<Record<string, 'string' | 'number' | 'boolean'>>): value is object {
	return isObject(value) && Object.entries(types).every(([name, type]) => typeof value[name] === type);
}

/** Whether a property of a value is a list of what passes a check. */
function all(value: unknown, name: string, check: (each: unknown) => boolean): boolean {
	const list = isObject(value) ? value[name] : undefined;
	return Array.isArray(list) && list.every(check);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
