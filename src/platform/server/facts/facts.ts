/** How a module brings its facts documents up to date with its tables. */
export interface Facts {
	/** Marks as behind whatever has no document any more: once, before the first round. */
	markLost(): Promise<void>;
	/** Another Swedish day has begun: marks as behind what depends on the day. */
	beginDay(): Promise<void>;
	/**
	 * Writes what is the module's own among the things that are behind: their ids, with the scopes that held each before
	 * and may have to drop it. Gives the ids that it knew; durable when it resolves.
	 */
	write(behind: ReadonlyMap<string, ReadonlySet<string>>): Promise<readonly string[]>;
}
