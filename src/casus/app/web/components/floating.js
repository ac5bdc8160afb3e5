// A note that floats: under what it belongs to, over it where there is more room, or beside a control, whose neighbours it would
// cover; it stays while the pointer is on its way into it.
const EDGE = 8, GAP = 6, WIDTH = 320, ENOUGH = 360, WAIT_MS = 200;

let open; // One note at a time: where the pointer rests, what the keyboard opened gives way.

export function placed(box) {
  const width = Math.min(WIDTH, window.innerWidth - 2 * EDGE);
  const left = Math.max(EDGE, Math.min(box.left, window.innerWidth - width - EDGE));
  const below = window.innerHeight - box.bottom - GAP - EDGE;
  const over = box.top - GAP - EDGE;
  const room = { left: `${left}px`, width: `${width}px` };
  if (below >= ENOUGH || below >= over) return { ...room, top: `${box.bottom + GAP}px`, maxHeight: `${below}px` };
  return { ...room, bottom: `${window.innerHeight - box.top + GAP}px`, maxHeight: `${over}px` };
}

function beside(box) {
  const across = { left: `${box.right + 2 * EDGE}px`, width: `${WIDTH}px` };
  if (box.top < window.innerHeight / 2) return { ...across, top: `${box.top}px`, maxHeight: `${window.innerHeight - box.top - EDGE}px` };
  return { ...across, bottom: `${Math.max(window.innerHeight - box.bottom, EDGE)}px`, maxHeight: `${box.bottom - EDGE}px` };
}

export const floating = {
  data: () => ({ at: null }),
  created() { this.moves = (event) => { if (!event.target.classList?.contains("tip")) this.open(); }; },
  beforeUnmount() { this.close(); },
  methods: {
    open() {
      clearTimeout(this.leaving);
      if (open && open !== this) open.close();
      open = this;
      if (!this.at) window.addEventListener("scroll", this.moves, true);
      const box = this.$el.getBoundingClientRect();
      const room = window.innerWidth - box.right > WIDTH + 3 * EDGE;
      this.at = this.aside && room ? beside(box) : placed(box);
    },
    close() {
      clearTimeout(this.leaving);
      window.removeEventListener("scroll", this.moves, true);
      this.at = null;
    },
    leave() {
      clearTimeout(this.leaving);
      this.leaving = setTimeout(() => { if (!this.stays) this.close(); }, WAIT_MS);
    },
    // A pointer that rests while the page changes under it opens nothing.
    over() { return { onMousemove: this.moved, onMouseleave: this.leave }; },
    moved(event) {
      clearTimeout(this.leaving);
      if (!this.at && (event.movementX || event.movementY)) this.open();
    },
    // What has the keyboard keeps its note, also where the pointer comes and goes.
    keeps() {
      this.stays = true;
      this.open();
    },
    loses() {
      this.stays = false;
      this.close();
    },
  },
};
