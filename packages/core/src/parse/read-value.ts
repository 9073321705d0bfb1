import { showValue, valueKey } from '../domain.js';
import type { Atom, Init, Value } from '../program.js';
import { repeated } from '../validate/scope.js';
import { type JsonDecoder, memberOf, type Node } from './json-decoder.js';

/** Reads a text, a number or a truth value. */
export function readAtom(json: JsonDecoder, node: Node): Atom {
	if (node?.kind === 'string' || node?.kind === 'number' || node?.kind === 'boolean') return node.value;
	json.refuse(node, 'a text, a number, true or false');
	return '';
}

/** Reads a value: an atom, `null` for undefined, or a set. */
export function readValue(json: JsonDecoder, node: Node): Value {
	if (node?.kind === 'null') return undefined;
	return node?.kind === 'object' ? readSet(json, node) : readAtom(json, node);
}

/** Reads a set of atoms, as in `{ "set": [0, 1] }`. */
export function readSet(json: JsonDecoder, node: Node): ReadonlySet<Atom> {
	const list = json.object(node, ['set'])('set');
	const atoms = json.list(list, (each) => readAtom(json, each));
	const doubled = repeated(atoms, valueKey);
	if (list !== undefined && doubled.length > 0) {
		const what = `The set lists ${doubled.map(showValue).join(', ')} twice.`;
		json.note('ALTA1157', list, { what, why: 'A set holds each atom once.', fix: 'List it once.' });
	}
	return new Set(atoms);
}

/** Reads how a variable starts. */
export function readInit(json: JsonDecoder, node: Node): Init {
	const values = (list: Node): readonly Value[] => json.list(list, (each) => readValue(json, each));
	if (memberOf(node, 'byToken')) return { byToken: values(json.object(node, ['byToken'])('byToken')) };
	if (memberOf(node, 'byPosition')) return { byPosition: values(json.object(node, ['byPosition'])('byPosition')) };
	return { constant: readValue(json, json.object(node, ['constant'])('constant')) };
}
