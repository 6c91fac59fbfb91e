// Loaded before each program of package.json, since an older Node would only say what it does not understand of its first
// line. Node 24 comes with the packages where there is one for the system; for Macs there is none.
if (Number(process.versions.node.split('.')[0]) < 24) {
	process.stderr.write(
		`Avbrottsfri needs Node 24 and this is ${process.version}: ` +
			(process.platform === 'darwin' ? 'install it from https://nodejs.org\n' : 'npm ci brings it\n')
	);
	process.exit(1);
}
