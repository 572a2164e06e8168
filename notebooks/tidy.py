"""Stores what a run of a notebook has shown, without anything of the machine it ran on.

    tidy.py EXECUTED STORED           write the outputs of EXECUTED into STORED
    tidy.py --check EXECUTED STORED   compare; exit status 1 when a cell shows other kinds of things

Other figures than those stored are told and are no failure: a better search changes them. Pictures
are not compared, since fonts differ between machines; that each is there is.
"""

import json
import re
import sys

MACHINE = re.compile(r"(?<![\w.])/(?:tmp|home|root|work|usr|var|opt)/|https?://(?!doi\.org/)|[A-Z]:\\\\")
KEPT_METADATA = {
    "kernelspec": {"display_name": "Java", "language": "java", "name": "java"},
    "language_info": {"file_extension": ".java", "mimetype": "text/x-java", "name": "java"},
}


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def lines(text):
    return text if isinstance(text, list) else text.splitlines(keepends=True)


def tidy_output(output):
    """An output with what a reader sees, and nothing else."""
    if output["output_type"] == "stream":
        return {"name": output["name"], "output_type": "stream", "text": lines(output["text"])}
    data = output.get("data", {})
    if "image/png" in data:
        data = {"image/png": "".join(data["image/png"]).replace("\n", "")}
    elif "text/html" in data:
        data = {"text/html": lines(data["text/html"])}
    else:
        data = {kind: lines(text) for kind, text in data.items()}
    return {"data": data, "metadata": {}, "output_type": "display_data"}


def join_streams(outputs):
    joined = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output["output_type"] == "stream" == last["output_type"]:
            if output["name"] == last["name"]:
                last["text"] = lines("".join(last["text"]) + "".join(output["text"]))
                continue
        joined.append(output)
    return joined


def tidy(executed):
    for number, cell in enumerate(executed["cells"]):
        cell["metadata"] = {}
        cell["source"] = lines("".join(cell["source"]))
        if cell["cell_type"] != "code":
            continue
        cell["execution_count"] = 1 + sum(c["cell_type"] == "code" for c in executed["cells"][:number])
        cell["outputs"] = join_streams([tidy_output(o) for o in cell["outputs"]])
        for output in cell["outputs"]:
            for text in [output.get("text", [])] + list(output.get("data", {}).values()):
                if not isinstance(text, str) and MACHINE.search("".join(text)):
                    raise SystemExit(f"cell {cell['id']} shows a place of this machine:\n" + "".join(text))
    executed["metadata"] = KEPT_METADATA
    return executed


def seen(cell):
    """What a cell shows: kinds and texts; of a picture, that it is one."""
    shown = []
    for output in cell.get("outputs", []):
        for kind, value in sorted(output.get("data", {"text": output.get("text")}).items()):
            shown.append((kind, "a picture" if kind == "image/png" else "".join(value)))
    return shown


def check(executed, stored, path):
    """1 when a cell shows other kinds of things than are stored; other texts are only told."""
    status = 0
    if [cell["id"] for cell in executed["cells"]] != [cell["id"] for cell in stored["cells"]]:
        raise SystemExit(f"{path}: the cells are not those that were run")
    for new, old in zip(executed["cells"], stored["cells"]):
        if [kind for kind, _ in seen(new)] != [kind for kind, _ in seen(old)]:
            status = 1
            print(f"{path}: cell {new['id']} shows {seen(new)}, stored is {seen(old)}", file=sys.stderr)
        elif seen(new) != seen(old):
            print(f"{path}: cell {new['id']} shows other figures than stored; store them with notebooks/run")
    return status


def main(arguments):
    executed_path, stored_path = arguments[-2:]
    executed = tidy(read(executed_path))
    if arguments[0] == "--check":
        return check(executed, read(stored_path), stored_path)
    with open(stored_path, "w", encoding="utf-8") as file:
        json.dump(executed, file, indent=1, sort_keys=True, ensure_ascii=True)
        file.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
