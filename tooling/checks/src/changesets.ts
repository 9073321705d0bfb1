import type { Finding } from './finding.js';
import { files, published, readText } from './repository.js';

const bumps = ['patch', 'minor', 'major'];

/** Checks that every changeset can be read, names packages that are published, and says something. */
export function checkChangesets(root: string): readonly Finding[] {
	const names = new Set(published(root).map((each) => each.manifest.name));
	const paths = files(root, '.changeset').filter((path) => path.endsWith('.md') && !path.endsWith('README.md'));
	return paths.flatMap((where) => {
		const match = /^---\n([\s\S]*?)\n?---\n([\s\S]*)$/.exec(readText(root, where));
		if (match === null) return [{ where, what: 'It does not begin with a list of packages between two lines of three dashes.' }];
		const [, head = '', body = ''] = match;
		const lines = head.split('\n').filter((line) => line.trim() !== '');
		const wrong = lines.flatMap((line) => {
			const [, name = '', bump = ''] = /^(?:'([^']+)'|"([^"]+)")\s*:\s*(\w+)\s*$/.exec(line)?.filter((each) => each !== undefined) ?? [];
			if (!names.has(name)) return [{ where, what: `The line \`${line}\` names no package that is published.` }];
			return bumps.includes(bump)
				? []
				: [{ where, what: `The line \`${line}\` asks for "${bump}", which is none of ${bumps.join(', ')}.` }];
		});
		return [
			...wrong,
			...(body.trim() === '' ? [{ where, what: 'It says nothing. Write one sentence for the reader of the changelog.' }] : []),
		];
	});
}
