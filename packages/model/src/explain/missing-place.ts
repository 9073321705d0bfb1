import { closest } from '@alta-ts/diagnostics';
import { layoutWidth } from '../coordinates.js';
import type { Model } from '../model.js';
import type { End } from './end.js';
import { endCalled, placeNames } from './place.js';
import { type TensorEnds, tensorEnds } from './tensor-ends.js';

/** Why a text names no part of a model, and what to write instead: sentences for people. */
export interface MissingPlace {
	readonly why: string;
	readonly fix: string;
}

/** So many names are listed. */
const SHOWN = 8;

/** Tells why a text is none that `findPlaces` finds, with the nearest names that it does find. */
export function missingPlace(model: Model, text: string): MissingPlace {
	const ends = tensorEnds(model);
	const [, list = '', inside = ''] = /^([^[]+)\[(.*)\]$/s.exec(text) ?? [];
	const tensor = ends.find((each) => each.tensor === (list === '' ? text : list));
	if (tensor !== undefined) return missingWeight(model, tensor, list === '' ? undefined : inside);
	if (/^\d+$/.test(text)) return beyond('The residual stream', 'coordinate', layoutWidth(model.layout));
	const units = ends.find((each) => each.tensor === `${list}.weight`)?.columns.filter(({ kind }) => kind === 'unit') ?? [];
	if (units.length > 0) return beyond(list, 'unit', units.length);
	return missingName(model, text, ends);
}

function beyond(what: string, noun: string, count: number): MissingPlace {
	const only = count === 1;
	return {
		why: `${what} has ${only ? `one ${noun}` : `${count} ${noun}s`}, counted from 0.`,
		fix: only ? 'Write 0.' : `Write a number from 0 to ${count - 1}.`,
	};
}

function missingWeight(model: Model, { tensor, rows, columns }: TensorEnds, inside: string | undefined): MissingPlace {
	const isVector = model.tensors[tensor]?.shape.length === 1;
	const form = isVector ? `${tensor}[INDEX]` : `${tensor}[ROW,COLUMN]`;
	const example = `${tensor}[${isVector ? '' : `${rows[0]?.name ?? 0},`}${columns[0]?.name ?? 0}]`;
	if (inside === undefined)
		return { why: 'It is a tensor, and single weights of it are explained.', fix: `Write ${form}, for example ${example}.` };
	if (isVector) return missingEnd(inside, columns, 'index');
	const comma = inside.indexOf(',');
	if (comma === -1) return { why: `${tensor} is a matrix.`, fix: `Write ${form}, for example ${example}.` };
	// A name may contain a comma itself.
	const row = rows.find(({ name }) => inside.startsWith(`${name},`))?.name ?? inside.slice(0, comma);
	if (endCalled(rows, row) === undefined) return missingEnd(row, rows, 'row');
	return missingEnd(inside.slice(row.length + 1), columns, 'column');
}

/** A row or column that there is none of; what it would have to be depends on the tensor. */
function missingEnd(text: string, ends: readonly End[], role: 'row' | 'column' | 'index'): MissingPlace {
	const names = ends.map(({ name }) => name);
	const kind = ends[0]?.kind ?? role;
	const list = `${names.slice(0, SHOWN).join(' ')}${names.length > SHOWN ? ` … ${names.length} ${kind}s` : ''}`;
	const near = closest(text.trim(), names);
	return {
		why: `Its ${role} "${text}" is no ${kind}; there are ${list}`,
		fix: near === undefined ? `Write one of these, or a number from 0 to ${names.length - 1}.` : `Write ${near}.`,
	};
}

function missingName(model: Model, text: string, ends: readonly TensorEnds[]): MissingPlace {
	const why = 'It is no coordinate, variable, head, unit or weight of it.';
	const names = placeNames(model);
	const tensors = new Map(ends.map((each) => [each.tensor, each]));
	// Of names that are equally near, one that is only cut off is meant rather than one that is misspelt.
	const near = closest(text, [...names.filter((name) => name.startsWith(text)), ...names]);
	if (near !== undefined) {
		const tensor = tensors.get(near);
		return { why, fix: tensor === undefined ? `Write ${near}.` : missingWeight(model, tensor, undefined).fix };
	}
	const found = names.filter((name) => !tensors.has(name));
	const similar = text === '' ? [] : found.filter((name) => name.includes(text) || text.includes(name)).slice(0, SHOWN);
	if (similar.length > 0) return { why, fix: `Names like it are ${similar.join(', ')}.` };
	return { why, fix: `Take a name that alta inspect shows, such as ${found.slice(0, SHOWN).join(', ')}.` };
}
