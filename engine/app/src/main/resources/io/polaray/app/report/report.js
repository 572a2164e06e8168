
"use strict";
(() => {
  const numbers = JSON.parse(document.getElementById("numbers").textContent);
  const colours = {design: "#1b6ca8", bound: "#c8553d", estimate: "#3a7d44", other: "#9aa5b4",
    keep: "#cfd5dd", none: "#e7e9ed", shed: "#6d597a"};
  const trades = ["#1b6ca8", "#5b9bd0", "#a5c9e6"];
  const ink = "#1f2430";
  const soft = "#5b6270";
  const charts = [];

  const figure = x => x === null || x === undefined ? "-"
    : Math.abs(x) >= 1e6 || (x !== 0 && Math.abs(x) < 1e-4) ? x.toExponential(2)
    : String(Number(x.toPrecision(5)));
  const percent = x => x === null ? "-" : Number((100 * x).toPrecision(3)) + " %";
  const short = (text, most) => text.length > most ? text.slice(0, most - 1) + "\u2026" : text;
  const narrow = () => document.documentElement.clientWidth < 640;
  const name = () => narrow() ? 12 : 22;

  // Text in charts is drawn, never parsed: names stay text whatever they hold.
  const tooltip = more => Object.assign({renderMode: "richText", confine: true,
    backgroundColor: "#fff", borderColor: "#d9dce3", borderWidth: 1, padding: 8,
    textStyle: {color: ink, fontSize: 13}}, more);
  const base = () => ({animation: false, textStyle: {fontFamily: "inherit", fontSize: 12},
    grid: {left: 8, right: narrow() ? 16 : 30, top: 30, bottom: 8, containLabel: true}});
  const valueAxis = (label, more) => Object.assign({type: "value", name: label,
    nameLocation: "middle", nameGap: 28, nameTextStyle: {color: soft},
    axisLabel: {color: soft, hideOverlap: true, formatter: figure},
    splitLine: {lineStyle: {color: "#e7e9ed"}}}, more);
  const categoryAxis = (names, more) => Object.assign({type: "category",
    data: names.map(String), axisTick: {show: false}, axisLine: {lineStyle: {color: "#d9dce3"}},
    axisLabel: {color: ink, interval: 0, formatter: text => short(text, name())}}, more);

  function draw(id, height, option) {
    const place = document.getElementById(id);
    if (!place) {
      return;
    }
    place.style.height = height() + "px";
    const chart = echarts.init(place, null, {renderer: "svg"});
    chart.setOption(option());
    charts.push(() => {
      place.style.height = height() + "px";
      chart.resize();
      chart.setOption(option(), true);
    });
  }

  function convergence(data) {
    if (!data || data.rounds.length === 0) {
      return;
    }
    const symbol = data.rounds.length > 60 ? "none" : "circle";
    const line = (label, values, colour, more) => Object.assign({type: "line", name: label,
      data: values, symbol, symbolSize: 5, color: colour, lineStyle: {width: 2}}, more);
    const roundAxis = () => categoryAxis(data.rounds, {name: "round", nameLocation: "middle",
      nameGap: 26, nameTextStyle: {color: soft}, boundaryGap: false,
      axisLabel: {color: soft, hideOverlap: true}});
    const option = (axis, series, format) => () => Object.assign(base(), {
      grid: {left: 8, right: 20, top: 34, bottom: 26, containLabel: true},
      legend: {top: 0, left: 0, itemWidth: 18, textStyle: {color: ink}},
      tooltip: tooltip({trigger: "axis", valueFormatter: format}),
      xAxis: roundAxis(), yAxis: axis, series});
    draw("chart-convergence", () => narrow() ? 280 : 320,
      option(valueAxis("", {scale: true}), [
        line("primal", data.primal, colours.design),
        line("estimate", data.estimate, colours.estimate, {lineStyle: {width: 2, type: "dashed"}}),
        line("bound", data.bound, colours.bound, {step: "end"})], figure));
    const positive = values => values.map(x => x > 0 ? x : null);
    draw("chart-gaps", () => narrow() ? 240 : 260,
      option(valueAxis("", {type: "log", axisLabel: {color: soft, hideOverlap: true,
        formatter: percent}}), [
        line("gap to the estimate", positive(data.estimateGap), colours.estimate,
          {lineStyle: {width: 2, type: "dashed"}}),
        line("gap to the bound", positive(data.gap), colours.bound)], percent));
  }

  function prices(data) {
    const ends = (p, i) => [p.low === null ? -Infinity : p.low, p.high === null ? Infinity : p.high, i];
    draw("chart-prices", () => 60 + 34 * data.length, () => {
      const finite = data.flatMap(p => [p.price, p.low, p.high]).filter(x => x !== null);
      const low = Math.min(...finite);
      const high = Math.max(...finite);
      const pad = (high - low || Math.abs(high) || 1) * 0.08;
      return Object.assign(base(), {
        grid: {left: 8, right: 24, top: 8, bottom: 26, containLabel: true},
        tooltip: tooltip({formatter: at => {
          const p = data[at.dataIndex];
          return p.name + "\nprice " + figure(p.price) + "\nfrom " + figure(p.low) + " to "
            + figure(p.high);
        }}),
        xAxis: valueAxis("social cost of one more", {min: low - pad, max: high + pad,
          axisLabel: {color: soft, hideOverlap: true, showMinLabel: false, showMaxLabel: false,
            formatter: x => String(Number(x.toPrecision(3)))}}),
        yAxis: categoryAxis(data.map(p => p.name), {inverse: true}),
        series: [
          {type: "custom", data: data.map(ends), encode: {x: [0, 1], y: 2}, clip: true,
            renderItem: (params, api) => {
              const box = params.coordSys;
              const clamp = x => Math.max(box.x, Math.min(box.x + box.width, x));
              const y = api.coord([low, api.value(2)])[1];
              const end = k => data[params.dataIndex][k ? "high" : "low"];
              const from = end(0) === null ? box.x : clamp(api.coord([end(0), 0])[0]);
              const to = end(1) === null ? box.x + box.width : clamp(api.coord([end(1), 0])[0]);
              return {type: "rect", shape: {x: from, y: y - 4, width: Math.max(1, to - from),
                height: 8, r: 3}, style: {fill: "#a5c9e6"}};
            }},
          {type: "scatter", data: data.map((p, i) => [p.price, i]), symbolSize: 11,
            color: colours.design}]});
    });
  }

  function gains(data) {
    draw("chart-gains", () => 40 + 24 * data.length, () => Object.assign(base(), {
      grid: {left: 8, right: 24, top: 8, bottom: 26, containLabel: true},
      tooltip: tooltip({formatter: at => at.name + "\ncontributes " + figure(at.value)}),
      xAxis: valueAxis("contribution to the saving"),
      yAxis: categoryAxis(data.map(g => g.name), {inverse: true}),
      series: [{type: "bar", barMaxWidth: 16, color: colours.design,
        data: data.map(g => g.value)}]}));
  }

  function choices(data) {
    const colour = (label, k) => label.endsWith("trade") ? trades[k]
      : label.startsWith("keep") ? colours.keep
      : label.startsWith("no trade") ? colours.none : colours.shed;
    draw("chart-choices", () => (narrow() ? 110 : 80) + 24 * data.agents.length, () => Object.assign(base(), {
      grid: {left: 8, right: 24, top: narrow() ? 64 : 34, bottom: 8, containLabel: true},
      legend: {top: 0, left: 0, itemWidth: 14, itemHeight: 10, itemGap: 14,
        textStyle: {color: ink}},
      tooltip: tooltip({formatter: at => at.name + "\n" + at.seriesName + " " + percent(at.value)}),
      xAxis: valueAxis("", {max: 1, axisLabel: {color: soft, formatter: percent}}),
      yAxis: categoryAxis(data.agents, {inverse: true}),
      series: data.series.map((s, k) => ({type: "bar", name: s.name, stack: "all", barMaxWidth: 16,
        color: colour(s.name, k), data: s.shares}))}));
  }

  function flow(data) {
    const names = {};
    const nodes = [];
    const links = [];
    const node = (id, label, depth, colour) => {
      names[id] = label;
      nodes.push({name: id, depth, itemStyle: {color: colour}});
    };
    data.tasks.forEach((task, i) => {
      if (data.givers.some(g => g.amounts[i] > 0)) {
        node("t" + i, task, 1, colours.estimate);
      }
    });
    data.givers.forEach((g, k) => {
      node("g" + k, g.name, 0, colours.bound);
      g.amounts.forEach((x, i) => x > 0 && links.push({source: "g" + k, target: "t" + i, value: x}));
    });
    data.takers.forEach((r, k) => {
      node("r" + k, r.name, 2, colours.design);
      r.amounts.forEach((x, i) => x > 0 && names["t" + i]
        && links.push({source: "t" + i, target: "r" + k, value: x}));
    });
    if (links.length === 0) {
      return;
    }
    const most = Math.max(data.givers.length, data.takers.length, 3);
    draw("chart-flow", () => 60 + 40 * most, () => Object.assign(base(), {
      tooltip: tooltip({formatter: at => at.dataType === "edge"
        ? names[at.data.source] + " \u2192 " + names[at.data.target] + "\n" + figure(at.value)
        : names[at.name] + "\n" + figure(at.value)}),
      series: [{type: "sankey", data: nodes, links, left: 4, right: narrow() ? 76 : 130, top: 8,
        bottom: 8, nodeGap: 10, nodeWidth: 14, draggable: false, layoutIterations: 32,
        emphasis: {focus: "adjacency"},
        lineStyle: {color: "source", opacity: 0.22},
        label: {color: ink, fontSize: narrow() ? 11 : 12,
          formatter: at => short(names[at.name], narrow() ? 11 : 22)}}]}));
  }

  convergence(numbers.convergence);
  prices(numbers.prices);
  gains(numbers.gains);
  choices(numbers.choices);
  flow(numbers.flow);

  let waiting = 0;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => charts.forEach(redraw => redraw()), 120);
  });
  document.documentElement.dataset.charts = String(charts.length);
})();
