// A number with what stands behind it, shown where the pointer rests or the keyboard stops.
import { h } from "vue";

let count = 0;

export default {
  props: { text: String, lines: Array, tone: String },
  data: () => ({ id: `n${++count}`, at: null }),
  methods: {
    open(event) {
      const box = event.currentTarget.getBoundingClientRect();
      const width = Math.min(320, window.innerWidth - 16);
      const left = Math.max(8, Math.min(box.left, window.innerWidth - width - 8));
      const above = box.bottom > window.innerHeight * 0.6;
      this.at = { left: `${left}px`, width: `${width}px`, [above ? "bottom" : "top"]: above ? `${window.innerHeight - box.top + 6}px` : `${box.bottom + 6}px` };
    },
    close() { this.at = null; },
  },
  render() {
    const tip = h("span", { class: ["tip", "afloat", this.at ? "open" : ""], style: this.at || {}, id: this.id, role: "tooltip" },
      (this.lines || []).map((line) => h("span", { class: "line" }, line)));
    return h("button", {
      type: "button", class: ["note", this.tone || ""], "aria-describedby": this.id,
      onMouseenter: this.open, onMouseleave: this.close, onFocus: this.open, onBlur: this.close,
      onKeydown: (event) => event.key === "Escape" && this.close(),
    }, [this.text, tip]);
  },
};
