/**
 * A card by the name it is sold under, out of what WebGL calls its renderer. ANGLE, which browsers draw with, writes maker, renderer and driver
 * in brackets, and the renderer has numbers of its own.
 */
export function cardName(renderer: string): string {
	const angle = /^ANGLE \([^,]*, (.*), [^,]*\)$/.exec(renderer)?.[1] ?? renderer;
	const card = /^Vulkan [\d.]+ \((.*)\)$/.exec(angle)?.[1] ?? angle;
	return card
		.replace(/^ANGLE Metal Renderer: /, '')
		.replace(/ Direct3D.*$/, '')
		.replace(/ \(0x[0-9a-f]+\)$/i, '')
		.replace(/(\/PCIe|\/SSE2)+$/, '');
}
