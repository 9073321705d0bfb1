import type { Cost, CostPart, Obstacle } from '@alta-ts/compiler';
import { costOfLines } from './cost-json.js';
import { counted, grouped } from './counted.js';
import { cutList } from './cut-list.js';
import type { ExplanationStyle } from './draw-explanation.js';

/** What a program costs, for people. */
export function drawCost(cost: Cost, style: ExplanationStyle): string {
	const { exact, obstacles, layers, heads, width, hidden, rows, parameters, nonzeros, bytes, parts } = cost;
	const lines = costOfLines(cost, style.texts);
	return [
		...(exact ? [] : ['an estimate, since compiling would take very long:', ...obstacles.map((each) => `  ${obstacleText(each)}`)]),
		`${counted(layers, 'layer')}, ${counted(heads, 'head')}, width ${grouped(width)}, ${counted(hidden, 'hidden unit')}, ${counted(rows, 'table row')}`,
		`${counted(parameters, 'parameter')}, ${grouped(nonzeros)} not zero, ${counted(bytes, 'byte')}`,
		...table(
			parts.map((part) => ({ ...part, what: partText(part) })),
			'part',
			style,
		),
		...table(
			lines.map((each) => ({ ...each, what: each.line })),
			'line',
			style,
		),
		'',
	].join('\n');
}

function partText({ kind, name }: CostPart): string {
	if (kind === 'output') return name;
	if (kind === 'condition') return `condition on ${name}`;
	return kind === 'target' ? `${name} (added by the target)` : `${kind} ${name}`;
}

function obstacleText({ what, multiplies }: Obstacle): string {
	if (multiplies.length < 2) return what;
	const { entries } = cutList(multiplies, false);
	const more = multiplies.length === entries.length ? [] : [`… ${multiplies.length - entries.length} more`];
	return `${what}: ${[...entries.map(({ variable, values }) => `${variable} (${grouped(values)})`), ...more].join(' × ')}`;
}

interface TableRow {
	readonly what: string;
	readonly units: number;
	readonly nonzeros: number;
}

/** A table under its heading; nothing where there are no rows. */
function table(rows: readonly TableRow[], title: string, { all, colours }: ExplanationStyle): readonly string[] {
	if (rows.length === 0) return [];
	const { entries, rest } = cutList(rows, all);
	const line = (units: string, nonzeros: string, what: string): string => `${units.padStart(8)}  ${nonzeros.padStart(9)}  ${what}`;
	return [
		'',
		colours.strong(line('units', 'not zero', title)),
		...entries.map(({ units, nonzeros, what }) => line(grouped(Math.round(units)), grouped(Math.round(nonzeros)), what)),
		...rest.map((text) => line('', '', text)),
	];
}
