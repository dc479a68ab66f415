"""Reads a dataset's pictures with OpenCV and prints what is in them, for OpenCvTests. One line a file: name, shape, type, values."""
import sys
import cv2
import numpy as np

for line in sys.stdin.read().split("\n"):
    if not line:
        continue
    if line.endswith(".npy"):
        values = np.load(line)
    elif line.endswith(".flo"):
        values = cv2.readOpticalFlow(line)
    else:
        values = cv2.imread(line, cv2.IMREAD_UNCHANGED)
        if values is not None and values.ndim == 3:
            values = values[:, :, ::-1]  # OpenCV has blue first
    if values is None:
        sys.exit("cannot read " + line)
    text = " ".join(repr(float(v)) for v in values.ravel())
    print("x".join(str(n) for n in values.shape), values.dtype, text)
