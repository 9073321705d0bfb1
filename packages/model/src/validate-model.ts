import type { Problem } from '@alta-ts/diagnostics';
import { validateLayout } from './coordinates.js';
import type { Model } from './model.js';
import { descriptionOf, readDescription } from './read-description.js';
import { readLayout } from './read-layout.js';
import { validateConfig } from './validate-config.js';
import { validateTensors } from './validate-tensors.js';

/**
 * Everything that is wrong with a model; empty if nothing is. A model without problems can be saved, and loads as the same model.
 * Its parts are checked in order, config and layout before tensors: what depends on a broken part is not looked at.
 */
export function validateModel(model: Model): Problem[] {
	const problems: Problem[] = [];
	readDescription(descriptionOf(model), problems);
	readLayout({ value: model.layout, file: 'layout.json', path: '', problems });
	return problems.length > 0 ? problems : consistencyProblems(model);
}

/** What is wrong with a model whose config and layout have the right structure. */
export function consistencyProblems({ config, layout, tensors }: Model): Problem[] {
	const problems = [...validateConfig(config), ...validateLayout(layout, config.width)];
	return problems.length > 0 ? problems : validateTensors(config, layout.sources.length, tensors);
}
