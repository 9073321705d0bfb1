import { analyseCost } from '../graph/cost.js';
import type { GraphValue } from '../graph/value.js';
import { rows } from '../session/apply.js';
import { LIBRARY_ORIGIN } from '../session/base-scope.js';
import { selectorRows } from '../session/result.js';
import { sequenceType } from '../session/sequence-type.js';
import type { Session } from '../session/session.js';
import { cellText, functionText, literalText } from '../session/text.js';
import { textWidth } from '../session/text-width.js';
import { isAtom, isFunction, isList, isSelector, isSequence, type Value } from '../session/value.js';
import type { ConsolePaint } from './console-paint.js';
import { selectorLines } from './selector-lines.js';

/** How a value is shown to a person who has just written it. */
export function echoLines(
	value: Value,
	name: string | undefined,
	session: Session,
	paint: ConsolePaint,
	brief: boolean,
): readonly string[] {
	const { labels, examples } = session;
	const title = name === undefined || name === 'out' ? '' : `${paint.cyan(name)} `;
	if (isSelector(value)) {
		const { input, memory } = examples.selector;
		const head = `${title}${paint.dim('selector')}`;
		if (brief || !examples.shown.selector) return [head];
		const square = rows(memory.matrix(value)).map((row) => row.map((cell) => (cell ? '1' : '0')).join(''));
		return [
			`${head}${paint.dim(`, on ${input.text}: queries down, keys across`)}`,
			...indented(selectorLines(input.elements.map(cellText), square)),
		];
	}
	if (isSequence(value)) {
		const { input, memory } = examples.sOp;
		const layers = analyseCost(value).merged.layers;
		const size = layers === 0 ? 'no layer' : layers === 1 ? '1 layer' : `${layers} layers`;
		if (brief || !examples.shown.sOp) return [`${title}${paint.dim(`s-op, ${size}`)}`];
		const values = memory.values(value);
		return [
			`${title}${paint.dim(`s-op of ${sequenceType(values)}s, ${size}, on ${input.text}`)}`,
			...indented(columns(input.elements, values, paint)),
		];
	}
	if (isFunction(value)) {
		const { name: called, parameters } = value.definition;
		const origin =
			value.scope.origin === 'console' ? '' : value.scope.origin === LIBRARY_ORIGIN ? ' of the library' : ` of ${value.scope.origin}`;
		return [`${paint.cyan(functionText(called.name, parameters))} ${paint.dim(`function${origin}`)}`];
	}
	if (isList(value) && value.application !== undefined) return applicationLines(value, paint);
	return [`${title}${title === '' ? '' : '= '}${literalText(value, labels)}`];
}

function applicationLines(value: Value, paint: ConsolePaint): readonly string[] {
	if (!isList(value) || value.application === undefined) return [];
	const { applied, input } = value.application;
	if (isSelector(applied)) return indented(selectorLines(input.elements.map(cellText), selectorRows(value)));
	return indented(columns(input.elements, value.items.filter(isAtom), paint));
}

/** The input, and below each element what the s-op has there. */
function columns(input: readonly GraphValue[], values: readonly GraphValue[], paint: ConsolePaint): readonly string[] {
	const [above, below] = [input.map(cellText), values.map(cellText)];
	const widths = above.map((text, at) => Math.max(textWidth(text), textWidth(below[at] ?? '')));
	const row = (texts: readonly string[]): string =>
		texts.map((text, at) => ' '.repeat((widths[at] ?? 0) - textWidth(text)) + text).join(' ');
	return [paint.dim(row(above)), row(below)];
}

function indented(lines: readonly string[]): readonly string[] {
	return lines.map((line) => `  ${line}`);
}
