import { type Node, parseSync } from 'oxc-parser';
import { type Binding, bindingsOf } from './bindings.js';
import type { Block } from './blocks.js';

/** A block of TypeScript as a part of a test file. */
export interface ExampleTest {
	readonly place: string;
	readonly imports: readonly Binding[];
	/** Its other statements, with `expression // => value` written as an assertion. */
	readonly body: string;
}

/**
 * Turns a block of TypeScript into statements of a test. A statement followed, on its last line, by `// => value` asserts that it
 * equals the value, which may be any expression; a declaration asserts it of the one name it declares.
 *
 * @throws an `Error` that names the place where the block is no TypeScript, or asserts something that has no value.
 */
export function exampleTest(block: Block, place: string): ExampleTest {
	const { program, errors, comments } = parseSync('example.ts', block.text);
	if (errors[0] !== undefined) throw new Error(`${place}: the example is no TypeScript: ${errors[0].message}`);
	const imports: Binding[] = [];
	const lines: string[] = [];
	let asserted = 0;
	for (const statement of program.body) {
		const text = block.text.slice(statement.start, statement.end);
		const value = expectation(block.text, statement.end);
		if (value !== undefined) asserted++;
		if (statement.type === 'ImportDeclaration') imports.push(...bindingsOf(statement, place));
		else lines.push(...statementLines(statement, text, value, place));
	}
	const arrows = comments.filter((each) => each.type === 'Line' && each.value.startsWith(' =>')).length;
	if (arrows !== asserted) throw new Error(`${place}: a \`// =>\` does not stand behind a whole statement. Is a semicolon missing?`);
	return { place, imports, body: lines.join('\n') };
}

/** What is written behind a statement as its value, if anything. */
function expectation(text: string, end: number): string | undefined {
	const rest = text.slice(end).split('\n', 1)[0] ?? '';
	return /^[ \t]*\/\/ =>(.*)$/.exec(rest)?.[1]?.trim();
}

function statementLines(statement: Node, text: string, value: string | undefined, place: string): readonly string[] {
	if (statement.type === 'ExportDefaultDeclaration') return [`void (${inner(text, statement, statement.declaration)});`];
	if (statement.type === 'ExportNamedDeclaration') {
		const { declaration } = statement;
		return declaration === null ? [] : statementLines(declaration, inner(text, statement, declaration), value, place);
	}
	if (value === undefined) return [/[;}]$/.test(text) ? text : `${text};`];
	if (statement.type === 'ExpressionStatement') return [`expect(${inner(text, statement, statement.expression)}).toEqual(${value});`];
	const declared = statement.type === 'VariableDeclaration' ? statement.declarations[0]?.id : undefined;
	if (declared?.type === 'Identifier') return [text, `expect(${declared.name}).toEqual(${value});`];
	throw new Error(`${place}: \`// =>\` stands behind something that has no value.`);
}

function inner(text: string, outer: Node, part: Node): string {
	return text.slice(part.start - outer.start, part.end - outer.start);
}
