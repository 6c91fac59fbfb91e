import { isIPv6 } from 'node:net';

const GROUPS = 8;
const OF_NETWORK = 4; // groups of 16 bits: a household or a server has a /64 to itself, with 2^64 addresses to come from

/** What an address is counted under: an IPv4 address itself, of an IPv6 address its /64. */
export function networkOf(address: string): string {
	const bare = address.split('%', 1)[0] ?? '';
	const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
	if (v4 !== undefined) return v4;
	if (!isIPv6(bare)) return address;
	const [start = '', end] = bare.split('::');
	const left = start === '' ? [] : start.split(':');
	const right = end === undefined || end === '' ? [] : end.split(':');
	const gap = end === undefined ? 0 : GROUPS - left.length - right.length;
	const groups = [...left, ...Array<string>(Math.max(0, gap)).fill('0'), ...right];
	const network = groups.slice(0, OF_NETWORK).map((group) => Number.parseInt(group, 16).toString(16));
	return `${network.join(':')}::/64`;
}
