/** True for codes that are tried first: one digit six times, or digits in a row. */
export function isSimpleCode(code: string): boolean {
	const steps = [...code].slice(1).map((digit, at) => Number(digit) - Number(code[at]));
	return new Set(steps).size === 1 && [-1, 0, 1].includes(steps[0] ?? 0);
}
