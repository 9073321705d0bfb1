import { type Coverage, type ProgramRow, showRow } from '@alta-ts/interpreter';
import type { Colours } from './colours.js';
import { counted, grouped } from './counted.js';
import { valueJson, valueText } from './value-text.js';

/** Which rows of a program were looked at. */
export type RowSource = 'own' | 'enumerated';

/** What was looked at, and what came of it. */
export interface CoverageReport {
	readonly program: string;
	readonly rowSource: RowSource;
	readonly coverage: Coverage;
}

/** A report as JSON; inputs are named by their lines. */
export function coverageJson({ program, rowSource, coverage }: CoverageReport): string {
	const { training, test, covered, share } = coverage;
	const report = {
		program,
		rowSource,
		rows: coverage.rows,
		train: { inputs: training.inputs, fired: training.fired },
		test: { inputs: test.inputs, fired: test.fired, covered, share, uncovered: coverage.uncovered.map((index) => index + 1) },
		testOnly: {
			rows: coverage.testOnlyRows.map(rowJson),
			coordinates: coverage.testOnlyCoordinates.map(({ variable, value }) => ({ variable, value: valueJson(value) })),
		},
	};
	return `${JSON.stringify(report, null, 2)}\n`;
}

function rowJson(row: ProgramRow): object {
	const { kind, stage, layer } = row;
	if (kind === 'erasing') return { kind, stage, layer, writes: row.variable, text: showRow(row) };
	return { kind, stage, layer, update: row.update, row: row.row, writes: row.writes, text: showRow(row) };
}

/** How many rows, and values of a variable, are shown. */
const MOST_ROWS = 12;
const MOST_VALUES = 16;

/** A report for people. */
export function drawCoverage({ program, rowSource, coverage }: CoverageReport, { strong, dim }: Colours): string {
	const { training, test, covered, share, testOnlyRows, testOnlyCoordinates } = coverage;
	const sides = [
		['', 'inputs', 'rows that fire'],
		['training', grouped(training.inputs), grouped(training.fired)],
		['test', grouped(test.inputs), grouped(test.fired)],
		['test only', '', grouped(testOnlyRows.length)],
	];
	const variables = [...new Set(testOnlyCoordinates.map(({ variable }) => variable))];
	const values = variables.map((name) => `${name}  ${valueList(testOnlyCoordinates.filter(({ variable }) => variable === name))}`);
	return [
		`${strong(program)}, ${counted(coverage.rows, 'row')}${rowSource === 'enumerated' ? ', one for every combination of values' : ''}`,
		'',
		...sides.map(([name = '', inputs = '', fired = '']) => `  ${name.padEnd(9)}  ${inputs.padStart(7)}  ${fired.padStart(14)}`),
		'',
		`${strong(`${grouped(covered)} of ${counted(test.inputs, 'test input')} covered`)} (${(100 * share).toFixed(1)}%): an input is covered if it needs no row that training never fires`,
		...section('rows that only the test set fires', testOnlyRows.slice(0, MOST_ROWS).map(showRow), testOnlyRows.length),
		...section('values that only the test set has', values, values.length),
		'',
	].join('\n');

	function section(title: string, lines: readonly string[], count: number): string[] {
		if (count === 0) return [];
		const rest = count > lines.length ? [dim(`  … ${grouped(count - lines.length)} more; --json prints all`)] : [];
		return ['', strong(title), ...lines.map((line) => `  ${line}`), ...rest];
	}
}

function valueList(list: Coverage['testOnlyCoordinates']): string {
	const shown = list.slice(0, MOST_VALUES).map(({ value }) => valueText(value));
	return [...shown, ...(list.length > MOST_VALUES ? [`… ${list.length} values`] : [])].join(' ');
}
