/** Sources of RASP of all kinds, to run, to print, and to mutate. */
export const sources: readonly string[] = [
	'x = indices * 2 + 1;\nx("hey");\nshow example\n',
	'set example [1, 2, 3]\ntokens = tokens_int;\ntokens % 2 == 0 and tokens > 1 or not (tokens in [1, 2]);\n',
	'def f(a, b) { # adds\n\tc = a + b; # once\n\t# and gives it\n\treturn c, a;\n}\np, q = f(1, indices);\n',
	'for i, j in zip([1, 2], ["a", "b"]) { x = i; y = tokens + j; }\n',
	's = select(indices, indices, <=) and not select(tokens, "l", !=);\naggregate(s, tokens, "-");\nselector_width(s);\n',
	'd = {"a": 1, "b": [1, 2.5, True], 3: indices};\nd["a"]; d["b"][-1]; d[3];\n{k: v for k, v in zip([1, 2], [3, 4])};\n[i ^ 2 for i in range(1, 9, 3)];\n',
	'full seq display on\nselector examples off\nindices - -1 if tokens == "l" else round(indices / 2);\nfull seq display off\n',
	'"e" in tokens; tokens[0]; indices[-1]; len([1]) * -2 ^ 2; +3; 10 % 4 * 3;\n',
	'def outer(x) {\n\tdef inner(y) { return y * x; }\n\tr = 0;\n\tfor i in range(3) { r = r + inner(i); }\n\treturn r;\n}\nouter(indices)("abc");\n',
	'draw(length); draw(sort(tokens, tokens), "hello");\nload "other";\nexit\n',
	'def pw(x, n) { return 1 if n == 0 else x * pw(x, n - 1); }\npw(indices, 3);\nindicator(length > 3);\nset selector example "xy"\n',
	'count(tokens, "l"); contains(tokens, "z"); shift(tokens, 1, "_"); select_from_first(tokens, "l"); max(1, 2) + out;\n',
];
