const KEPT = 60 * 1000; // 60 seconds: a browser that asks where to save reads the file only then

/** Saves a file as a download. */
export function saveFile(file: Blob, name: string): void {
	const link = document.createElement('a');
	const address = URL.createObjectURL(file);
	link.href = address;
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => {
		URL.revokeObjectURL(address);
	}, KEPT);
}
