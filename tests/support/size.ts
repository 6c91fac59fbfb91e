/** How often a proof by many tries is repeated: so often in each test run, and so often in `npm run test:long`. */
export function tries(usual: number, long: number): number {
	return process.env['TEST_SIZE'] === 'long' ? long : usual;
}
