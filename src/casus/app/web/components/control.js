// One labelled native control; it says what the reader sets, and shows its meaning, its evidence and why it was refused.
import { h } from "vue";
import { floating } from "floating";

const REPORT_MS = 120; // chosen: a held slider is played some times a second

let count = 0;

export default {
  mixins: [floating],
  props: {
    kind: String, label: String, value: null, choices: Array, low: Number, high: Number, step: Number, unit: String,
    help: String, basis: Array, error: String, optional: Boolean, disabled: Boolean, blocked: String, quiet: Boolean,
    rows: Number, none: String, chosen: String,
  },
  emits: ["set", "slide"],
  created() { this.aside = true; },
  data: () => ({ id: `k${++count}`, live: null, draft: null }),
  watch: { value() { this.settle(); }, error() { this.settle(); } },
  methods: {
    // A text that is being written is not covered by its note.
    comes(event) {
      if (event.target.matches(":focus-visible") && !/^text/.test(event.target.type)) this.keeps();
    },
    told() { return this.help || this.chosen || (this.basis || []).length; },
    mark() {
      const taps = (event) => { event.preventDefault(); this.open(); };
      return this.told() ? h("span", { class: "mark", "aria-hidden": "true", onClick: taps, ...this.over() }, "?") : null;
    },
    // What a hand is moving, or a reader is typing, stays until it has rested: answers to earlier moves come meanwhile.
    settle() {
      clearTimeout(this.rest);
      this.rest = setTimeout(() => { this.live = null; this.draft = null; }, 400);
    },
    types(event) {
      clearTimeout(this.rest);
      this.draft = event.target.value;
    },
    slides(event) {
      clearTimeout(this.rest);
      this.live = Number(event.target.value);
    },
    // Where a held slider is, is reported now and then; what has been set is not reported again.
    reports(value) {
      this.held = value;
      this.reporting ??= setTimeout(() => {
        this.reporting = null;
        this.$emit("slide", this.held);
      }, REPORT_MS);
    },
    set(value) {
      clearTimeout(this.reporting);
      this.reporting = null;
      this.$emit("set", value);
      this.settle();
    },
    number(event) {
      const text = event.target.value.trim();
      this.set(text === "" ? null : Number(text));
    },
    several(event) {
      this.set(Array.from(event.target.closest("fieldset").querySelectorAll("input:checked"), (box) => box.value));
    },
    place(index) { return this.choices.findIndex(([value]) => value === index); },
    shared() {
      const described = [this.told() && `${this.id}-help`, this.error && `${this.id}-error`].filter(Boolean).join(" ");
      return {
        id: this.id, disabled: this.disabled || undefined, "aria-describedby": described || undefined,
        "aria-invalid": this.error ? "true" : undefined,
      };
    },
    drawn() {
      const shared = this.shared();
      if (this.kind === "flag")
        return h("input", { ...shared, type: "checkbox", checked: !!this.value, onChange: (e) => this.set(e.target.checked) });
      if (this.kind === "choice") {
        const none = this.optional || this.value == null ? [h("option", { value: "" }, this.none || (this.optional ? "not stated" : "choose"))] : [];
        const options = this.choices.map(([value, text]) => h("option", { value, selected: value === this.value }, text));
        return h("select", { ...shared, value: this.value ?? "", onChange: (e) => this.set(e.target.value || null) }, [...none, ...options]);
      }
      if (this.kind === "number")
        return h("input", {
          ...shared, ...this.over(), type: "number", value: this.draft ?? this.value ?? "", onInput: this.types, min: this.low, max: this.high, step: this.step || "any",
          inputmode: "decimal", placeholder: this.optional ? "none" : undefined, onChange: this.number,
        });
      if (this.kind === "lines")
        return h("textarea", {
          ...shared, rows: this.rows || 2, value: this.draft ?? (this.value || []).join("\n"), placeholder: "one on a line", onInput: this.types,
          onChange: (e) => this.set(e.target.value.split("\n").map((line) => line.trim()).filter(Boolean)),
        });
      if (this.kind === "long")
        return h("textarea", { ...shared, rows: this.rows || 3, value: this.draft ?? this.value ?? "", onInput: this.types, onChange: (e) => this.set(e.target.value || null) });
      return h("input", { ...shared, type: "text", value: this.draft ?? this.value ?? "", onInput: this.types, placeholder: this.optional ? "none" : undefined, onChange: (e) => this.set(e.target.value || null) });
    },
    slider() {
      const stops = this.kind === "stops";
      const at = stops ? Math.max(this.place(this.value), 0) : this.value ?? 0;
      const now = this.live ?? at;
      const says = stops ? this.choices[now][1] : `${now} ${this.unit}`;
      const given = (e) => (stops ? this.choices[Number(e.target.value)][0] : Number(e.target.value));
      return [
        h("input", {
          ...this.shared(), type: "range", min: stops ? 0 : this.low, max: stops ? this.choices.length - 1 : this.high,
          step: stops ? 1 : this.step, value: now, "aria-valuetext": says,
          onInput: (e) => { this.slides(e); this.reports(given(e)); },
          onChange: (e) => { this.slides(e); this.set(given(e)); },
        }),
        h("output", { for: this.id, class: "reading", ...this.over(), onClick: this.open }, stops ? says : [h("b", String(now)), ` ${this.unit}`]),
      ];
    },
    boxes() {
      const chosen = this.value || [];
      return h("fieldset", { class: "boxes", disabled: this.disabled || undefined }, [
        h("legend", [this.label, this.mark()]),
        ...this.choices.map(([value, text]) =>
          h("label", { class: "box" }, [
            h("input", { type: "checkbox", value, checked: chosen.includes(value), onChange: this.several }), text,
          ])),
      ]);
    },
    tip() {
      if (!this.told()) return null;
      const basis = (this.basis || []).map(([what, value, source]) =>
        h("li", [h("span", { class: "what" }, what), h("span", { class: "of" }, value), h("span", { class: "source" }, source)]));
      return h("div", { class: ["tip", this.at ? "open" : ""], style: this.at || {}, id: `${this.id}-help`, ...this.over() }, [
        this.help ? h("p", this.help) : null, this.chosen ? h("p", { class: "of" }, this.chosen) : null,
        basis.length ? h("p", { class: "rests" }, "Rests on") : null, basis.length ? h("ul", basis) : null,
      ]);
    },
  },
  render() {
    const slides = this.kind === "range" || this.kind === "stops";
    const body = this.kind === "choices" ? [this.boxes()] : slides ? this.slider() : [this.drawn()];
    const unit = this.unit && !slides ? h("span", { class: "unit" }, this.unit) : null;
    const label = this.kind === "choices" ? null : h("label", { for: this.id, class: this.quiet ? "hidden" : "" }, [this.label, unit, this.mark()]);
    return h("div", { class: ["control", `of-${this.kind}`, this.error ? "bad" : ""],
      onKeydown: (event) => { if (event.key === "Escape") this.loses(); }, onFocusin: this.comes, onFocusout: this.loses,
    }, [
      label, ...body, this.tip(),
      this.blocked ? h("p", { class: "blocked" }, this.blocked) : null,
      this.error ? h("p", { class: "error", id: `${this.id}-error`, role: "alert" }, this.error) : null,
    ]);
  },
};
