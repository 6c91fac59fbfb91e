import type * as Y from 'yjs';

/** Writes to a document as the server; resolves when the change is durable. */
export type WriteDocument = (name: string, change: (doc: Y.Doc) => void) => Promise<void>;
