/** The part of the Compression Streams interface that is used: browsers and Node have it under the same names. */
interface Transform {
	readable: { getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> } };
	writable: { getWriter(): { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> } };
}

const { CompressionStream, DecompressionStream } = globalThis as unknown as Record<
	'CompressionStream' | 'DecompressionStream',
	new (format: 'deflate-raw') => Transform
>;

/** Bytes, deflated. */
export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
	return (await run(new CompressionStream('deflate-raw'), bytes, Infinity)) ?? new Uint8Array();
}

/** What deflate() was given; null when it is something else, or more than `limit` bytes: a few can stand for billions. */
export async function inflate(bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
	try {
		return await run(new DecompressionStream('deflate-raw'), bytes, limit);
	} catch {
		return null; // not deflated, or damaged
	}
}

async function run({ readable, writable }: Transform, bytes: Uint8Array, limit: number): Promise<Uint8Array | null> {
	const writer = writable.getWriter();
	// What goes wrong is heard of by the reader below.
	writer.write(bytes).catch(() => null);
	writer.close().catch(() => null);
	const reader = readable.getReader();
	const parts: Uint8Array[] = [];
	let length = 0;
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		length += part.value?.length ?? 0;
		if (length > limit) {
			await reader.cancel();
			return null;
		}
		if (part.value) parts.push(part.value);
	}
	return join(parts, length);
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
