import { expect, test } from 'vitest';
import type { GpuReport, PlaceReport } from './gpu-report.js';
import { printGpuReport } from './print-gpu-report.js';

function reportOn(command: string, place: PlaceReport): GpuReport {
	return {
		date: '2001-02-03',
		command,
		quick: false,
		node: '20.0.0',
		cores: 2,
		platform: 'linux x64',
		load: 0.3,
		places: [place],
		comparisons: [
			{
				name: 'product',
				group: 'kernels',
				task: 'A product',
				entries: [
					{ engine: 'webgpu', status: 'measured', milliseconds: 2, spread: [1, 3], rounds: 9 },
					{ engine: 'rough', status: 'measured', milliseconds: 3, spread: [1, 9], rounds: 9 },
				],
				ratios: [{ ours: 'webgpu', other: 'rough', ratio: 0.67, spread: [0.34, 1.9], rounds: 9 }],
			},
		],
		leftOut: [],
		speeds: [],
		peaks: {},
	};
}

const software: PlaceReport = { name: 'Chromium', version: '1.2.3', adapter: { name: 'slow one', description: '', software: true } };
const card: PlaceReport = { name: 'Chromium', version: '1.2.3', adapter: { name: 'fast one', description: '', software: false } };

test('says what was asked, and names files only where they were written', () => {
	const report = reportOn('alta bench --gpu --filter product', software);
	expect(printGpuReport(report)).toContain('Printed by `alta bench --gpu --filter product`. Measured on 2001-02-03');
	expect(printGpuReport(report)).not.toContain('benchmarks-webgpu.json');
	expect(printGpuReport(report, { written: true })).toContain('with [all figures](benchmarks-webgpu.json) of the same run. Measured on');
});

test('marks a ratio whose range spans more than a factor of two', () => {
	expect(printGpuReport(reportOn('alta bench --gpu', card))).toContain('| product | 2 ms | ~0.67× (0.34–1.9)<br>3 ms |');
});

test('says how Chromium on Linux may find a card, where it found none and was not told so', () => {
	const hint = '--chromium-flags "--enable-features=Vulkan"';
	expect(printGpuReport(reportOn('alta bench --gpu', software))).toContain(hint);
	expect(printGpuReport(reportOn('alta bench --gpu', { name: 'Chromium', version: '1', notRun: 'its WebGPU has no adapter' }))).toContain(
		hint,
	);
	expect(printGpuReport(reportOn('alta bench --gpu', { name: 'Chromium', notRun: 'it is not there' }))).not.toContain(hint);
	expect(printGpuReport(reportOn(`alta bench --gpu '--chromium-flags=--enable-features=Vulkan'`, software))).not.toContain(hint);
	expect(printGpuReport(reportOn('alta bench --gpu', card))).not.toContain(hint);
	expect(printGpuReport({ ...reportOn('alta bench --gpu', software), platform: 'darwin arm64' })).not.toContain(hint);
});
