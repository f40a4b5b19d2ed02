#!/usr/bin/env python3
"""Build times of Fieldbook and of its peers, side by side on this machine. Python's standard library only.

    python3 benches/compare.py                            both corpora, every program that is found
    python3 benches/compare.py --corpus short --pages 1000 --runs 3 --only hugo,zola

`benches/README.md` says what is compared and how to read it.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECTIONS = ["guides", "notes", "recipes", "releases", "research", "tools", "teams", "events", "stories", "places"]
TAGS = ["boats", "docks", "fog", "harbours", "keepers", "lamps", "oil", "rocks", "ships", "storms"]
WORDS = (
    "lamp keeper harbour light tower stone oil wick lens fog bell rock coast ship sail storm night watch log tide "
    "channel buoy signal beam glass brass stair gallery window wind rain winter supply boat crew repair survey "
    "record height range period colour white red flash fixed sector chart pilot captain island reef sound bay"
).split()


# The text of a page depends on its number alone, whatever program it is for.

def sentence(dice):
    words = dice.choices(WORDS, k=dice.randint(8, 18))
    if dice.random() < 0.2:
        words[3] = f"**{words[3]}**"
    elif dice.random() < 0.3:
        words[3] = f"`{words[3]}`"
    return " ".join(words).capitalize() + "."


def paragraph(dice, sentences):
    return " ".join(sentence(dice) for _ in range(sentences))


def code(dice):
    name, number = dice.choice(WORDS), dice.randint(2, 999)
    lines = [f"/// {sentence(dice)}", f"fn {name}(count: usize) -> Option<String> {{"]
    for _ in range(8):
        lines.append(f"    let {dice.choice(WORDS)} = count.checked_mul({dice.randint(2, 99)})?; // {dice.choice(WORDS)}")
    return "\n".join([*lines, f'    (count > {number}).then(|| format!("{{count}} {name}"))', "}"])


def long_body(number, pages, link):
    """Some 650 words, five sections, a list, a table, links, and on every second page code."""
    dice = random.Random(number)
    out = [paragraph(dice, 4)]
    for section in range(5):
        out.append(f"## {' '.join(dice.choices(WORDS, k=4)).capitalize()}")
        other = dice.randrange(pages)
        out.append(f"{paragraph(dice, 5)} See [{dice.choice(WORDS)}]({link(other)}).")
        if section == 0:
            out.append("\n".join(f"- {sentence(dice)}" for _ in range(4)))
        if section == 1:
            rows = [f"| {dice.choice(WORDS)} | {dice.randint(1, 9999)} | {sentence(dice)} |" for _ in range(5)]
            out.append("\n".join(["| Name | Count | Note |", "|---|--:|---|", *rows]))
        if section == 2 and number % 2 == 0:
            out.append(f"```rust\n{code(dice)}\n```")
    return "\n\n".join(out) + "\n"


def short_body(number, _pages, _link):
    """As in bench-framework-markdown: a few lines, a heading, a list."""
    dice = random.Random(number)
    items = "\n".join(f"- {dice.choice(WORDS)}" for _ in range(3))
    return f"{paragraph(dice, 2)}\n\n## {dice.choice(WORDS).capitalize()}\n\n{paragraph(dice, 3)}\n\n{items}\n"


BODIES = {"long": (long_body, 2000), "short": (short_body, 4000)}


def section(number):
    return SECTIONS[number % len(SECTIONS)]


def tags(number):
    return [TAGS[number % 10], TAGS[(number * 7 + 3) % 10]] if number % 10 != 5 else [TAGS[5]]


def write(*parts):
    *path, text = parts
    path = os.path.join(*path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


# One function for each program: it lays out its site.

def fieldbook(folder, pages, body):
    write(folder, "book.toml", '[book]\ntitle = "Bench"\n[output.html]\nsite-url = "https://example.org/"\n')
    write(folder, "content/index.md", "---\ntitle: Bench\n---\n")
    for name in SECTIONS:
        write(folder, f"content/chapters/{name}/index.md", f"---\ntitle: {name.capitalize()}\n---\n")
    for number in range(pages):
        head = f"---\ntitle: Page {number}\ndate: 2024-01-02\ntags: {json.dumps(tags(number))}\n---\n\n"
        text = body(number, pages, lambda other: f"../{section(other)}/page-{other}.md")
        write(folder, f"content/chapters/{section(number)}/page-{number}.md", head + text)


PAGE = "<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>{more}</body></html>\n"


def hugo(folder, pages, body):
    write(folder, "hugo.toml", 'baseURL = "https://example.org/"\ntitle = "Bench"\n')
    single = PAGE.format(title="{{ .Title }}", more="{{ .TableOfContents }}{{ .Content }}")
    items = PAGE.format(title="{{ .Title }}", more='{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}')
    write(folder, "layouts/_default/single.html", single)
    write(folder, "layouts/_default/list.html", items)
    write(folder, "layouts/index.html", items)
    for number in range(pages):
        head = f"---\ntitle: Page {number}\ndate: 2024-01-02\ntags: {json.dumps(tags(number))}\n---\n\n"
        text = body(number, pages, lambda other: f'{{{{< relref "/{section(other)}/page-{other}.md" >}}}}')
        write(folder, f"content/{section(number)}/page-{number}.md", head + text)


def zola(folder, pages, body):
    write(
        folder, "config.toml",
        'base_url = "https://example.org"\ntitle = "Bench"\ngenerate_feeds = true\ntaxonomies = [{ name = "tags" }]\n'
        "[markdown]\n[markdown.highlighting]\ntheme = \"github-light\"\nstyle = \"class\"\n",
    )
    single = PAGE.format(title="{{ page.title }}", more="{{ page.content | safe }}")
    items = '{% for page in PAGES %}<a href="{{ page.permalink }}">{{ page.title }}</a>{% endfor %}'
    write(folder, "templates/page.html", single)
    write(folder, "templates/section.html", PAGE.format(title="{{ section.title }}", more=items.replace("PAGES", "section.pages")))
    write(folder, "templates/index.html", PAGE.format(title="Bench", more=""))
    write(folder, "templates/taxonomy_list.html", PAGE.format(title="Tags", more=""))
    write(folder, "templates/taxonomy_single.html", PAGE.format(title="{{ term.name }}", more=items.replace("PAGES", "term.pages")))
    for name in SECTIONS:
        write(folder, f"content/{name}/_index.md", f'+++\ntitle = "{name}"\nsort_by = "date"\n+++\n')
    for number in range(pages):
        head = f'+++\ntitle = "Page {number}"\ndate = 2024-01-02\n[taxonomies]\ntags = {json.dumps(tags(number))}\n+++\n\n'
        text = body(number, pages, lambda other: f"@/{section(other)}/page-{other}.md")
        write(folder, f"content/{section(number)}/page-{number}.md", head + text)


def mdbook(folder, pages, body):
    write(folder, "book.toml", '[book]\ntitle = "Bench"\n[output.html]\n')
    summary = ["# Summary\n"]
    for number in range(pages):
        text = body(number, pages, lambda other: f"../{section(other)}/page-{other}.md")
        write(folder, f"src/{section(number)}/page-{number}.md", f"# Page {number}\n\n{text}")
        summary.append(f"- [Page {number}]({section(number)}/page-{number}.md)\n")
    write(folder, "src/SUMMARY.md", "".join(summary))


# How each is run, where its output lies, and what else it leaves behind.
PROGRAMS = {
    "fieldbook": (fieldbook, ["build"], "public", [".fieldbook"]),
    "hugo": (hugo, ["--quiet"], "public", ["resources", ".hugo_build.lock"]),
    "zola": (zola, ["build"], "public", []),
    "mdbook": (mdbook, ["build"], "book", []),
}


def found(name):
    """Where a program is: named by a variable, on the PATH, or, for our own, built in this repository."""
    own = os.path.join(ROOT, "target/release/fieldbook")
    local = own if name == "fieldbook" and os.path.exists(own) else None
    return os.environ.get(name.upper()) or local or shutil.which(name)


def run(program, name, folder):
    """One cold build: seconds, seconds of CPU, MiB at most."""
    _, arguments, output, leftovers = PROGRAMS[name]
    for rest in [output, *leftovers]:
        path = os.path.join(folder, rest)
        shutil.rmtree(path) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
    os.sync()
    with tempfile.TemporaryFile() as log:
        start = time.monotonic()
        process = subprocess.Popen([program, *arguments], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            sys.exit(f"{name} failed with {process.returncode}:\n{log.read().decode(errors='replace')[-2000:]}")
    # Linux tells kibibytes, macOS bytes.
    memory = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return wall, used.ru_utime + used.ru_stime, memory


def pages_in(folder, name):
    walk = os.walk(os.path.join(folder, PROGRAMS[name][2]))
    return sum(file.endswith(".html") for _, _, files in walk for file in files)


def compare(corpus, pages, runs, programs, work):
    print(f"\n{corpus}: {pages} pages\n\n| program | seconds | CPU | MiB | HTML files | against fieldbook |\n|---|--:|--:|--:|--:|--:|")
    folders, results = {}, {name: [] for name in programs}
    for name in programs:
        folders[name] = os.path.join(work, f"{corpus}-{name}")
        shutil.rmtree(folders[name], ignore_errors=True)
        PROGRAMS[name][0](folders[name], pages, BODIES[corpus][0])
    # In turn, so that what disturbs the machine disturbs all; the first round warms the disk's cache and is not counted.
    for number in range(runs + 1):
        for name, program in programs.items():
            result = run(program, name, folders[name])
            if number > 0:
                results[name].append(result)
    for name in programs:
        wall, cpu, memory = (statistics.median(values) for values in zip(*results[name]))
        ratios = [one[0] / own[0] for one, own in zip(results[name], results.get("fieldbook", []))]
        ratio = f"{statistics.median(ratios):.2f}" if ratios else ""
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {pages_in(folders[name], name)} | {ratio} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", choices=[*BODIES, "both"], default="both")
    parser.add_argument("--pages", type=int, help="instead of 2,000 long or 4,000 short ones")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", help="programs, separated by commas")
    parser.add_argument("--work", help="the folder of the sites; otherwise one that is removed again")
    options = parser.parse_args()
    wanted = options.only.split(",") if options.only else list(PROGRAMS)
    unknown = [name for name in wanted if name not in PROGRAMS]
    if unknown:
        sys.exit(f"unknown: {', '.join(unknown)}; there are {', '.join(PROGRAMS)}")
    programs = {name: found(name) for name in wanted}
    for name in [name for name in wanted if not programs[name]]:
        print(f"{name} is left out: not on the PATH, and no variable {name.upper()}", file=sys.stderr)
        del programs[name]
    if not programs:
        sys.exit("no program was found")
    corpora = BODIES if options.corpus == "both" else [options.corpus]
    with tempfile.TemporaryDirectory() as temporary:
        for corpus in corpora:
            compare(corpus, options.pages or BODIES[corpus][1], options.runs, programs, options.work or temporary)


if __name__ == "__main__":
    main()
