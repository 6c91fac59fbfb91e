import type { UpdateLog } from './update-log.ts';

/** The same log, which also tells which documents it has stored something of: whoever wrote it, and by which way. */
export function watchAppends(log: UpdateLog, stored: (documents: readonly string[]) => void): UpdateLog {
	const append: UpdateLog['append'] = async (rows) => {
		const done = await log.append(rows);
		if (done.ok) stored(rows.map(({ doc }) => doc));
		return done;
	};
	return new Proxy(log, {
		get(target, property) {
			if (property === 'append') return append;
			const value: unknown = Reflect.get(target, property);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		}
	});
}
