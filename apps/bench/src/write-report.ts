import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';
import { printMarkdown } from './print-report.js';
import { readReport } from './read-report.js';
import type { Report } from './report.js';

/**
 * Makes the folder of a report: before anything is measured, since that takes long.
 *
 * @throws ALTA9084 where it cannot be made
 */
export function makeFolder(folder: string): void {
	writing(folder, () => mkdirSync(folder, { recursive: true }));
}

/**
 * Writes a report as JSON, and what the JSON tells as a document and as a page of plots.
 *
 * @throws ALTA9084 where a file cannot be written
 */
export async function writeReport(report: Report, folder: string): Promise<void> {
	const { drawPage } = await import('./draw-page.js');
	const figures = join(folder, 'benchmarks.json');
	writing(folder, () => writeFileSync(figures, `${JSON.stringify(report, rounded)}\n`));
	const kept = readReport(figures);
	writing(folder, () => {
		writeFileSync(join(folder, 'benchmarks.md'), printMarkdown(kept));
		writeFileSync(join(folder, 'benchmarks.html'), drawPage(kept));
	});
}

/**
 * Writes something into the folder of a report.
 *
 * @throws ALTA9084 where that fails
 */
export function writing(folder: string, write: () => void): void {
	try {
		write();
	} catch (error) {
		throw altaError('ALTA9084', {
			what: `The report cannot be written into ${folder}.`,
			where: ['--write'],
			why: error instanceof Error ? error.message : String(error),
			fix: 'Name a folder that can be written to.',
		});
	}
}

/** For `JSON.stringify`: what is kept needs no more digits than were measured. */
export function rounded(_: string, value: unknown): unknown {
	return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
