import type { Finding } from './finding.js';
import { files, lineAt, readText } from './repository.js';

/** What no file may mention, and why. */
const forbidden: readonly { readonly pattern: RegExp; readonly what: string }[] = [
	{ pattern: /(?<![\w.\\/-])\/(?:work|home|root|Users)\/[\w.-]+/g, what: 'a path of one machine' },
	{ pattern: /(?<![\w.\\/-])\/work\b/g, what: 'a path of one machine' },
	{ pattern: /\b[A-Z]:\\Users\\/g, what: 'a path of one machine' },
	{ pattern: /\.\.\/shared\b/g, what: 'a folder that lies outside of the repository' },
	{ pattern: /(?<![\w)\]])\.library\b/g, what: 'a folder that lies outside of the repository' },
	{ pattern: /\bregistry\.(?:npmjs|npmmirror|yarnpkg)\.\w+/g, what: 'the host of a package registry' },
	{ pattern: /\b(?:npm\.pkg\.github\.com|jfrog\.io|verdaccio)\b/g, what: 'the host of a package registry' },
];

/** Checks that no file names a path of somebody's machine, a folder outside of the repository, or the host of a registry. */
export function checkForbiddenWords(root: string): readonly Finding[] {
	const here = 'tooling/checks/src/forbidden-words';
	const paths = files(root).filter((path) => !path.startsWith(here) && !/\.(safetensors|onnx|png|wasm|ico)$/.test(path));
	return paths.flatMap((path) => {
		const text = readText(root, path);
		const found = forbidden.flatMap(({ pattern, what }) =>
			[...text.matchAll(pattern)].map((match) => ({
				where: `${path}:${lineAt(text, match.index)}`,
				what: `"${match[0]}" is ${what}. Leave it out.`,
			})),
		);
		return [...new Map(found.map((each) => [each.where, each])).values()];
	});
}
