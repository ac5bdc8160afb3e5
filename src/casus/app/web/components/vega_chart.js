// A Vega-Lite chart that is drawn once and then changes in place: new rows go into its named data, the rest stays.
import { h, markRaw } from "vue";

let script;

export default {
  props: { script: String, options: Object, chart: Object, alt: String },
  data: () => ({ view: null, drawn: "", busy: false }),
  mounted() { this.draw(); },
  beforeUnmount() { this.view?.finalize(); },
  watch: { chart() { this.draw(); } },
  methods: {
    async draw() {
      if (this.busy || !this.chart) return;
      this.busy = true;
      try {
        let last;
        while (last !== this.chart) {
          last = this.chart;
          await this.show(last);
        }
      } finally {
        this.busy = false;
      }
    },
    async show({ skeleton, key, rows }) {
      script ??= import(this.script);
      await script;
      if (key !== this.drawn) {
        this.view?.finalize();
        const spec = { ...JSON.parse(skeleton), datasets: JSON.parse(JSON.stringify(rows)) };
        const { view } = await globalThis.vegaEmbed(this.$refs.place, spec, this.options);
        this.view = markRaw(view);
        this.drawn = key;
        this.label();
        return;
      }
      for (const [name, values] of Object.entries(rows)) this.view.data(name, JSON.parse(JSON.stringify(values)));
      await this.view.resize().runAsync();
      this.label();
    },
    label() {
      const svg = this.$refs.place?.querySelector("svg");
      if (!svg) return;
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", this.alt || "");
      svg.querySelectorAll("[role],[aria-label],[aria-roledescription],[tabindex]").forEach((part) =>
        ["role", "aria-label", "aria-roledescription", "tabindex"].forEach((name) => part.removeAttribute(name)));
    },
  },
  render() { return h("div", { class: "chart" }, [h("div", { ref: "place", class: "chart-place" })]); },
};
