/** Browsers know storage over secure lines alone, and older ones cannot be asked. */
const storage = (): Partial<StorageManager> => (navigator as Partial<Navigator>).storage ?? {};

/**
 * Whether the browser has promised to keep what the app stores, and does not clear it when space runs out. False where it
 * cannot be asked.
 */
export async function isStorageLasting(): Promise<boolean> {
	return answered(storage().persisted?.call(navigator.storage));
}

/** Asks for that promise; true when it is given. Some browsers ask the person, others decide by themselves. */
export async function askForLastingStorage(): Promise<boolean> {
	return answered(storage().persist?.call(navigator.storage));
}

async function answered(answer: Promise<boolean> | undefined): Promise<boolean> {
	try {
		return (await answer) ?? false;
	} catch {
		return false;
	}
}
