import pg from 'pg';

export type Row = Record<string, unknown>;

/** One question, on a connection of its own. */
export async function askDatabase(url: string, text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
