/** Every backend by name, those included that this version does not have. */
export const backendNames: readonly string[] = ['reference', 'cpu', 'webgpu', 'gpujs'];

/** Why a backend is not there. */
export const missingReason = 'This version does not have it yet.';
