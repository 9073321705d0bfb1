import { parseSync } from 'oxc-parser';
import { lineAt } from './repository.js';

/** One import of a file, static or dynamic, of values or of types. */
export interface Import {
	/** What is imported from, such as `./row.js` or `@alta-ts/core`. */
	readonly specifier: string;
	readonly line: number;
}

/** Everything a TypeScript or JavaScript text imports or re-exports. Code inside comments and strings does not count. */
export function importsOf(path: string, text: string): readonly Import[] {
	const { module } = parseSync(path, text);
	const requests = [
		...module.staticImports.map((each) => each.moduleRequest),
		...module.staticExports.flatMap((each) => each.entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [entry.moduleRequest]))),
		...module.dynamicImports.map((each) => each.moduleRequest),
	];
	const found = requests.flatMap(({ start, end }) => {
		const literal = /^(['"`])(.*)\1$/.exec(text.slice(start, end));
		return literal?.[2] === undefined ? [] : [{ specifier: literal[2], line: lineAt(text, start) }];
	});
	const unique = new Map(found.map((each) => [`${each.line} ${each.specifier}`, each]));
	return [...unique.values()].sort((a, b) => a.line - b.line);
}
