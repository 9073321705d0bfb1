import type { Problem } from './problem.js';

/** Colours a piece of text for a terminal; the identity where colour is off. */
export interface Paint {
	readonly strong: (text: string) => string;
	readonly dim: (text: string) => string;
	readonly red: (text: string) => string;
	readonly yellow: (text: string) => string;
}

/** Options of {@link printProblem}. */
export interface PrintOptions {
	readonly paint?: Paint;
	/** Texts by source name; a problem with a span in one of them is shown with its line. */
	readonly sources?: Readonly<Record<string, string>>;
}

const plain: Paint = { strong: same, dim: same, red: same, yellow: same };

function same(text: string): string {
	return text;
}

/**
 * Prints a problem as a few short lines: severity, code and what; then where, the source line if there is one, why, and what to do.
 *
 * @example
 * ```ts
 * import { printProblem, problem } from '@alta-ts/diagnostics';
 * const text = printProblem(problem('ALTA1001', { what: 'No variable is called "partiy".', where: ['program parity'], why: 'Heads read variables by name.', fix: 'Write "parity".' }));
 * text.split('\n')[0] // => 'error ALTA1001: No variable is called "partiy".'
 * ```
 */
export function printProblem(problem: Problem, options: PrintOptions = {}): string {
	const paint = options.paint ?? plain;
	const colour = problem.severity === 'error' ? paint.red : paint.yellow;
	const lines = [`${colour(`${problem.severity} ${problem.code}`)}: ${paint.strong(problem.what)}`];
	if (problem.where.length > 0) lines.push(`  ${paint.dim('where:')} ${problem.where.join(' › ')}`);
	lines.push(...sourceLines(problem, options));
	lines.push(`  ${paint.dim('why:')} ${problem.why}`, `  ${paint.dim('do:')} ${problem.fix}`);
	return lines.join('\n');
}

/** Prints several problems, a blank line between them. */
export function printProblems(problems: readonly Problem[], options: PrintOptions = {}): string {
	return problems.map((each) => printProblem(each, options)).join('\n\n');
}

function sourceLines(problem: Problem, options: PrintOptions): string[] {
	const { span } = problem;
	const text = span === undefined ? undefined : options.sources?.[span.source];
	if (span === undefined || text === undefined) return span === undefined ? [] : [`  ${span.source}:${span.from}`];
	const start = span.from === 0 ? 0 : text.lastIndexOf('\n', span.from - 1) + 1;
	const end = text.indexOf('\n', span.from);
	const line = text.slice(start, end === -1 ? undefined : end);
	const number = text.slice(0, start).split('\n').length;
	const column = span.from - start;
	const width = Math.max(1, Math.min(span.to - span.from, line.length - column));
	const margin = `${number} | `;
	return [`  ${span.source}:${number}:${column + 1}`, `  ${margin}${line}`, `  ${' '.repeat(margin.length + column)}${'^'.repeat(width)}`];
}
