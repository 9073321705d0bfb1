import type { CodeTable } from '@alta-ts/diagnostics';

/** The error codes of the benchmarks. */
export const codes: CodeTable = {
	ALTA9080: {
		title: 'Benchmarks asked for in a way they do not take',
		help: 'An option of `alta bench` is misspelt, lacks its value, or has one that it does not take.',
	},
	ALTA9081: {
		title: 'No such backend to measure',
		help: '`alta bench --backend` takes names of backends that it measures, separated by commas.',
	},
	ALTA9082: { title: 'No such benchmark', help: '`alta bench --filter` leaves nothing to measure: no benchmark has the text in its name.' },
	ALTA9083: {
		title: 'No report of benchmarks',
		help: '`alta bench --from` reads a `benchmarks.json` that `alta bench --write` has written.',
	},
	ALTA9084: {
		title: 'Report cannot be written',
		help: 'The operating system refused to create the folder of `alta bench --write`, or a file in it.',
	},
};
