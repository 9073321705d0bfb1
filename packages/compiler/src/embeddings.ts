import type { Value } from '@alta-ts/core';
import type { InputConfig } from '@alta-ts/model';
import type { Context } from './context.js';
import { encoding } from './encoding.js';
import { matrix } from './matrix.js';

/**
 * Makes the embedding tables: `embedding.token` [tokens, width] holds what is constant or depends on the token, `embedding.position`
 * [positions, width] what depends on the position. Undefined is zero.
 */
export function embed(context: Context): InputConfig {
	const { program, layout, sources, tensors } = context;
	const { tokens } = program.input;
	const byToken = matrix(context, tokens.length, layout.width);
	const byPosition = matrix(context, program.positions ?? 0, layout.width);
	for (const { name, init, source } of program.variables) {
		const from = sources.of([`variable ${name}`, 'init'], source);
		const [table, values] =
			'byPosition' in init
				? ([byPosition, init.byPosition] as const)
				: ([byToken, 'byToken' in init ? init.byToken : tokens.map(() => init.constant)] as const);
		values.forEach((value: Value, row) => {
			for (const [coordinate, entry] of encoding(layout.block(name), value)) table.add(row, coordinate, entry, from);
		});
	}
	tensors['embedding.token'] = byToken.build();
	if (!program.variables.some(({ init }) => 'byPosition' in init)) return { kind: 'tokens', tokens };
	tensors['embedding.position'] = byPosition.build();
	return { kind: 'tokens', tokens, positions: byPosition.rows };
}
