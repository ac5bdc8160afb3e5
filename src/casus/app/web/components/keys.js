// Undo and redo from the keyboard, unless the reader is typing.
export default {
  emits: ["undo", "redo"],
  mounted() {
    this.listen = (event) => {
      if (!(event.ctrlKey || event.metaKey) || /^(text|number|textarea)$/.test(event.target.type || "")) return;
      const key = event.key.toLowerCase();
      const name = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
      if (!name) return;
      event.preventDefault();
      this.$emit(name);
    };
    window.addEventListener("keydown", this.listen);
  },
  unmounted() { window.removeEventListener("keydown", this.listen); },
  render: () => null,
};
