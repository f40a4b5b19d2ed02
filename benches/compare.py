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
import re
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
    write(
        folder, "hugo.toml",
        'baseURL = "https://example.org/"\ntitle = "Bench"\n[taxonomies]\ntag = "tags"\n'
        "[services.rss]\nlimit = 50\n[markup.highlight]\nnoClasses = false\n",
    )
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
        'base_url = "https://example.org"\ntitle = "Bench"\ngenerate_feeds = true\nfeed_limit = 50\ntaxonomies = [{ name = "tags" }]\n'
        "[markdown]\n[markdown.highlighting]\ntheme = \"github-light\"\nstyle = \"class\"\n",
    )
    contents = '<nav>{% for one in page.toc %}<a href="#{{ one.id }}">{{ one.title }}</a>{% endfor %}</nav>'
    single = PAGE.format(title="{{ page.title }}", more=contents + "{{ page.content | safe }}")
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


# How each is run and asked for its version, where its output lies, and what else it leaves behind.
PROGRAMS = {
    "fieldbook": (fieldbook, ["build"], "--version", "public", [".fieldbook"]),
    "hugo": (hugo, ["--quiet"], "version", "public", ["resources", ".hugo_build.lock"]),
    "zola": (zola, ["build"], "--version", "public", []),
    "mdbook": (mdbook, ["build"], "--version", "book", []),
}

# Code with colours; what mdBook hides of it in the browser has none.
COLOURED = re.compile(r'<code[^>]*rust[^>]*><span class="(?!boring)')
COMPLAINT = re.compile(r"\b(warn|warning|error)\b", re.IGNORECASE)


class Failure(Exception):
    """A program did not do what it was asked to: how, and what it said."""


def found(name):
    """Where a program is: named by a variable, on the PATH, or, for our own, built in this repository."""
    own = os.path.join(ROOT, "target/release/fieldbook")
    local = own if name == "fieldbook" and os.path.exists(own) else None
    return os.environ.get(name.upper()) or local or shutil.which(name)


def version(name, program):
    """The number of a version, with what a program calls itself before and after it left out."""
    said = subprocess.run([program, PROGRAMS[name][2]], capture_output=True, text=True, check=False).stdout
    number = re.search(r"\d+\.\d+\.\d+", said)
    return number[0] if number else "of an unknown version"


def run(program, name, folder):
    """One cold build: seconds, seconds of CPU, MiB at most, and what the program complained of."""
    _, arguments, _, output, leftovers = PROGRAMS[name]
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
        log.seek(0)
        said = log.read().decode(errors="replace")
    if process.returncode:
        raise Failure(f"failed with {process.returncode}", said[-2000:])
    # Linux tells kibibytes, macOS bytes.
    memory = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    complaints = [line for line in said.splitlines() if COMPLAINT.search(line)]
    return (wall, used.ru_utime + used.ru_stime, memory), complaints


def published(folder, name):
    """How many HTML files there are, and how many of them have code in colours."""
    files = coloured = 0
    for at, _, names in os.walk(os.path.join(folder, PROGRAMS[name][3])):
        for file in names:
            if file.endswith(".html"):
                files += 1
                with open(os.path.join(at, file), encoding="utf-8") as text:
                    coloured += bool(COLOURED.search(text.read()))
    return files, coloured


HEAD = """
| program | seconds | CPU | MiB | HTML files | in colours | seconds, of ours | CPU, of ours |
|---|--:|--:|--:|--:|--:|--:|--:|"""


def row(name, results, own, folder, pages):
    """The line of the table for one program. What published too little is no peer of the others."""
    files, coloured = published(folder, name)
    if files < pages:
        raise Failure(f"published {files} HTML files for {pages} pages", "")
    wall, cpu, memory = (statistics.median(values) for values in zip(*results))
    ratios = ["", ""]
    if own:
        ratios = [f"{statistics.median(one[at] / ours[at] for one, ours in zip(results, own)):.2f}" for at in (0, 1)]
    return f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {files} | {coloured} | {' | '.join(ratios)} |"


def compare(corpus, pages, runs, programs, work):
    """Prints the table of one corpus, and returns whether every program did what it was asked to."""
    print(f"\n{corpus}: {pages} pages\n{HEAD}", flush=True)
    folders, results, failed = {}, {name: [] for name in programs}, {}
    for name, program in programs.items():
        folders[name] = os.path.join(work, f"{corpus}-{name}")
        shutil.rmtree(folders[name], ignore_errors=True)
        if program:
            PROGRAMS[name][0](folders[name], pages, BODIES[corpus][0])
    # In turn, so that what disturbs the machine disturbs all; the first round warms the disk's cache and is not counted.
    for number in range(runs + 1):
        for name in [name for name, program in programs.items() if program and name not in failed]:
            try:
                result, complaints = run(programs[name], name, folders[name])
            except Failure as failure:
                failed[name] = failure
                continue
            print(f"round {number}: {name} {result[0]:.2f} s, CPU {result[1]:.2f} s", file=sys.stderr)
            if number > 0:
                results[name].append(result)
            else:
                print("".join(f"{name} says: {complaint.strip()}\n" for complaint in complaints[:10]), end="", file=sys.stderr)
    own = results.get("fieldbook") if "fieldbook" not in failed else None
    for name, program in programs.items():
        try:
            if name in failed:
                raise failed[name]
            line = row(name, results[name], own, folders[name], pages) if program else f"| {name} | was not found |"
        except Failure as failure:
            failed[name] = failure
            line = f"| {name} | {failure.args[0]} |"
            print(failure.args[1], file=sys.stderr)
        print(line, flush=True)
    return not failed


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
        print(f"{name} is not on the PATH, and no variable {name.upper()} says where it is", file=sys.stderr)
    if not any(programs.values()):
        sys.exit("no program was found")
    versions = [f"{name} {version(name, program)}" for name, program in programs.items() if program]
    print(f"{', '.join(versions)}; {os.cpu_count()} cores, {options.runs} rounds")
    corpora = BODIES if options.corpus == "both" else [options.corpus]
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or temporary
        good = [compare(corpus, options.pages or BODIES[corpus][1], options.runs, programs, work) for corpus in corpora]
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
