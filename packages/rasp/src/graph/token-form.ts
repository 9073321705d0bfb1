import { floatText } from './float-text.js';
import type { TokenForm } from './node.js';
import { pythonText } from './python-text.js';
import { RaspError } from './rasp-error.js';
import type { GraphValue } from './value.js';

const INT = /^[+-]?\d+(_\d+)*$/;
const FLOAT = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/**
 * An element of the input in the form in which a program reads it: `2.5` as text is `"2.5"`, `" 7 "` as an int is 7.
 *
 * @throws RaspError of class `host` where a text is not a number.
 */
export function tokenIn(form: TokenForm, element: GraphValue): GraphValue {
	switch (form) {
		case 'as is':
			return element;
		case 'text':
			return asText(element);
		case 'int':
			return asInt(element);
		case 'float':
			return asFloat(element);
		case 'bool':
			return Array.isArray(element) ? element.length > 0 : Boolean(element);
	}
}

function asText(element: GraphValue): GraphValue {
	if (typeof element === 'number') return floatText(element);
	if (typeof element === 'boolean') return element ? 'True' : 'False';
	if (typeof element === 'object') return pythonText(element);
	return typeof element === 'bigint' ? String(element) : element;
}

function asInt(element: GraphValue): GraphValue {
	if (typeof element === 'boolean') return element ? 1n : 0n;
	if (typeof element === 'number' && Number.isFinite(element)) return BigInt(Math.trunc(element));
	if (typeof element === 'bigint') return element;
	const text = String(element).trim();
	if (!INT.test(text) || typeof element === 'object')
		throw notANumber(`invalid literal for int() with base 10: '${String(element)}'`, element, 'an int');
	const digits = text.replaceAll('_', '');
	return digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits.replace('+', ''));
}

function asFloat(element: GraphValue): GraphValue {
	if (typeof element === 'boolean' || typeof element === 'bigint') return Number(element);
	if (typeof element === 'number') return element;
	const text = String(element).trim();
	const special = SPECIAL.exec(text);
	if (special !== null) {
		if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
		return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	}
	if (!FLOAT.test(text) || typeof element === 'object')
		throw notANumber(`could not convert string to float: '${String(element)}'`, element, 'a float');
	return Number(text.replaceAll('_', ''));
}

function notANumber(detail: string, element: GraphValue, wanted: string): RaspError {
	return new RaspError('host', 'ALTA0502', detail, {
		what: `"${String(element)}" cannot be read as ${wanted}.`,
		why: 'The program reads every token of its input as a number.',
		fix: 'Give an input of numbers, or read the tokens in another form.',
	});
}
