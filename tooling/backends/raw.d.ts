/** A file as text, which vite gives. */
declare module '*?raw' {
	const text: string;
	export default text;
}
