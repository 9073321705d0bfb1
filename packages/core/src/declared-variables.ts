import { type Problem, problem } from '@alta-ts/diagnostics';
import type { Declared, Initialiser } from './declare.js';
import type { Init, Value, Variable } from './program.js';
import type { Heads } from './program-spec.js';
import type { Variables } from './state-types.js';
import { useOneOf } from './tracing/problems.js';

/** What initialisers are applied to. */
export interface InputSpec {
	readonly tokens: readonly string[];
	readonly positions?: number;
	readonly variables: Variables;
}

const reserved: ReadonlySet<string> = new Set(['also', 'defined', 'write']);

/** The author's variables with their initialisers applied; what is wrong is added to `problems`. */
export function declareVariables(spec: InputSpec, where: readonly string[], problems: Problem[]): readonly Variable[] {
	return Object.entries(spec.variables).map(([name, declared]) => {
		const at = [...where, `variable ${name}`];
		checkName(name, at, problems);
		return named(name, declared, applied(declared.init, spec, at, problems));
	});
}

/** The variables that hold the outputs of heads, undefined at the start, of the kind of the heads' values. */
export function declareHeads(own: readonly Variable[], heads: Heads, where: readonly string[], problems: Problem[]): readonly Variable[] {
	const taken = new Set(own.map((variable) => variable.name));
	return Object.entries(heads).flatMap(([name, head]) => {
		const at = [...where, `head ${name}`];
		checkName(name, at, problems);
		if (taken.has(name)) problems.push(nameTaken(name, 'It is the name of a variable.', at));
		const value = fetched(name, own, heads);
		if (value === undefined) {
			problems.push(
				problem('ALTA1221', {
					where: at,
					what: `The value "${head.value}" of head "${name}" is no variable.`,
					why: 'A head fetches the value of a variable, or of another head that ends at a variable.',
					fix: useOneOf(head.value, [...taken]),
				}),
			);
			return [];
		}
		const init: Init = { constant: undefined };
		const values = head.values;
		return [value.kind === 'numerical' && values !== undefined ? { ...value, name, init, values } : { ...value, name, init }];
	});
}

/** The variable whose value a head fetches in the end, be it through other heads. */
function fetched(name: string, own: readonly Variable[], heads: Heads): Variable | undefined {
	const seen = new Set<string>();
	let value = name;
	for (let head = heads[value]; head !== undefined && !seen.has(value); head = Object.hasOwn(heads, value) ? heads[value] : undefined) {
		seen.add(value);
		value = head.value;
		const variable = own.find((each) => each.name === value);
		if (variable !== undefined) return variable;
	}
	return undefined;
}

function checkName(name: string, where: readonly string[], problems: Problem[]): void {
	if (reserved.has(name)) problems.push(nameTaken(name, 'Functions use it to speak to the tracer.', where));
}

function nameTaken(name: string, why: string, where: readonly string[]): Problem {
	return problem('ALTA1220', { where, what: `The name "${name}" cannot be used.`, why, fix: 'Choose another name.' });
}

function named(name: string, declared: Declared<Value>, init: Init): Variable {
	if (declared.kind === 'categorical') return { kind: 'categorical', name, init, values: declared.values };
	if (declared.kind === 'set') return { kind: 'set', name, init, members: declared.members, values: declared.values };
	return { kind: 'numerical', name, init, ...(declared.values === undefined ? {} : { values: declared.values }) };
}

function applied(init: Initialiser<Value>, { tokens, positions }: InputSpec, where: readonly string[], problems: Problem[]): Init {
	if ('constant' in init) return { constant: init.constant };
	try {
		if ('byToken' in init) {
			const { byToken } = init;
			return { byToken: byToken === 'itself' ? tokens : tokens.map((token) => byToken(token)) };
		}
		if (positions === undefined) problems.push(positionsMissing(where));
		return { byPosition: Array.from({ length: positions ?? 0 }, (_, position) => init.byPosition(position)) };
	} catch (error) {
		problems.push(
			problem('ALTA1224', {
				where,
				what: `The initialiser threw an error: ${error instanceof Error ? error.message : String(error)}`,
				why: 'It is called for every token or position and has to return each time.',
				fix: 'Return a value, or undefined, for this one too.',
			}),
		);
		return { constant: undefined };
	}
}

function positionsMissing(where: readonly string[]): Problem {
	return problem('ALTA1225', {
		where,
		what: 'The variable is initialised by position, but the program does not say how many there are.',
		why: 'The initial values become a table with an entry for each position.',
		fix: 'Give the program `positions`, the length of its longest input.',
	});
}
