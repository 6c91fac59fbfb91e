/** The databases that the tables are made for. */
export type DialectName = 'sqlite' | 'postgres';
