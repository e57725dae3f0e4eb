"""The program as it is released."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def built():
    """Builds it and returns where it is."""
    build = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "porchlight", "--package-path", ROOT]
    subprocess.run(build, check=True, stdout=sys.stderr)
    path = subprocess.run(build + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return f"{path}/porchlight"
