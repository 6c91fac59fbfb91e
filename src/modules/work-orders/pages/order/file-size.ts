const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes as people read it: `1,2 MB`. */
export function sizeInWords(bytes: number): string {
	// 999 999 bytes are written as a megabyte, not as a thousand kilobytes.
	const rounded = Number(Math.max(1, bytes).toPrecision(3));
	const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(rounded) / 3));
	const unit = UNITS[power] ?? 'byte';
	const style = { style: 'unit', unit, maximumFractionDigits: power > 1 ? 1 : 0 } as const;
	return new Intl.NumberFormat('sv-SE', style).format(bytes / 1000 ** power);
}
