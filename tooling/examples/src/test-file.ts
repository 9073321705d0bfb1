import { mergeImports } from './bindings.js';
import { docCommentBlocks, markdownBlocks } from './blocks.js';
import { type ExampleTest, exampleTest } from './example-test.js';
import { type Session, sessionOf } from './session.js';

/** A document or a source file. */
export interface Source {
	/** From the root of the repository. */
	readonly path: string;
	readonly text: string;
}

/**
 * Writes one test file for the examples of several files: a test for each block of TypeScript, and one for all commands of a
 * document, which may build on one another. Undefined where there are no examples.
 *
 * @throws an `Error` that names the place where an example cannot be turned into a test.
 */
export function testFile(sources: readonly Source[]): string | undefined {
	const blocks = sources.map(({ path, text }) => ({ path, blocks: path.endsWith('.md') ? markdownBlocks(text) : docCommentBlocks(text) }));
	const examples = blocks.flatMap(({ path, blocks }) =>
		blocks
			.filter((block) => block.language === 'ts' && !block.options.includes('no-run'))
			.map((block) => exampleTest(block, `${path}:${block.line}`)),
	);
	const sessions = blocks.flatMap(({ path, blocks }) => (path.endsWith('.md') ? (sessionOf(path, blocks) ?? []) : []));
	if (examples.length + sessions.length === 0) return undefined;
	return [...imports(examples, sessions), '', ...examples.map(exampleLines), ...sessions.map(sessionLines)].join('\n');
}

function imports(examples: readonly ExampleTest[], sessions: readonly Session[]): readonly string[] {
	const runner = ['expect', 'test'].map((name) => ({
		source: 'vitest',
		imported: name,
		local: name,
		isType: false,
		place: 'the test file',
	}));
	const player = { source: '../src/play-session.js', imported: 'playSession', local: 'playSession', isType: false, place: 'the test file' };
	return mergeImports([...runner, ...(sessions.length > 0 ? [player] : []), ...examples.flatMap((each) => each.imports)]);
}

function exampleLines({ place, body }: ExampleTest): string {
	return `test(${JSON.stringify(place)}, async () => {\n${body}\n});\n`;
}

function sessionLines(session: Session): string {
	const name = JSON.stringify(`${session.path}: commands`);
	return `test(${name}, async () => {\nexpect(await playSession(${JSON.stringify(session, undefined, '\t')})).toEqual([]);\n}, 120_000);\n`;
}
