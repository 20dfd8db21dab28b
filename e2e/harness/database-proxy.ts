import type { Socket } from 'node:net';
import { Relay } from './relay';

interface Withheld {
  readonly words: string;
  readonly told: () => void;
}

/** Between an app and its database: of one commit, if asked to, it withholds the answer. */
export class DatabaseProxy extends Relay {
  private readonly withheld = new Set<Withheld>();

  /**
   * The next transaction in which the app says these words is committed, and the app never hears of it.
   * @returns resolves when the database has been told to commit
   */
  withholdCommitOf(words: string): Promise<void> {
    return new Promise((told) => void this.withheld.add({ words, told }));
  }

  protected override pass(app: Socket, database: Socket): void {
    // What the app has said since its last transaction ended.
    let said = Buffer.alloc(0);
    let isDeaf = false;
    app.on('data', (chunk) => {
      said = this.withheld.size > 0 ? Buffer.concat([said, chunk]) : Buffer.alloc(0);
      const isCommit = said.includes('COMMIT');
      const found = isCommit && [...this.withheld].find(({ words }) => said.includes(words));
      if (isCommit || said.includes('ROLLBACK')) said = Buffer.alloc(0);
      if (!found) return void database.write(chunk);
      isDeaf = true;
      this.withheld.delete(found);
      database.write(chunk, found.told);
    });
    database.on('data', (chunk) => {
      if (!isDeaf) app.write(chunk);
    });
  }
}
