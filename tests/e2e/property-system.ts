import { DEMO_API_KEY } from '#modules/work-orders/server/demo/people.ts';
import type { NewOrderInput } from '#modules/work-orders/domain/index.ts';

/** Söder Rör & Värme, the company of Amir and Lena. */
export const PIPES = '5599010005';

interface Ordered {
	id: string;
	number: number;
	bundle: string;
}

/** Places an order as the landlord's property system does; unlike the demo's own orders its every field is known. */
export async function placeOrder(origin: string, changes: Partial<NewOrderInput> = {}): Promise<Ordered> {
	const order: NewOrderInput = {
		contractor: PIPES,
		type: 'fault',
		phrase: 'Läckage under diskbänk',
		description: 'Det droppar från vattenlåset.',
		place: { number: '61380004', address: 'Montörsvägen 2', city: 'Stockholm', area: 'Gröndal' },
		tenant: { name: 'Alma Sundin', otherPhone: '070-174 06 05', use: 'otherPhone' },
		orderer: { name: 'Karin Ekvall', email: 'karin@bjorkhem.example' },
		...changes
	};
	const response = await fetch(`${origin}/api/v1/work-orders`, {
		method: 'POST',
		headers: { authorization: `Bearer ${DEMO_API_KEY}`, 'content-type': 'application/json' },
		body: JSON.stringify(order)
	});
	if (response.status !== 201) throw new Error(`An order was not placed: ${response.status}`);
	return (await response.json()) as Ordered;
}
