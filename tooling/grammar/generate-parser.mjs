// @ts-check
import { buildParserFile } from '@lezer/generator';

/**
 * The module that holds the tables of a grammar.
 *
 * @param {string} grammar
 * @returns {string}
 */
export function generateParser(grammar) {
	const { parser } = buildParserFile(grammar, { moduleStyle: 'es', typeScript: true, fileName: 'rasp.grammar' });
	return parser
		.replace(/^.*\n/, '// Made from rasp.grammar by `npm run grammar`. Change that file instead.\n')
		.replace(
			'export const parser =',
			'/** The parser of the grammar as Lezer has it, for editors: it gives a tree for any text. {@link parseRasp} gives syntax trees and problems. */\nexport const parser: LRParser =',
		);
}
