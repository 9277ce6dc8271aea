// Who the ids in the goldens are, and when a message came, as a reader sees them.
export class People {
  constructor(names, time) {
    this.names = names;
    this.time = time ?? '';
  }

  named(id) {
    if (!this.names[id]) throw new Error(`nobody is called ${id}: add a name to shelf.json`);
    return this.names[id];
  }
}
