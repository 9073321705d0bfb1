export type { End } from './end.js';
export {
	type CoordinateExplanation,
	createExplainer,
	type Explainer,
	type Explanation,
	type HeadExplanation,
	type UnitExplanation,
	type WeightExplanation,
} from './explain.js';
export { numberText, sumFormula } from './formula.js';
export { type MissingPlace, missingPlace } from './missing-place.js';
export { findPlaces, type Place, placeNames } from './place.js';
export { valueInWords } from './value-in-words.js';
export type { NamedWeight, WeightGraph } from './weight-graph.js';
