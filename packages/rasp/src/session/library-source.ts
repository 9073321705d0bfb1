/** The standard library, in RASP. */
export const librarySource = `
# Selects every position.
full_s = select(1, 1, ==);

# How long the input is: one position of all is the first.
length = round(1 / aggregate(full_s, indicator(indices == 0)));

# How many positions are selected. With position 0 always selected too, the share of position 0 tells how many there are;
# whether it was selected by itself is asked for separately.
def selector_width(sel) {
	first = select(indices, 0, ==);
	with_first = sel or first;
	only_first = sel and first;
	share_of_first = aggregate(with_first, indicator(indices == 0));
	others = 1 / share_of_first - 1;
	first_itself = aggregate(only_first, 1, 0);
	return round(others + first_itself);
}

# Whether anything is selected.
def has_focus(sel) {
	return aggregate(sel, 1, 0) > 0;
}

# How often a value occurs.
def count(seq, atom) {
	return round(length * aggregate(full_s, indicator(seq == atom)));
}

# Whether a value occurs.
def contains(seq, atom) {
	return aggregate(full_s, indicator(seq == atom)) > 0;
}

def max(a, b) {
	return a if a > b else b;
}

def min(a, b) {
	return a if a < b else b;
}

# The mean of the whole sequence.
def average(seq) {
	return aggregate(full_s, seq);
}

# The value at a position that may differ from position to position.
def load_from_location(seq, location) {
	return aggregate(select(indices, location, ==), seq);
}

# The value n positions to the left.
def shift(seq, n, filler) {
	return aggregate(select(indices + n, indices, ==), seq, filler);
}

# Where a value occurs for the first time, and for the last.
def mark_first_instance(seq, atom) {
	has_value = seq == atom;
	find_earlier = select(seq, atom, ==) and select(indices, indices, <);
	has_earlier = aggregate(find_earlier, 1, 0) > 0;
	return has_value and not has_earlier;
}

def mark_last_instance(seq, atom) {
	has_value = seq == atom;
	find_later = select(seq, atom, ==) and select(indices, indices, >);
	has_later = aggregate(find_later, 1, 0) > 0;
	return has_value and not has_later;
}

def select_from_first(seq, atom) {
	return select(mark_first_instance(seq, atom), True, ==);
}

def select_from_last(seq, atom) {
	return select(mark_last_instance(seq, atom), True, ==);
}

# Sorts by a key. Equal keys keep their order.
def sort(seq, key) {
	smaller = select(key, key, <) or (select(key, key, ==) and select(indices, indices, <));
	target_position = selector_width(smaller);
	at_target = select(target_position, indices, ==);
	return aggregate(at_target, seq);
}

# Selects the next position with the same value: the one that has one more of its kind before it.
def select_next_identical(seq) {
	same = select(seq, seq, ==);
	running_number = selector_width(same and select(indices, indices, <));
	return same and select(running_number, running_number + 1, ==);
}
`;
