import { closest, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';

/** What an option of a task can be. */
export type OptionValue = string | number | boolean;

/** Options by name. */
export type TaskOptions = Readonly<Record<string, OptionValue>>;

/** What an option of a task takes. Its default is in the task's `defaults`. */
export type OptionDeclaration =
	| { readonly type: 'integer'; readonly min: number; readonly max: number; readonly help: string }
	| { readonly type: 'boolean'; readonly help: string }
	| { readonly type: 'choice'; readonly choices: readonly string[]; readonly help: string };

/** Something with a name and options: the part of a task that says what its options are. */
export interface Optioned<O extends TaskOptions> {
	readonly name: string;
	readonly defaults: O;
	readonly options: { readonly [K in keyof O]: OptionDeclaration };
}

/**
 * Checks options against a task's declarations and fills in the defaults.
 *
 * @throws ALTA8002 for options the task does not have and ALTA8003 for values it refuses, all at once.
 */
export function resolveOptions<O extends TaskOptions>(task: Optioned<O>, given: Partial<O> = {}): O {
	const problems: Problem[] = [];
	for (const [name, value] of Object.entries<unknown>(given)) {
		const declaration = declarationOf(task, name);
		if (declaration === undefined) problems.push(unknownOption(task, name));
		else if (!accepts(declaration, value)) problems.push(refused(task, name, declaration, value));
	}
	throwProblems(problems);
	return { ...task.defaults, ...given };
}

/**
 * Reads options that were written as text, such as `maxLength=20` on a command line, by the task's declarations.
 *
 * @throws ALTA8002 for options the task does not have and ALTA8003 for texts that are not a value of the option, all at once.
 */
export function readOptions(task: Optioned<TaskOptions>, texts: Readonly<Record<string, string>>): TaskOptions {
	const problems: Problem[] = [];
	const options: Record<string, OptionValue> = {};
	for (const [name, text] of Object.entries(texts)) {
		const declaration = declarationOf(task, name);
		const value = declaration === undefined ? undefined : readValue(declaration, text);
		if (declaration === undefined) problems.push(unknownOption(task, name));
		else if (value === undefined || !accepts(declaration, value)) problems.push(refused(task, name, declaration, text));
		else options[name] = value;
	}
	throwProblems(problems);
	return { ...task.defaults, ...options };
}

function declarationOf<O extends TaskOptions>(task: Optioned<O>, name: string): OptionDeclaration | undefined {
	return Object.hasOwn(task.options, name) ? task.options[name] : undefined;
}

function accepts(declaration: OptionDeclaration, value: unknown): boolean {
	switch (declaration.type) {
		case 'integer':
			return typeof value === 'number' && Number.isInteger(value) && value >= declaration.min && value <= declaration.max;
		case 'boolean':
			return typeof value === 'boolean';
		case 'choice':
			return typeof value === 'string' && declaration.choices.includes(value);
	}
}

function readValue(declaration: OptionDeclaration, text: string): OptionValue | undefined {
	switch (declaration.type) {
		case 'integer':
			return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
		case 'boolean':
			return text === 'true' ? true : text === 'false' ? false : undefined;
		case 'choice':
			return text;
	}
}

/** What a declaration accepts, in words: `an integer from 1 to 9`. */
export function describeOption(declaration: OptionDeclaration): string {
	switch (declaration.type) {
		case 'integer':
			return `an integer from ${declaration.min} to ${declaration.max}`;
		case 'boolean':
			return 'true or false';
		case 'choice':
			return `one of ${declaration.choices.join(', ')}`;
	}
}

function unknownOption<O extends TaskOptions>(task: Optioned<O>, name: string): Problem {
	const names = Object.keys(task.options);
	const close = closest(name, names);
	return problem('ALTA8002', {
		what: `The task has no option "${name}".`,
		where: [`task ${task.name}`],
		why: names.length === 0 ? 'It has no options at all.' : `Its options are ${names.join(', ')}.`,
		fix: close === undefined ? 'Leave the option out.' : `Write "${close}".`,
	});
}

function refused<O extends TaskOptions>(task: Optioned<O>, name: string, declaration: OptionDeclaration, value: unknown): Problem {
	return problem('ALTA8003', {
		what: `The option "${name}" cannot be ${typeof value === 'string' ? `"${value}"` : String(value)}.`,
		where: [`task ${task.name}`, `option ${name}`],
		why: `It takes ${describeOption(declaration)}. ${declaration.help}`,
		fix: `Give ${describeOption(declaration)}, or leave the option out for ${String(task.defaults[name])}.`,
	});
}
