import { altaError, closest, describeValue, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import type { CreateOptions, TransformerOptions } from './transformer.js';

const CREATE_OPTIONS: Readonly<Record<keyof CreateOptions, true>> = { dtype: true };
const RUN_OPTIONS: Readonly<Record<keyof TransformerOptions, true>> = { maxLayers: true, layers: true, hooks: true, patch: true };

/** @throws AltaError ALTA6014 for something else than a model, such as the promise of one, and for options that do not exist. */
export function checkCreation(model: Model, options: CreateOptions): void {
	if (!isModel(model)) {
		throw altaError('ALTA6014', {
			what: `The model is ${describeValue(model)}.`,
			where: ['createTransformer', 'first argument'],
			why: 'A transformer is made of a model: its configuration, layout and tensors.',
			fix: isPromise(model) ? 'Await the promise.' : 'Pass what `compile` of @alta-ts/compiler or `loadModel` of @alta-ts/model returns.',
		});
	}
	throwProblems(unknownOptions(options, Object.keys(CREATE_OPTIONS), ['createTransformer']));
}

/** @throws AltaError ALTA6014 for options of a run that do not exist, and for hooks and patches that are none. */
export function checkRunOptions(model: Model, options: TransformerOptions): void {
	const where = [`model ${model.name}`];
	throwProblems(unknownOptions(options, Object.keys(RUN_OPTIONS), where));
	throwProblems([...listProblems('hooks', 'visit', options.hooks, where), ...listProblems('patch', 'apply', options.patch, where)]);
}

function listProblems(option: string, method: string, list: unknown, where: readonly string[]): readonly Problem[] {
	const wrong = (what: string): Problem =>
		problem('ALTA6014', {
			what,
			where: [...where, `option ${option}`],
			why: `The option \`${option}\` is a list of objects with a \`name\` and a function \`${method}\`.`,
			fix: `Write \`${option}: [{ name: 'embedding', ${method}: … }]\`.`,
		});
	if (list === undefined) return [];
	if (!Array.isArray(list)) return [wrong(`\`${option}\` is ${describeValue(list)}, not a list.`)];
	const entries: readonly unknown[] = list;
	return entries.flatMap((each, index) => {
		if (!isObject(each)) return [wrong(`Entry ${index} of \`${option}\` is ${describeValue(each)}.`)];
		const { name } = each;
		const named = typeof name === 'string' || (option === 'hooks' && typeof name === 'function');
		if (named && typeof each[method] === 'function') return [];
		return [wrong(`Entry ${index} of \`${option}\` has no ${named ? `function \`${method}\`` : '`name`'}.`)];
	});
}

function unknownOptions(options: unknown, known: readonly string[], where: readonly string[]): readonly Problem[] {
	if (!isObject(options) || Array.isArray(options)) {
		return [
			problem('ALTA6014', {
				what: `The options are ${describeValue(options)}.`,
				where,
				why: `Options are an object with ${known.join(', ')}, of which each may be absent.`,
				fix: 'Pass an object, or leave the options out.',
			}),
		];
	}
	const names = Object.keys(options).filter((name) => !known.includes(name));
	return names.map((name) => {
		const meant = closest(name, known);
		return problem('ALTA6014', {
			what: `There is no option \`${name}\`.`,
			where: [...where, `option ${name}`],
			why: `The options are ${known.join(', ')}.`,
			fix: meant === undefined ? 'Leave it out.' : `Write \`${meant}\`.`,
		});
	});
}

function isModel(value: unknown): boolean {
	if (!isObject(value)) return false;
	return isObject(value.config) && isObject(value.tensors) && isObject(value.layout);
}

function isPromise(value: unknown): boolean {
	return isObject(value) && typeof value.then === 'function';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
