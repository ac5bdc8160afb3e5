// Rows that changed since the chart around them was sent; they travel alone, without the chart.
export default {
  props: { rows: Object, alt: String },
  inject: ["chartOf"],
  mounted() { this.hand(); },
  watch: { rows() { this.hand(); } },
  methods: {
    hand() { if (this.rows) this.chartOf.change(this.rows, this.alt); },
  },
  render: () => null,
};
