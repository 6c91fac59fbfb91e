/** An entry as it is stored: its id is its key, and no field of it. */
export function withoutId<Entry extends { id: string }>({ id: _id, ...entry }: Entry): Omit<Entry, 'id'> {
	return entry;
}
