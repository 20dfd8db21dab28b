import 'server-only';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** An engine and the connections it opened: it never closes them itself, and one holds its lock. */
export interface OpenEngine {
  readonly engine: glue.SchemaEngine;
  readonly close: () => Promise<void>;
}

/** PostgreSQL's one-byte "char" type, in which the catalogues keep their flags. */
const OID_CHAR = 18;

/**
 * Prisma's own schema engine, as WebAssembly: the same that `prisma migrate deploy` runs, without
 * the download of its binary. `datamodel`: the schema, for what compares with it.
 */
export async function openEngine(
  databaseUrl: string,
  datamodel?: [path: string, content: string],
): Promise<OpenEngine> {
  await instantiate();
  const factory = new MigrationAdapterFactory(databaseUrl);
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await glue.SchemaEngine.new({ datamodels: datamodel && [datamodel] }, () => {}, adapter);
  const close = async () => {
    engine.free();
    await factory.close();
  };
  return { engine, close };
}

let instantiated: Promise<void> | undefined;

/** The package imports its .wasm as a module, which Node does only behind a flag. */
const instantiate = (): Promise<void> => (instantiated ??= instantiateOnce());

async function instantiateOnce(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => console.error(message) },
  });
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': withoutLingeringTimers(glue),
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/** Its patience for the lock (10 s) is a timer that it never clears: no reason to stay alive. */
function withoutLingeringTimers(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const name = Object.keys(imports).find((key) => key.startsWith('__wbg_setTimeout_'));
  if (!name) return imports;
  return { ...imports, [name]: (callback: () => void, delay: number) => setTimeout(callback, delay >>> 0).unref() };
}

/**
 * What `@prisma/adapter-pg` 7.10.0 gets wrong for migrations: with a connection string its shadow
 * database *is* the live one; it leaves shadow databases behind; it splits scripts at every `;`,
 * also inside functions; it does not know "char".
 */
class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';

  private readonly opened = new Set<pg.Pool>();

  constructor(private readonly url: string) {}

  connect(): Promise<SqlDriverAdapter> {
    return adapterOf(this.pool(this.url));
  }

  async close(): Promise<void> {
    await Promise.all([...this.opened].map(async (pool) => pool.ended || (await pool.end())));
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `meipi_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
    await runOnce(this.url, `CREATE DATABASE ${name}`);
    const url = new URL(this.url);
    url.pathname = `/${name}`;
    return adapterOf(this.pool(url.href), () => runOnce(this.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }

  private pool(connectionString: string): pg.Pool {
    const pool = new pg.Pool({ connectionString, max: 1 });
    this.opened.add(pool);
    return pool;
  }
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function adapterOf(pool: pg.Pool, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const adapter: SqlDriverAdapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    executeScript: async (script: string) => {
      await pool.query(script).catch((error: unknown) => {
        throw asAdapterError(error);
      });
    },
    queryRaw: async (query: Parameters<typeof queryRaw>[0]) => {
      try {
        return await queryRaw(query);
      } catch (error) {
        if (!(error instanceof DriverAdapterError) || error.cause.kind !== 'UnsupportedNativeDataType') throw error;
        return queryWithChar(pool, query.sql, query.args);
      }
    },
    dispose: async () => {
      if (!pool.ended) await pool.end();
      await afterwards?.();
    },
  });
}

/** The catalogue queries that select a "char": text, numbers, booleans and lists of text besides. */
async function queryWithChar(pool: pg.Pool, text: string, values: unknown[]) {
  const { fields, rows } = await pool.query<unknown[]>({ text, values, rowMode: 'array' });
  const typeOf: Partial<Record<number, (typeof ColumnTypeEnum)[keyof typeof ColumnTypeEnum]>> = {
    [OID_CHAR]: ColumnTypeEnum.Character,
    16: ColumnTypeEnum.Boolean,
    20: ColumnTypeEnum.Int64,
    21: ColumnTypeEnum.Int32,
    23: ColumnTypeEnum.Int32,
    26: ColumnTypeEnum.Int64,
    1003: ColumnTypeEnum.TextArray,
    1009: ColumnTypeEnum.TextArray,
  };
  return {
    columnNames: fields.map((field) => field.name),
    columnTypes: fields.map((field) => typeOf[field.dataTypeID] ?? ColumnTypeEnum.Text),
    rows,
  };
}

function asAdapterError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  return new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'N/A',
    severity: error.severity ?? 'N/A',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}
