"""The page to measure against: choose an indicator and an authority, written as Dash's tutorials write it.

A frame in memory that a callback filters, `px.line`, Dash's own components, a table made by a loop. It is
meant to be good of its kind: numbers are made once, at the start, and it draws the four lines of our own
chart, no more. Served by gunicorn as `tests.bench.tutorial:server`; only a test imports it.
"""

from __future__ import annotations

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from tests.bench.files import DICTIONARY, LONG_FILE, NEIGHBOURS

# The figures: one row an indicator, area and year.
df = pd.read_parquet(LONG_FILE).rename(
    columns={"Short Desc": "indicator", "Years": "year", "LA and Regions": "area", "Values": "value"}
)
df["value"] = pd.to_numeric(df["value"], errors="coerce")
titles = pd.read_csv(DICTIONARY).drop_duplicates("Measure_short").set_index("Measure_short")["Chart_title"]

# Each authority's region, and its neighbours, the closest first; all by name.
areas = df.drop_duplicates("area").set_index("LA Number")
regions = areas.set_index("area")["Region"]
lists = pd.read_excel(NEIGHBOURS, header=2, engine="openpyxl").set_index("LA number")
lists = lists.loc[lists.index.isin(areas.index), [f"SN{place}" for place in range(1, 11)]]
neighbours = {
    areas["area"][code]: areas["area"].reindex(row).dropna().tolist()
    for code, row in zip(lists.index, lists.to_numpy(), strict=True)
}

app = Dash(__name__)
server = app.server

app.layout = html.Div(
    [
        html.H1("Children’s services"),
        dcc.Dropdown(
            options=[{"label": titles[one], "value": one} for one in df["indicator"].unique()],
            value="InfMort",
            id="indicator",
            clearable=False,
        ),
        dcc.Dropdown(options=sorted(neighbours), value="Wiltshire", id="area", clearable=False),
        dcc.Graph(id="chart"),
        html.Div(id="table"),
    ]
)


def generate_table(dataframe):
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(column) for column in dataframe.columns])),
            html.Tbody([html.Tr([html.Td(value) for value in row]) for row in dataframe.values.tolist()]),
        ]
    )


@app.callback(
    Output("chart", "figure"),
    Output("table", "children"),
    Input("indicator", "value"),
    Input("area", "value"),
)
def update(indicator, area):
    dff = df[df["indicator"] == indicator]
    average = dff[dff["area"].isin(neighbours[area])].groupby("year", as_index=False)["value"].mean()
    lines = pd.concat(
        [dff[dff["area"].isin([area, regions[area], "England"])], average.assign(area="Neighbours")]
    )
    fig = px.line(lines, x="year", y="value", color="area", title=titles[indicator])
    latest = dff[dff["year"] == dff["year"].max()].set_index("area")["value"]
    table = latest.reindex([area, *neighbours[area]]).rename_axis("Authority").reset_index(name="Latest")
    return fig, generate_table(table)


if __name__ == "__main__":
    app.run(debug=True)
