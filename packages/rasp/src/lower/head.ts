import type { Combine, Empty } from '@alta-ts/core';
import type { GraphValue } from '../graph/value.js';
import type { Column, Fn } from './base.js';
import type { Cube } from './cubes.js';
import type { Encoding } from './encode.js';
import { matchesOf } from './head-match.js';
import type { Label } from './label.js';
import type { Work } from './work.js';

/** A head to add. */
export interface HeadSpec {
	readonly label: Label;
	/** What it reads, and the layer after which that is there. */
	readonly value: Column;
	readonly ready: number;
	readonly combine: Combine;
	readonly empty: Empty;
	/** How the output holds its values. */
	readonly encoding: Encoding;
	/** Numbers that its variable lists besides. */
	readonly listed?: readonly number[];
	/** Every value that it can give. */
	readonly domain: () => readonly GraphValue[];
}

/** Adds a head that selects a cube, unless there is one already; gives what it fetches. */
export function addHead(work: Work, cube: Cube, spec: HeadSpec): Fn {
	const { where, layer: soonest } = matchesOf(work, cube);
	const layer = Math.max(soonest, spec.ready + 1);
	const { value, combine, empty, label, encoding } = spec;
	const key = JSON.stringify([where, value.name, combine, empty]);
	const same = work.heads.get(key);
	if (same !== undefined) return work.bases.fnOf(same);
	const output = work.plan.addHead(layer, { value: value.name, where, combine, empty }, { label, kind: value.kind, encoding });
	const uniform = cube.every(({ query }) => query === undefined);
	const facts = { ready: layer, readable: layer, label, domain: spec.domain, output, uniform };
	const base = work.bases.add(spec.listed === undefined ? facts : { ...facts, listed: spec.listed });
	work.heads.set(key, base);
	return work.bases.fnOf(base);
}
