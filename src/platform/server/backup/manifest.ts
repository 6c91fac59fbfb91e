import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { type Result, ok, refuse } from '#core/result';

/** The name of the file that says what a backup holds. */
export const MANIFEST = 'backup.json';

const manifestSchema = v.object({
	version: v.literal(1),
	/** When the backup was begun: what came later may be missing. */
	madeAt: v.pipe(v.string(), v.isoTimestamp()),
	parts: v.array(
		v.object({
			/** A path inside the backup, with `/` between folders. */
			name: v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w./-]+$/)),
			bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
			sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
		})
	)
});

/** What a backup holds. */
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** What is wrong with a backup. */
export type BackupProblem = 'no-backup' | 'damaged';

/** Sums up every file of a folder. */
export async function describeParts(folder: string): Promise<Manifest['parts']> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	const parts: Manifest['parts'] = [];
	for (const path of files.sort()) {
		const name = path.slice(folder.length + 1).replaceAll('\\', '/');
		if (name === MANIFEST) continue;
		parts.push({ name, bytes: (await stat(path)).size, sha256: await sumOf(path) });
	}
	return parts;
}

/** Reads what a backup holds, and checks every part of it. */
export async function checkBackup(folder: string): Promise<Result<Manifest, BackupProblem>> {
	const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
	if (text === null) return refuse('no-backup');
	const parsed = v.safeParse(manifestSchema, parseJson(text));
	if (!parsed.success) return refuse('damaged');
	for (const { name, bytes, sha256 } of parsed.output.parts) {
		const path = join(folder, name);
		const size = (await stat(path).catch(() => null))?.size;
		if (size !== bytes || (await sumOf(path)) !== sha256) return refuse('damaged');
	}
	return ok(parsed.output);
}

async function sumOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null; // not JSON: no manifest of ours
	}
}
