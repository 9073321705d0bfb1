import { numberText, type Source } from '@alta-ts/model';
import type { ActivationExplanation, ActiveUnit, Addition, ReadNumber } from '@alta-ts/transformer';
import { cutList } from './cut-list.js';
import type { ExplanationStyle } from './draw-explanation.js';
import type { BackendUse } from './engine.js';
import { sourceText } from './source-text.js';

/** What parts of a model held at one position of a layer. */
export interface ExplainedRun {
	readonly layer: number;
	readonly position: number;
	readonly token: string;
	readonly activations: readonly ActivationExplanation[];
	readonly backend: BackendUse;
}

/** What parts of a model held, and why, for people. */
export function drawActivations({ layer, position, token, activations }: ExplainedRun, style: ExplanationStyle): string {
	const place = `${layer === 0 ? 'start' : `layer ${layer}`}, position ${position} (${token})`;
	// Of a whole variable, what holds something comes first.
	const ordered = activations.toSorted((a, b) => Number(isIdle(a)) - Number(isIdle(b)));
	const shown = cutList(ordered, style.all);
	return [place, ...shown.entries.flatMap((each) => drawActivation(each, layer, style)), ...shown.rest, ''].join('\n');
}

function isIdle({ value, added }: ActivationExplanation): boolean {
	return value === 0 && added.length === 0;
}

function drawActivation(
	{ name, value, before, added, unit }: ActivationExplanation,
	layer: number,
	style: ExplanationStyle,
): readonly string[] {
	const title = `${style.colours.strong(name)} is ${numberText(value)}`;
	if (unit !== undefined) return [title, ...indented(2, rules(unit.sources, style)), ...indented(2, readLines(unit, style))];
	if (before === undefined) return [title];
	const shown = cutList(added, style.all);
	return [
		layer === 0 ? title : `${title} at the end of the layer, ${numberText(before)} before`,
		...shown.entries.flatMap((each) => indented(2, additionLines(each, style))),
		...indented(2, shown.rest),
	];
}

function additionLines({ by, amount, sources, unit, held }: Addition, style: ExplanationStyle): readonly string[] {
	return [
		`${amount > 0 ? '+' : ''}${numberText(amount)} ${by}`,
		...indented(3, rules(held.length > 0 ? held : sources, style)),
		...(unit === undefined ? [] : indented(3, readLines(unit, style))),
	];
}

function rules(sources: readonly Source[], style: ExplanationStyle): readonly string[] {
	const shown = cutList(sources, style.all);
	return [...shown.entries.map((source) => sourceText(source, style.texts, style.all)), ...shown.rest].map(style.colours.dim);
}

/** The coordinates that decided a unit, by way of other units or directly: those that are not zero first. */
function readLines(unit: ActiveUnit, style: ExplanationStyle): readonly string[] {
	const read = new Map(coordinatesRead(unit).map(({ name, value }) => [name, value]));
	const ordered = [...read].toSorted(([, a], [, b]) => Number(b !== 0) - Number(a !== 0));
	const shown = cutList(ordered, style.all);
	if (ordered.length === 0) return [];
	return [
		`read ${shown.entries.map(([name, value]) => `[${name}] = ${numberText(value)}`).join(', ')}${shown.rest.map((line) => `, ${line}`).join('')}`,
	];
}

function coordinatesRead({ reads }: ActiveUnit): readonly ReadNumber[] {
	return reads.flatMap((read) => (read.unit === undefined ? (read.name === '1' ? [] : [read]) : coordinatesRead(read.unit)));
}

function indented(by: number, lines: readonly string[]): readonly string[] {
	return lines.map((line) => ' '.repeat(by) + line);
}
