/** The part of the File System Access interface that is used; not every browser has it, nor every library its types. */
export interface CopyFolder {
	name: string;
	queryPermission(how: { mode: 'readwrite' }): Promise<PermissionState>;
	requestPermission(how: { mode: 'readwrite' }): Promise<PermissionState>;
	getFileHandle(name: string, how: { create: true }): Promise<{ createWritable(): Promise<CopyStream> }>;
	removeEntry(name: string): Promise<void>;
	keys(): AsyncIterable<string>;
}

interface CopyStream {
	write(content: Blob): Promise<void>;
	close(): Promise<void>;
	abort(): Promise<void>;
}

type Picker = (how: { id: string; mode: 'readwrite' }) => Promise<CopyFolder>;
const picker = (globalThis as { showDirectoryPicker?: Picker }).showDirectoryPicker;

/** Whether this browser can keep a folder. */
export const canKeepFolder = picker !== undefined;

/** Lets the person choose a folder; null when none was chosen. */
export async function chooseFolder(): Promise<CopyFolder | null> {
	try {
		return (await picker?.({ id: 'avbrottsfri-kopior', mode: 'readwrite' })) ?? null;
	} catch {
		return null; // closed without a choice, or a folder that the browser does not hand out
	}
}

/** Whether the folder may be written in; `ask` shows the browser's question, which takes a click first. */
export async function mayWriteIn(folder: CopyFolder, ask: boolean): Promise<boolean> {
	const how = { mode: 'readwrite' } as const;
	if ((await folder.queryPermission(how)) === 'granted') return true;
	return ask && (await folder.requestPermission(how)) === 'granted';
}

/** A file for the folder. */
export interface CopyFile {
	name: string;
	content: Blob;
}

/**
 * Writes files, each at once or not at all, then removes older ones of ours: those that `isOurs` knows by their names
 * and that are not among the new ones. Rejects when the folder is away.
 */
export async function writeFolder(
	folder: CopyFolder,
	files: readonly CopyFile[],
	isOurs: (name: string) => boolean
): Promise<void> {
	for (const { name, content } of files) await writeFile(folder, name, content);
	const kept = new Set(files.map(({ name }) => name));
	const names: string[] = [];
	for await (const name of folder.keys()) names.push(name);
	// Some systems take names apart into letters and marks.
	const old = names.filter((name) => isOurs(name.normalize('NFC')) && !kept.has(name.normalize('NFC')));
	for (const name of old) await folder.removeEntry(name);
}

/** The browser writes beside the file and puts the whole in its place when it is closed. */
async function writeFile(folder: CopyFolder, name: string, content: Blob): Promise<void> {
	const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
	try {
		await stream.write(content);
		await stream.close();
	} catch (error) {
		await stream.abort().catch(() => null);
		throw error;
	}
}
