// A Vega-Lite chart that is drawn once and then changes in place: new rows go into its named data, the rest stays.
import { h, markRaw, toRaw } from "vue";
import { placed } from "floating";

let script;

export default {
  props: { script: String, options: Object, chart: Object, alt: String, focus: Number, large: Boolean },
  provide() { return { chartOf: this }; },
  data: () => ({ view: null, drawn: "", busy: false, want: null, hint: null }),
  created() { this.latest = {}; },
  mounted() { this.wants(); },
  beforeUnmount() { this.view?.finalize(); },
  watch: { chart() { this.latest = {}; this.wants(); }, large() { setTimeout(() => this.turn(), 60); } },
  methods: {
    change(rows, alt) {
      this.latest = rows;
      this.said = alt;
      if (this.$refs.place) this.wants();
    },
    wants() {
      if (!this.chart) return;
      this.want = markRaw({ ...toRaw(this.chart), rows: { ...toRaw(this.chart.rows), ...toRaw(this.latest) }, fresh: toRaw(this.latest) });
      this.draw();
    },
    turn() {
      const box = this.$el.parentElement;
      if (this.focus != null) box.scrollLeft = this.focus * box.scrollWidth - box.clientWidth / 2;
    },
    async draw() {
      if (this.busy || !this.want) return;
      this.busy = true;
      try {
        let last;
        while (last !== this.want) {
          last = this.want;
          await this.show(last);
        }
      } finally {
        this.busy = false;
      }
    },
    async show({ skeleton, key, rows, fresh }) {
      script ??= import(this.script);
      await script;
      if (key !== this.drawn) {
        this.view?.finalize();
        const spec = JSON.parse(skeleton);
        spec.datasets = { ...spec.datasets, ...JSON.parse(JSON.stringify(rows)) };
        const { view } = await globalThis.vegaEmbed(this.$refs.place, spec, { ...toRaw(this.options), tooltip: this.hints });
        this.view = markRaw(view);
        this.drawn = key;
        this.turn();
      } else {
        for (const [name, values] of Object.entries(fresh)) this.view.data(name, JSON.parse(JSON.stringify(values)));
        await this.view.runAsync();
      }
      this.label();
    },
    // What a mark under the pointer says, line by line; in our own note, for the page's policy refuses Vega's style.
    hints(_, event, item, said) {
      this.hint = null;
      if (!event || !said) return;
      const at = { left: event.clientX + 10, top: event.clientY - 6, bottom: event.clientY + 6 };
      this.hint = { lines: Object.entries(said), at: placed(at) };
    },
    label() {
      const svg = this.$refs.place?.querySelector("svg");
      if (!svg) return;
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", this.said || this.alt || "");
      svg.querySelectorAll("[role],[aria-label],[aria-roledescription],[tabindex]").forEach((part) =>
        ["role", "aria-label", "aria-roledescription", "tabindex"].forEach((name) => part.removeAttribute(name)));
    },
  },
  render() {
    const tip = this.hint && h("div", { class: "tip open passing", style: this.hint.at, "aria-hidden": "true" },
      this.hint.lines.map(([of, value]) => h("span", { class: "line" }, `${of}: ${value}`)));
    return h("div", { class: "chart", onMouseleave: () => { this.hint = null; } }, [h("div", { ref: "place", class: "chart-place" }), tip, this.$slots.default?.()]);
  },
};
