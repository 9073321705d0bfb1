import type { HeadCost, LayerCost, Cost as RaspCost } from '@alta-ts/rasp';
import { counted } from './counted.js';
import type { LoadedRasp } from './load-program.js';
import { lineText, type SourceTexts } from './source-text.js';

/** Layers and heads of a RASP program by the rule of the paper, for people. */
export function drawRaspCost({ cost, nameOf }: LoadedRasp, texts: SourceTexts): string {
	const { asWritten, merged } = cost;
	const rows = asWritten.heads.map((head) => `  layer ${head.layer}  head ${nameOf(head.selector)}${place(head, texts)}`);
	return [
		`by the rule of the RASP paper: ${counted(asWritten.layers, 'layer')}, heads ${perLayer(asWritten)}; with equal selectors as one: ${perLayer(merged)}`,
		...rows,
		'',
	].join('\n');
}

/** The same as JSON. */
export function raspCostJson({ cost, nameOf }: LoadedRasp, texts: SourceTexts): object {
	const heads = cost.asWritten.heads.map((head) => ({
		layer: head.layer,
		selector: nameOf(head.selector),
		line: lineOf(head, texts) ?? null,
	}));
	return { layers: cost.asWritten.layers, ...counts(cost), heads };
}

function counts({ asWritten, merged }: RaspCost): object {
	return { headsPerLayer: asWritten.headsPerLayer, mergedHeadsPerLayer: merged.headsPerLayer };
}

function perLayer({ headsPerLayer }: LayerCost): string {
	return headsPerLayer.length === 0 ? 'none' : headsPerLayer.join(' ');
}

function place(head: HeadCost, texts: SourceTexts): string {
	const line = lineOf(head, texts);
	return line === undefined ? '' : `  ${line}`;
}

function lineOf({ selector }: HeadCost, texts: SourceTexts): string | undefined {
	return selector.span === undefined ? undefined : lineText(selector.span, texts);
}
