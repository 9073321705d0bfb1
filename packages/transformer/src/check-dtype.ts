import { altaError } from '@alta-ts/diagnostics';
import type { Model, TensorDType } from '@alta-ts/model';
import { type Backend, missingDType } from '@alta-ts/tensor';

/** Refuses, with one ALTA5029, weights in a dtype that the backend does not have, which it would refuse plan by plan. */
export function checkDType(model: Model, { name, capabilities }: Backend, dtype: TensorDType): void {
	const reason = missingDType(capabilities, dtype);
	if (reason === undefined) return;
	const [other = 'f32'] = capabilities.dtypes.filter((each) => each !== 'i32');
	throw altaError('ALTA5029', {
		what: `The backend ${name} does not compute in ${dtype}.`,
		where: [`model ${model.name}`, `backend ${name}`],
		why: reason,
		fix: `Choose another backend, or let the weights be rounded: createTransformer(model, backend, { dtype: '${other}' }).`,
	});
}
