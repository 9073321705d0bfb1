/** What is known of an adapter when kernels are chosen. */
export interface AdapterFacts {
	/** Whether it is a processor that plays a GPU: SwiftShader, llvmpipe, WARP. */
	readonly software: boolean;
	/** Names of features, such as `subgroups`. */
	readonly features: readonly string[];
	/** Invocations a workgroup may have. */
	readonly invocations: number;
	/** Bytes that a workgroup may share. */
	readonly sharedBytes: number;
}
