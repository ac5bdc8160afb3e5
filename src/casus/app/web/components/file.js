// A file that the reader picks, read here and handed over as text; too large a one is refused before it is sent.
import { h } from "vue";

export default {
  props: { label: String, most: Number },
  emits: ["brought", "toolarge"],
  methods: {
    async pick(event) {
      const file = event.target.files[0];
      event.target.value = "";
      if (!file) return;
      if (file.size > this.most) this.$emit("toolarge", file.size);
      else this.$emit("brought", await file.text());
    },
  },
  render() {
    return h("label", { class: "button file" }, [
      h("input", { type: "file", accept: ".yaml,.yml", class: "unseen", onChange: this.pick }), this.label,
    ]);
  },
};
