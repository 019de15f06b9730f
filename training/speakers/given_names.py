"""From public lists of given names to the table `given_names_more.toml`, in one command.

usage: python training/speakers/given_names.py --census FOLDER --faker FOLDER CORPUS.spacy... [--out FILE]

FOLDER of the census: dist.male.first and dist.female.first of the 1990 census of the United States (public
domain; the package `names` carries them). FOLDER of Faker: its faker/providers/person (MIT licence). Names that the
parsed corpus writes small, takes for places or bodies, or that the table written by hand has, are left out.
"""

import argparse
import ast
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import DocBin

from newsclaims.language import table
from newsclaims.nlp import load
from newsclaims.speakers.lexicon import lexicon

TABLE = Path(__file__).parents[2] / "src/newsclaims/language/en/given_names_more.toml"
# Of the bearers of a name, in percent of all: what is rarer is a slip of the form as often as a name.
RAREST = 0.004
# From this share of its bearers on, one gender is the name's.
SHARE = 0.8
# Of the occurrences of a word in the corpus: from this share on, it is no given name in the first place.
DOUBT = 0.3
# How much a label speaks against a name; a small model often takes people for bodies.
AGAINST = {"GPE": 1.0, "LOC": 1.0, "NORP": 1.0, "DATE": 1.0, "FAC": 1.0, "ORG": 0.5}
SHORTEST = 3
# Names in one list of Faker.
LONG = 300
WIDTH = 130


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parsed", type=Path, nargs="+", help="DocBins of English news")
    parser.add_argument("--census", type=Path, required=True)
    parser.add_argument("--faker", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=TABLE)
    arguments = parser.parse_args()
    bearers: dict[str, dict[str, float]] = {}
    for gender in ("male", "female"):
        for name, weight in (*_census(arguments.census, gender), *_faker(arguments.faker, gender)):
            shares = bearers.setdefault(name, {"male": 0.0, "female": 0.0})
            shares[gender] += weight
    doubtful = _doubtful(arguments.parsed)
    words = lexicon()
    known = {
        name for names in table("given_names").values() if isinstance(names, str) for name in names.split()
    }
    known |= set(words.countries) | set(words.same)
    parts: dict[str, list[str]] = {"male": [], "female": [], "both": []}
    for name in sorted(bearers):
        lower = name.lower()
        noun = lower in words.titles or lower in words.kinds or lower in words.either
        if name not in known and not noun and lower not in doubtful:
            gender, most = max(bearers[name].items(), key=lambda item: item[1])
            parts[gender if most >= SHARE * sum(bearers[name].values()) else "both"].append(name)
    write(arguments.out, parts)


def _census(folder: Path, gender: str) -> Iterator[tuple[str, float]]:
    for line in (folder / f"dist.{gender}.first").read_text(encoding="ascii").splitlines():
        name, percent, *_ = line.split()
        if float(percent) >= RAREST and len(name) >= SHORTEST:
            yield name.capitalize(), float(percent)


def _faker(folder: Path, gender: str) -> Iterator[tuple[str, float]]:
    """The names of `first_names_male` and the like in each country's module, those in Latin letters.

    A long list holds rare and curious names too: of it only what another country has as well.
    """
    lists = [_names_in(path, gender) for path in sorted(folder.glob("*/__init__.py"))]
    countries = Counter(name for names in lists for name in names)
    for name in sorted(countries):
        short = any(name in names for names in lists if len(names) <= LONG)
        latin = name.isalpha() and name[0].isupper() and ord(max(name)) < ord("Ͱ")
        if latin and len(name) >= SHORTEST and (short or countries[name] > 1):
            yield name, RAREST


def _names_in(path: Path, gender: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            target = node.targets[0].id
            if target.startswith("first_names") and target.endswith(f"_{gender}"):
                strings = (item.value for item in ast.walk(node.value) if isinstance(item, ast.Constant))
                found |= {name for name in strings if isinstance(name, str)}
    return found


def _doubtful(paths: list[Path]) -> frozenset[str]:
    """Words that are written small, or labelled as no person, too often to be given names."""
    against: dict[str, float] = defaultdict(float)
    seen: Counter[str] = Counter()
    nlp = load()
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
            for token in doc:
                seen[token.lower_] += 1
                small = token.text[0].islower()
                against[token.lower_] += 1.0 if small else AGAINST.get(token.ent_type_, 0.0)
    return frozenset(word for word, count in seen.items() if against[word] > DOUBT * count)


def write(path: Path, parts: dict[str, list[str]]) -> None:
    """Write the table."""
    lines = [
        "# More given names by the gender that most bearers have; made by training/speakers/given_names.py from the",
        "# 1990 census of the United States (public domain) and the names that Faker has for the countries of the",
        "# world (https://github.com/joke2k/faker, MIT licence, Copyright (c) 2012 Daniele Faraglia).",
    ]
    for part, names in parts.items():
        lines += ["", f"{part} = '''", *textwrap.wrap(" ".join(names), WIDTH), "'''"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
