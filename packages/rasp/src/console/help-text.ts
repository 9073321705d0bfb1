/** What the console says when it is asked for help. */
export const helpText = `Statements end with a semicolon, commands do not.

  x = select(tokens, indices, ==);    a name for a value; shown on the example
  aggregate(s, x)("abc");             an s-op or a selector on an input
  def f(a) { b = a + 1; return b; }   a function
  for i in range(3) { x = x + i; }    a loop over a list
  load "lib/more";                    the names of lib/more.rasp
  draw(x, "hello");                   a drawing, into the folder comp_flows

  set example "abc"                   changes the example
  show example                        prints it
  examples off, examples on           hides and shows it
  exit                                leaves

S-ops: tokens (tokens_int, tokens_float, tokens_bool, tokens_asis), indices, length.
Library: full_s, selector_width(sel), has_focus(sel), count(seq, atom), contains(seq, atom), max(a, b), min(a, b), average(seq),
  shift(seq, n, filler), sort(seq, key), load_from_location(seq, location) and more: the tabulator completes names.
`;

/** Whether an entry asks for help. */
export function asksForHelp(entry: string): boolean {
	return /^\s*(help(\(\))?|\?)\s*;?\s*$/.test(entry);
}
