import { altaError, throwProblems } from '@alta-ts/diagnostics';
import type { GraphNode, Operation, SOp } from '../graph/node.js';
import { operands } from '../graph/node.js';
import { TRUE } from '../graph/predicate.js';
import { parseRasp } from '../language/parse.js';
import type { Command, Item, Statement } from '../language/syntax.js';
import { apply, requireInput } from './apply.js';
import { createBaseScope } from './base-scope.js';
import type { Builder } from './build.js';
import { evaluate, type Machine } from './evaluate.js';
import { createExamples, setExample, tryOnExample } from './examples.js';
import { typeError } from './failures.js';
import { createLabels } from './labels.js';
import { librarySource } from './library-source.js';
import { fileNotFound, type LoadedFile, loadsItself } from './loading.js';
import { bind } from './names.js';
import type { Outcome } from './outcome.js';
import { placed } from './placed.js';
import { runStatement, runStatements } from './run-statements.js';
import { alwaysReserved, lookUp, namesIn, scopeIn } from './scope.js';
import type { Session, SessionOptions } from './session.js';
import { valueText } from './text.js';
import { isFunction, isList, isNode, isSequence, type Scope, someOf, type Value } from './value.js';

/** Starts a session with the standard library. */
export function createSession(options: SessionOptions = {}): Session {
	const labels = createLabels();
	const examples = createExamples(labels);
	const { scope: base, indices } = createBaseScope();
	const sources: Record<string, string> = {};
	const files: LoadedFile[] = [];
	let outcomes: Outcome[] = [];
	let checking = false;
	const misfits = new WeakSet<GraphNode>();

	const shared = new Map<string, Operation>();
	const builder: Builder = {
		labels,
		shared: (key, apply) => {
			const operation = shared.get(key) ?? { name: key.split(' ', 1)[0] ?? key, apply };
			shared.set(key, operation);
			return operation;
		},
		span: undefined,
		within: undefined,
		indices,
		full: { op: 'select', keys: { op: 'constant', value: 1n }, queries: { op: 'constant', value: 1n }, predicate: TRUE },
		length: () => sequenceNamed(base, 'length'),
	};
	labels.describe(builder.full, 'full average');
	labels.describe(sequenceNamed(base, 'tokens_str'), 'tokens');
	const machine: Machine = {
		builder,
		at: undefined,
		statement: undefined,
		callSite: undefined,
		deferring: false,
		depth: 0,
		check,
		run: (scope, body) => runStatements(machine, scope, body),
		load,
		draw: (drawn, input) => draw(drawn, input),
	};

	runStatements(machine, base, libraryStatements());
	const libraryNames = [...base.names.keys()].filter((name) => name !== 'tokens' && name !== 'out');
	base.names.delete('out');
	checking = options.misfits !== 'off';
	let top: Scope = scopeIn(base, { origin: 'console', reserved: new Set([...alwaysReserved, ...libraryNames]) });

	/** Tries what is new on the example. What is made of a misfit is one too, and not worth another word. */
	function check(node: GraphNode): void {
		if (!checking || misfits.has(node)) return;
		if (options.misfits !== 'report') {
			tryOnExample(examples, node);
			return;
		}
		if (operands(node).some((each) => misfits.has(each))) {
			misfits.add(node);
			return;
		}
		try {
			tryOnExample(examples, node);
		} catch (error) {
			misfits.add(node);
			outcomes.push({ kind: 'misfit', error: placed(error, machine) });
		}
	}

	function load(path: string, scope: Scope): void {
		const file = options.read?.(path, files.at(-1)?.name);
		if (file === undefined) throw fileNotFound(path);
		if (files.some(({ name }) => name === file.name))
			throw loadsItself(
				path,
				files.map(({ name }) => name),
			);
		const exports = (name: string, value: Value): void => bind(scope, name, value);
		runLoaded(file, scopeIn(base, { origin: path, exports }));
	}

	/** Runs a file. Where nothing failed, of several values of a name only the last is shown. */
	function runLoaded(file: LoadedFile, scope: Scope): void {
		const before = outcomes;
		outcomes = [];
		const shown = { ...examples.shown };
		files.push(file);
		sources[file.name] = file.text;
		const parsed = parseRasp(file.text, file.name);
		if (parsed.problems.length > 0) outcomes.push({ kind: 'unreadable', problems: parsed.problems });
		else for (const item of parsed.program.statements) if (runItem(scope, item, true)) break;
		files.pop();
		Object.assign(examples.shown, shown);
		const failed = outcomes.some(({ kind }) => kind === 'failed' || kind === 'unreadable');
		const own = outcomes;
		const last = (each: Outcome, at: number): boolean =>
			each.kind !== 'shown' || !own.slice(at + 1).some((later) => later.kind === 'shown' && later.name === each.name);
		outcomes = [...before, ...(failed ? own : own.filter(last))];
	}

	/** Runs one item, and says whether it was an exit. */
	function runItem(scope: Scope, item: Item, loaded: boolean): boolean {
		if (!loaded) {
			machine.depth = 0;
			machine.deferring = false;
		}
		machine.at = undefined;
		machine.statement = item;
		try {
			if (item.kind === 'comment') return false;
			if (isCommand(item)) return runCommand(scope, item);
			const { bound, value } = runStatement(machine, scope, item);
			for (const each of bound) if (!loaded || !each.name.startsWith('_')) outcomes.push({ kind: 'shown', ...each, loaded });
			if (value !== undefined && !loaded) outcomes.push(shownValue(item, value));
		} catch (error) {
			outcomes.push({ kind: 'failed', error: placed(error, machine) });
		}
		return false;
	}

	function runCommand(scope: Scope, command: Command): boolean {
		switch (command.kind) {
			case 'set example':
				setExample(examples, command.which, evaluate(machine, scope, command.example), labels);
				return false;
			case 'show example':
				outcomes.push({ kind: 'examples', which: command.which });
				return false;
			case 'examples':
				if (command.which !== 'selector') examples.shown.sOp = command.on;
				if (command.which !== 's-op') examples.shown.selector = command.on;
				return false;
			case 'full display':
				examples.fullDisplay = command.on;
				return false;
			case 'exit':
				return true;
		}
	}

	function draw(drawn: Value, input: Value | undefined): void {
		if (!isSequence(drawn))
			throw typeError(`draw expects unfinished sequence, got: ${valueText(drawn, labels)}`, {
				what: `draw is given ${valueText(drawn, labels)}.`,
				why: 'It draws how an s-op comes about.',
				fix: 'Give it an s-op.',
			});
		const on = input ?? examples.sOp.value;
		outcomes.push({ kind: 'applied', value: apply(drawn, on, labels) });
		options.draw?.(drawn, requireInput(on, labels), session);
	}

	const session: Session = {
		labels,
		examples,
		sources,
		run: (program, text) => {
			sources[program.span.source] = text;
			outcomes = [];
			const ended = program.statements.some((item) => runItem(top, item, false));
			return { outcomes, ended };
		},
		runFile: (file) => {
			outcomes = [];
			top = scopeIn(base, { origin: file.name });
			runLoaded(file, top);
			return outcomes;
		},
		value: (name) => lookUp(top, name),
		names: () => namesIn(top),
		ownNames: () => [...top.names.keys()].filter((name) => name !== 'out'),
		evaluate: (text) => {
			const source = `${text}\n;`;
			sources.input = source;
			const { program, problems } = parseRasp(source, 'input');
			const [item] = program.statements;
			throwProblems(problems);
			if (program.statements.length !== 1 || item?.kind !== 'expression')
				throw altaError('ALTA0003', {
					what: `${text} is no single expression.`,
					why: 'An input is one value of RASP.',
					fix: 'Write a text in double quotes, a list or a dict, such as "hello" or [1, 2, 3].',
				});
			machine.depth = 0;
			try {
				return evaluate(machine, scopeIn(top), item.expression);
			} catch (error) {
				throw placed(error, machine);
			}
		},
		sequence: (text) => {
			const value = session.evaluate(text);
			if (isSequence(value)) return value;
			throw typeError(`Expected sequence, got: ${valueText(value, labels)}`, {
				what: `${text.trim()} is no s-op.`,
				why: `It is ${someOf(value)}.`,
				fix: 'Name an s-op.',
			});
		},
		input: (value) => requireInput(value, labels),
		onExample: (value) => (isNode(value) ? apply(value, examples[isSequence(value) ? 'sOp' : 'selector'].value, labels) : value),
		apply: (node, input) => {
			if (isNode(node)) return apply(node, input, labels);
			throw typeError(`cannot apply: ${valueText(node, labels)}`, {
				what: `${valueText(node, labels)} is applied to an input.`,
				why: 'S-ops and selectors can be.',
				fix: isFunction(node) ? 'Apply what a call of the function gives.' : 'Apply an s-op or a selector.',
			});
		},
	};
	return session;
}

/** Read once: the syntax tree is the same for every session. */
let library: readonly Statement[] | undefined;

function libraryStatements(): readonly Statement[] {
	library ??= parseRasp(librarySource, 'library').program.statements.filter((item) => item.kind !== 'comment' && !isCommand(item));
	return library;
}

function isCommand(item: Exclude<Item, { readonly kind: 'comment' }>): item is Command {
	return ['set example', 'show example', 'examples', 'full display', 'exit'].includes(item.kind);
}

/** The value of an expression under the name that it is, or as `out`. */
function shownValue(item: Statement, value: Value): Outcome {
	if (isList(value) && value.application !== undefined) return { kind: 'applied', value };
	const name = item.kind === 'expression' && item.expression.kind === 'name' ? item.expression.name : 'out';
	return { kind: 'shown', name, value, loaded: false };
}

function sequenceNamed(scope: Scope, name: string): SOp {
	const value = lookUp(scope, name);
	if (value === undefined || !isSequence(value)) throw new Error(`internal: ${name} is no s-op of the library`);
	return value;
}
