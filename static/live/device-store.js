// What a phone keeps on itself: actions not yet taken, and the last documents it saw. Says
// "kept" only when the disk has it, and never throws a record away on its own.

import { openDB } from "../vendor/idb.mjs";

const DATABASE = "denggao";
const VERSION = 1;
const OUTBOX = "outbox";
const KEPT = "kept";
/** WebKit drops the database's connection when a page was in the background; a new one works. */
const ATTEMPTS = 3;

export class DeviceStore {
  #opening = null;

  /** Put a new record at the end; its `order` is its place in the outbox. */
  add(record) {
    return this.#write(OUTBOX, (store) => store.add(record)).then((order) => ({
      ...record,
      order,
    }));
  }

  put(record) {
    return this.#write(OUTBOX, (store) => store.put(record));
  }

  remove(order) {
    return this.#write(OUTBOX, (store) => store.delete(order));
  }

  /** Every record, oldest first. */
  all() {
    return this.#run((db) => db.getAll(OUTBOX));
  }

  keep(name, value) {
    return this.#write(KEPT, (store) => store.put(value, name));
  }

  kept(name) {
    return this.#run((db) => db.get(KEPT, name));
  }

  /** Let go of everything kept, whoever it was for. The outbox stays. */
  forgetKept() {
    return this.#write(KEPT, (store) => store.clear());
  }

  #write(storeName, change) {
    return this.#run(async (db) => {
      const writing = db.transaction(storeName, "readwrite", { durability: "strict" });
      const [answer] = await Promise.all([change(writing.store), writing.done]);
      return answer;
    });
  }

  async #run(work) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await this.#open());
      } catch (trouble) {
        this.#opening = null;
        if (attempt >= ATTEMPTS) throw trouble;
      }
    }
  }

  #open() {
    this.#opening ??= openDB(DATABASE, VERSION, {
      upgrade(db) {
        db.createObjectStore(OUTBOX, { keyPath: "order", autoIncrement: true });
        db.createObjectStore(KEPT);
      },
      terminated: () => {
        this.#opening = null;
      },
    });
    return this.#opening;
  }
}
