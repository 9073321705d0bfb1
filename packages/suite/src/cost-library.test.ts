import { type CompileOptions, compile, estimateCost } from '@alta-ts/compiler';
import { modelSize } from '@alta-ts/model';
import { findTask, library } from '@alta-ts/programs';
import { expect, test } from 'vitest';

const cases = library.flatMap(({ name }) => [
	{ name, options: {} },
	{ name, options: standardOptions(name) },
]);

function standardOptions(name: string): CompileOptions {
	return { target: 'standard', maxLength: findTask(name).program().positions ?? 12 };
}

test.each(cases)(
	'the cost of $name is told within 10% of what its model has ($options)',
	({ name, options }) => {
		const program = findTask(name).program();
		const cost = estimateCost(program, options);
		expect(cost.exact).toBe(true);
		const model = compile(program, options);
		const heads = model.config.stages.flatMap(({ layers }) => layers.flatMap(({ attention }) => attention?.heads ?? []));
		const units = model.config.stages.flatMap(({ layers }) => layers.flatMap(({ mlp }) => mlp?.hidden ?? []));
		const size = {
			...modelSize(model),
			width: model.config.width,
			heads: heads.length,
			hidden: units.reduce((sum, each) => sum + each, 0),
		};
		for (const key of ['parameters', 'nonzeros', 'bytes', 'width', 'heads', 'hidden'] as const) {
			expect(Math.abs(cost[key] - size[key]), key).toBeLessThanOrEqual(0.1 * size[key]);
		}
		const known = new Set([...program.variables.map((variable) => variable.name), ...heads.map((head) => head.name)]);
		for (const part of cost.parts) if (part.kind === 'variable' || part.kind === 'head') expect(known).toContain(part.name);
	},
	60_000,
);
