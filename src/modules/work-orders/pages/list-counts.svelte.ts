/** How many orders wait in the lists that the navigation leads to. */
export interface ListCounts {
	new: number;
	ongoing: number;
}

let counts = $state.raw<ListCounts | null>(null);

/** The counts, while some page has the orders open; null elsewhere: opening them for two numbers would cost too much. */
export function listCounts(): ListCounts | null {
	return counts;
}

/** Tells the navigation the counts, or that they are not known any more. */
export function showListCounts(known: ListCounts | null): void {
	counts = known;
}
