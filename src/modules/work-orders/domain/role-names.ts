/** Who orders for the landlord. */
export const ORDERER = 'orderer';

/** Who does a company's orders. */
export const CONTRACTOR = 'contractor';
