// A number with what stands behind it, shown where the pointer rests, the keyboard stops or a finger taps.
import { h } from "vue";
import { floating } from "floating";

let count = 0;

export default {
  mixins: [floating],
  props: { text: String, lines: Array, tone: String, beneath: String },
  data: () => ({ id: `n${++count}` }),
  render() {
    const tip = h("span", { class: ["tip", this.at ? "open" : ""], style: this.at || {}, id: this.id, role: "tooltip" },
      (this.lines || []).map((line) => h("span", { class: "line" }, line)));
    return h("button", {
      type: "button", class: ["note", this.tone || ""], "aria-describedby": this.id, ...this.over(),
      onFocus: this.keeps, onBlur: this.loses, onClick: this.open, onKeydown: (event) => event.key === "Escape" && this.loses(),
    }, [h("span", { class: "figure" }, this.text), this.beneath ? h("span", { class: "interval" }, this.beneath) : null, tip]);
  },
};
