import type { GraphValue } from '../graph/value.js';
import type { Fn } from './base.js';
import { Refusal } from './refusal.js';
import type { Work } from './work.js';

/** Every value of a function; undefined where there are too many to be listed. */
export function imageOf({ functions }: Pick<Work, 'functions'>, fn: Fn): readonly GraphValue[] | undefined {
	try {
		return functions.image(fn.diagram());
	} catch (error) {
		if (error instanceof Refusal) return undefined;
		throw error;
	}
}
