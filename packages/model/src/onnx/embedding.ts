import type { TokenInput } from '../config.js';
import type { Model } from '../model.js';
import { type Frame, INPUT } from './frame.js';
import { addNode, type GraphDraft, integer, integers, type ValueName } from './graph-draft.js';
import type { OnnxWeights } from './weights.js';

/** Writes down the residual stream before the first layer, [batch, length, width]: zero at padding, whatever token or row stands there. */
export function addEmbedding(main: GraphDraft, { config }: Model, weights: OnnxWeights, frame: Frame): ValueName {
	const zero = weights.number(main, 0);
	const rows = config.input.kind === 'matrix' ? INPUT.matrix : addTokens(main, config.input, weights, frame);
	return addNode(main, 'Where', 'embedding', [frame.validRows, rows, zero]);
}

function addTokens(main: GraphDraft, input: TokenInput, weights: OnnxWeights, frame: Frame): ValueName {
	const tokens = addNode(main, 'Gather', 'embedding.token.rows', [weights.tensor(main, 'embedding.token'), addIds(main, input, frame)]);
	if (input.positions === undefined) return tokens;
	// Only padding can be beyond the last position.
	const index = addNode(main, 'Min', 'embedding.position.index', [frame.positions, integer(main, input.positions - 1)]);
	const positions = addNode(main, 'Gather', 'embedding.position.rows', [weights.tensor(main, 'embedding.position'), index]);
	return addNode(main, 'Add', 'embedding.sum', [tokens, positions]);
}

/** int64 [batch, length]: rows of the token embedding. An id that is no token becomes one beyond the last row, which stops the run. */
function addIds(main: GraphDraft, { tokens, sink }: TokenInput, frame: Frame): ValueName {
	const count = tokens.length;
	const least = addNode(main, 'GreaterOrEqual', 'tokens.least', [INPUT.tokens, integer(main, 0)]);
	const most = addNode(main, 'Less', 'tokens.most', [INPUT.tokens, integer(main, count)]);
	const known = addNode(main, 'And', 'tokens.known', [least, most]);
	const beyond = integer(main, sink === undefined ? count : count + 1);
	const checked = addNode(main, 'Where', 'tokens.checked', [known, INPUT.tokens, beyond]);
	const ids = addNode(main, 'Where', 'tokens.ids', [frame.own.valid, checked, integer(main, 0)]);
	if (sink === undefined) return ids;
	return addNode(main, 'Pad', 'tokens.behindSink', [ids, integers(main, [0, 1, 0, 0]), integer(main, count)]);
}
