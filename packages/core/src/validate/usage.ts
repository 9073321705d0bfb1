import type { Program } from '../program.js';
import { type Scope, warn } from './scope.js';

/** Warns of variables that nothing reads. */
export function checkUsage(scope: Scope): void {
	const { program } = scope;
	const read = readNames(program);
	const outputs = new Set(program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads.map((head) => head.output))));
	for (const { name, source: span } of program.variables) {
		if (read.has(name)) continue;
		const where = [...scope.where, `variable ${name}`];
		if (outputs.has(name)) {
			const why = 'Without a reader the work of its head is lost.';
			warn(scope, 'ALTA1141', { what: `Nobody reads the head output ${name}.`, where, why, fix: 'Read it, or remove the head.', span });
		} else {
			const why = 'A variable that no head, update, condition or output reads changes nothing.';
			warn(scope, 'ALTA1140', { what: `Nobody reads ${name}.`, where, why, fix: 'Read it, or remove it.', span });
		}
	}
}

function readNames({ stages, output }: Program): ReadonlySet<string> {
	const names = new Set('variable' in output ? [output.variable] : output.terms.map((term) => term.variable));
	for (const { layers, repeat } of stages) {
		if (typeof repeat === 'object') names.add(repeat.until.variable);
		for (const head of layers.flatMap((layer) => layer.heads)) {
			names.add(head.value);
			for (const match of head.where) if (!('offsets' in match)) names.add(match.query).add(match.key);
		}
		for (const update of layers.flatMap((layer) => layer.updates)) {
			for (const name of 'linear' in update ? Object.keys(update.linear) : update.reads) names.add(name);
		}
	}
	return names;
}
